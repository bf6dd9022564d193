// SPDX-License-Identifier: Apache-2.0
package io.saltern.wheels.internal;

import io.saltern.api.KeyState;
import io.saltern.api.MinionId;
import io.saltern.api.function.Default;
import io.saltern.api.function.Function;
import io.saltern.api.function.Named;
import io.saltern.api.function.Wheel;
import io.saltern.api.master.KeyStore;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The keys of minions: what changes them. */
@Component(property = Wheel.PROPERTY + "=key")
public final class KeyChangesWheel implements Wheel {
  private final KeyStore keys;

  @Activate
  public KeyChangesWheel(@Reference KeyStore keys) {
    this.keys = keys;
  }

  @Function(
      doc =
          """
          Accept keys based on a glob match. Returns a dictionary.

          include_rejected, include_denied
              To include rejected or denied keys in the match along with pending keys

          CLI Example:

              salt-run wheel.key.accept web1
          """)
  public Map<String, Object> accept(
      Object match,
      @Named("include_rejected") @Default("False") boolean includeRejected,
      @Named("include_denied") @Default("False") boolean includeDenied)
      throws IOException {
    move(KeyMatches.all(keys).globbed(match), pending(includeRejected, includeDenied), true);
    return globbed(match);
  }

  @Function(
      value = "accept_dict",
      doc =
          """
          Accept keys based on a dict of keys. Returns a dictionary.

          CLI Example:

              salt-run wheel.key.accept_dict '{minions_pre: [jerry, stuart, bob]}'
          """)
  public Map<String, Object> acceptDict(
      Map<Object, @Nullable Object> match,
      @Named("include_rejected") @Default("False") boolean includeRejected,
      @Named("include_denied") @Default("False") boolean includeDenied)
      throws IOException {
    move(KeyMatches.all(keys).mapped(match), pending(includeRejected, includeDenied), true);
    return KeyMatches.all(keys).named(match).shown();
  }

  private static Set<KeyState> pending(boolean rejected, boolean denied) {
    return from(rejected ? KeyState.REJECTED : KeyState.PENDING, denied);
  }

  private static Set<KeyState> from(KeyState also, boolean denied) {
    Set<KeyState> from = EnumSet.of(KeyState.PENDING, also);
    if (denied) {
      from.add(KeyState.DENIED);
    }
    return from;
  }

  @Function(
      doc =
          """
          Reject keys based on a glob match. Returns a dictionary.

          include_accepted, include_denied
              To include accepted or denied keys in the match along with pending keys

          CLI Example:

              salt-run wheel.key.reject web1
          """)
  public Map<String, Object> reject(
      Object match,
      @Named("include_accepted") @Default("False") boolean includeAccepted,
      @Named("include_denied") @Default("False") boolean includeDenied)
      throws IOException {
    KeyState also = includeAccepted ? KeyState.ACCEPTED : KeyState.PENDING;
    move(KeyMatches.all(keys).globbed(match), from(also, includeDenied), false);
    return globbed(match);
  }

  @Function(
      value = "reject_dict",
      doc =
          """
          Reject keys based on a dict of keys. Returns a dictionary.

          CLI Example:

              salt-run wheel.key.reject_dict '{minions_pre: [jerry]}'
          """)
  public Map<String, Object> rejectDict(
      Map<Object, @Nullable Object> match,
      @Named("include_accepted") @Default("False") boolean includeAccepted,
      @Named("include_denied") @Default("False") boolean includeDenied)
      throws IOException {
    KeyState also = includeAccepted ? KeyState.ACCEPTED : KeyState.PENDING;
    move(KeyMatches.all(keys).mapped(match), from(also, includeDenied), false);
    return KeyMatches.all(keys).named(match).shown();
  }

  private void move(KeyMatches matches, Set<KeyState> from, boolean accept) throws IOException {
    KeyState to = accept ? KeyState.ACCEPTED : KeyState.REJECTED;
    for (KeyState state : from) {
      for (MinionId id : matches.of(state)) {
        keys.move(id, state, to);
      }
    }
  }

  @Function(
      doc =
          """
          Delete keys based on a glob match. Returns a dictionary.

          CLI Example:

              salt-run wheel.key.delete web1
          """)
  public Map<String, Object> delete(Object match) throws IOException {
    delete(KeyMatches.all(keys).globbed(match));
    return globbed(match);
  }

  @Function(
      value = "delete_dict",
      doc =
          """
          Delete keys based on a dict of keys. Returns a dictionary.

          CLI Example:

              salt-run wheel.key.delete_dict '{minions: [jerry]}'
          """)
  public Map<String, Object> deleteDict(Map<Object, @Nullable Object> match) throws IOException {
    delete(KeyMatches.all(keys).mapped(match));
    return KeyMatches.all(keys).named(match).shown();
  }

  private void delete(KeyMatches matches) throws IOException {
    for (KeyState state : KeyState.values()) {
      for (MinionId id : matches.of(state)) {
        keys.delete(id, state);
      }
    }
  }

  private Map<String, Object> globbed(Object match) throws IOException {
    return KeyMatches.all(keys).globbed(match).shown();
  }
}
