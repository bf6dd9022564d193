// SPDX-License-Identifier: Apache-2.0
package io.saltern.wheels.internal;

import io.saltern.api.KeyState;
import io.saltern.api.MinionId;
import io.saltern.api.MinionKey;
import io.saltern.api.channel.MasterIdentity;
import io.saltern.api.config.CommonOptions;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.PresentSettings;
import io.saltern.api.function.Default;
import io.saltern.api.function.Function;
import io.saltern.api.function.FunctionException;
import io.saltern.api.function.Named;
import io.saltern.api.function.Wheel;
import io.saltern.api.master.KeyStore;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The keys of minions: what there is. {@link KeyChangesWheel} has what changes them. */
@Component(property = Wheel.PROPERTY + "=key")
public final class KeyWheel implements Wheel {
  private static final String LOCAL = "local";
  private static final String MASTER_PUB = "master.pub";

  private final KeyStore keys;
  private final MasterIdentity master;
  private final PresentSettings settings;

  @Activate
  public KeyWheel(
      @Reference KeyStore keys,
      @Reference MasterIdentity master,
      @Reference(target = PresentSettings.OF_MASTER) PresentSettings settings) {
    this.keys = keys;
    this.master = master;
    this.settings = settings;
  }

  @Function(
      doc =
          """
          List all the keys under a named status. Returns a dictionary.

          match
              The type of keys to list: ``pre``, ``un`` or ``unaccepted``, ``acc`` or
              ``accepted``, ``rej`` or ``rejected``, ``den`` or ``denied``, or ``all``.

          CLI Example:

              salt-run wheel.key.list accepted
          """)
  public Map<String, Object> list(String match) throws IOException {
    if (match.startsWith("all")) {
      return listAll();
    }
    KeyState state = state(match);
    return state == null ? Map.of() : Map.of(state.folder(), KeyMatches.all(keys).names(state));
  }

  private static @Nullable KeyState state(String match) {
    if (match.startsWith("acc")) {
      return KeyState.ACCEPTED;
    }
    if (match.startsWith("pre") || match.startsWith("un")) {
      return KeyState.PENDING;
    }
    if (match.startsWith("rej")) {
      return KeyState.REJECTED;
    }
    return match.startsWith("den") ? KeyState.DENIED : null;
  }

  @Function(
      value = "list_all",
      doc =
          """
          List all the keys. Returns a dictionary containing lists of the minions in
          each salt-key category, and of the master's own.

          CLI Example:

              salt-run wheel.key.list_all
          """)
  public Map<String, Object> listAll() throws IOException {
    KeyMatches all = KeyMatches.all(keys);
    Map<String, Object> shown = new LinkedHashMap<>();
    for (KeyState state :
        List.of(KeyState.PENDING, KeyState.REJECTED, KeyState.ACCEPTED, KeyState.DENIED)) {
      shown.put(state.folder(), all.names(state));
    }
    shown.put(LOCAL, ownKeys());
    return shown;
  }

  private List<String> ownKeys() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(settings.now().path(MasterOptions.PKI_DIR), "*.{pem,pub}")) {
      files.forEach(file -> names.add(String.valueOf(file.getFileName())));
    }
    names.sort(null);
    return names;
  }

  @Function(
      value = "list_match",
      doc =
          """
          List the keys of the minions that are named, separated by commas

          CLI Example:

              salt-run wheel.key.list_match web1,web2
          """)
  public Map<String, Object> listMatch(Object match) throws IOException {
    return KeyMatches.all(keys).listed(match).shown();
  }

  @Function(
      value = "glob_match",
      doc =
          """
          List all the keys based on a glob match

          CLI Example:

              salt-run wheel.key.glob_match 'web*'
          """)
  public Map<String, Object> globMatch(Object match) throws IOException {
    return KeyMatches.all(keys).globbed(match).shown();
  }

  @Function(
      value = "name_match",
      doc =
          """
          Alias to glob_match

          CLI Example:

              salt-run wheel.key.name_match 'web*'
          """)
  public Map<String, Object> nameMatch(Object match) throws IOException {
    return globMatch(match);
  }

  @Function(
      value = "print",
      doc =
          """
          Return information about the key. Returns a dictionary.

          CLI Example:

              salt-run wheel.key.print web1
          """)
  public Map<String, Object> print(Object match) throws IOException {
    return KeyMatches.all(keys).globbed(match).told((id, state) -> pem(id, state).orElse(""));
  }

  private Optional<String> pem(MinionId id, KeyState state) throws IOException {
    return keys.key(id, state).map(MinionKey::pem);
  }

  @Function(
      value = "master_key_str",
      doc =
          """
          Returns master's public key. Returns a dictionary

          CLI Example:

              salt-run wheel.key.master_key_str
          """)
  public Map<String, Object> masterKeyStr() {
    return Map.of(LOCAL, Map.of(MASTER_PUB, master.publicKey()));
  }

  @Function(
      doc =
          """
          Return the matching key fingerprints. Returns a dictionary.

          hash_type
              The hash algorithm used to calculate the fingerprint

          CLI Example:

              salt-run wheel.key.finger 'web*'
          """)
  public Map<String, Object> finger(
      Object match, @Named("hash_type") @Default @Nullable String hashType)
      throws FunctionException, IOException {
    String hash = hash(hashType);
    return KeyMatches.all(keys)
        .globbed(match)
        .told((id, state) -> keys.fingerprint(pem(id, state).orElse(""), hash));
  }

  @Function(
      value = "finger_master",
      doc =
          """
          Return the fingerprint of the master's public key

          CLI Example:

              salt-run wheel.key.finger_master
          """)
  public Map<String, Object> fingerMaster(@Named("hash_type") @Default @Nullable String hashType)
      throws FunctionException {
    String hash = hash(hashType);
    return Map.of(LOCAL, Map.of(MASTER_PUB, keys.fingerprint(master.publicKey(), hash)));
  }

  private String hash(@Nullable String wanted) throws FunctionException {
    String hash = wanted == null ? settings.now().get(CommonOptions.HASH_TYPE) : wanted;
    try {
      keys.fingerprint(master.publicKey(), hash);
      return hash;
    } catch (IllegalArgumentException e) {
      throw new FunctionException(
          FunctionException.Kind.INVOCATION, String.valueOf(e.getMessage()));
    }
  }
}
