// SPDX-License-Identifier: Apache-2.0
package io.saltern.wheels.internal;

import io.saltern.api.KeyState;
import io.saltern.api.MinionId;
import io.saltern.api.master.KeyStore;
import io.saltern.targeting.Glob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keys by their state, and those of them that a caller means. */
final class KeyMatches {
  /** In the order in which Salt lists them. */
  private static final List<KeyState> ORDER =
      List.of(KeyState.PENDING, KeyState.REJECTED, KeyState.ACCEPTED, KeyState.DENIED);

  private final Map<KeyState, List<MinionId>> keys;

  private KeyMatches(Map<KeyState, List<MinionId>> keys) {
    this.keys = keys;
  }

  /** All keys. */
  static KeyMatches all(KeyStore store) throws IOException {
    Map<KeyState, List<MinionId>> keys = new EnumMap<>(KeyState.class);
    for (KeyState state : KeyState.values()) {
      keys.put(
          state,
          store.ids(state).stream()
              .sorted(Comparator.comparing(id -> id.value().toLowerCase(Locale.ROOT)))
              .toList());
    }
    return new KeyMatches(keys);
  }

  List<MinionId> of(KeyState state) {
    return keys.getOrDefault(state, List.of());
  }

  /**
   * Those whose ids match.
   *
   * @param match a glob, several separated by commas, or a list of globs
   */
  KeyMatches globbed(Object match) {
    List<Glob> globs = words(match).map(Glob::compile).toList();
    return those((state, id) -> globs.stream().anyMatch(glob -> glob.matches(id.value())));
  }

  /** Those whose ids are named, separated by commas or in a list. */
  KeyMatches listed(Object match) {
    List<String> ids = words(match).toList();
    return those((state, id) -> ids.contains(id.value()));
  }

  /** Those that a map of states names. */
  KeyMatches mapped(Map<?, ?> match) {
    return those(
        (state, id) ->
            match.get(state.folder()) instanceof List<?> ids && ids.contains(id.value()));
  }

  /** Those that a map of states names, whatever state they are in by now. */
  KeyMatches named(Map<?, ?> match) {
    return those(
        (state, id) ->
            match.values().stream()
                .anyMatch(ids -> ids instanceof List<?> list && list.contains(id.value())));
  }

  private static Stream<String> words(Object match) {
    Stream<String> words =
        match instanceof List<?> list
            ? list.stream().map(String::valueOf)
            : Arrays.stream(String.valueOf(match).split(",", -1));
    return words.filter(word -> !word.isEmpty());
  }

  private interface Choice {
    boolean takes(KeyState state, MinionId id);
  }

  private KeyMatches those(Choice choice) {
    Map<KeyState, List<MinionId>> found = new EnumMap<>(KeyState.class);
    keys.forEach(
        (state, ids) ->
            found.put(state, ids.stream().filter(id -> choice.takes(state, id)).toList()));
    return new KeyMatches(found);
  }

  /** The ids by Salt's names of the states; states without one are left out. */
  Map<String, Object> shown() {
    Map<String, Object> shown = new LinkedHashMap<>();
    for (KeyState state : ORDER) {
      if (!of(state).isEmpty()) {
        shown.put(state.folder(), names(state));
      }
    }
    return shown;
  }

  List<String> names(KeyState state) {
    return of(state).stream().map(MinionId::value).toList();
  }

  /** What is known of a key. */
  interface Telling {
    @Nullable Object of(MinionId id, KeyState state) throws IOException;
  }

  /** The same with something of each key. */
  Map<String, Object> told(Telling telling) throws IOException {
    Map<String, Object> told = new LinkedHashMap<>();
    for (KeyState state : ORDER) {
      Map<String, @Nullable Object> ofState = new LinkedHashMap<>();
      for (MinionId id : new ArrayList<>(of(state))) {
        ofState.put(id.value(), telling.of(id, state));
      }
      if (!ofState.isEmpty()) {
        told.put(state.folder(), ofState);
      }
    }
    return told;
  }
}
