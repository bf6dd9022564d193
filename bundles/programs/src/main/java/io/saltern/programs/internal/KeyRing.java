// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.KeyState;
import io.saltern.api.MinionId;
import io.saltern.api.MinionKey;
import io.saltern.api.master.KeyStore;
import io.saltern.targeting.Glob;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Minion keys as {@code salt-key} lists them: by state, in Salt's order of the states. */
final class KeyRing {
  private static final List<KeyState> ORDER =
      List.of(KeyState.PENDING, KeyState.REJECTED, KeyState.ACCEPTED, KeyState.DENIED);

  private final KeyStore keys;
  private final Path pkiDir;

  /**
   * @param pkiDir holds the master's own keys
   */
  KeyRing(KeyStore keys, Path pkiDir) {
    this.keys = keys;
    this.pkiDir = pkiDir;
  }

  /** The ids that match, by state; states without one are left out. */
  Map<KeyState, List<MinionId>> matching(KeyAction action) throws IOException {
    Map<KeyState, List<MinionId>> found = new LinkedHashMap<>();
    List<Glob> patterns = action.match().stream().map(Glob::compile).toList();
    for (KeyState state : ORDER) {
      List<MinionId> ids = new ArrayList<>();
      if (action.states().contains(state)) {
        ids.addAll(keys.ids(state));
        ids.removeIf(id -> patterns.stream().noneMatch(p -> p.matches(id.value())));
        ids.sort(Comparator.comparing(id -> id.value().toLowerCase(Locale.ROOT)));
      }
      if (!ids.isEmpty()) {
        found.put(state, ids);
      }
    }
    return found;
  }

  /** The same for the outputter. */
  static Map<String, Object> shown(Map<KeyState, List<MinionId>> ids) {
    Map<String, Object> shown = new LinkedHashMap<>();
    ids.forEach((state, list) -> shown.put(state.folder(), names(list)));
    return shown;
  }

  /** What {@code -L} and {@code -l} show: also states without a key. */
  Map<String, Object> list(KeyAction action) throws IOException {
    Map<KeyState, List<MinionId>> found = matching(action);
    Map<String, Object> shown = new LinkedHashMap<>();
    for (KeyState state : ORDER) {
      if (action.states().contains(state)) {
        shown.put(state.folder(), names(found.getOrDefault(state, List.of())));
      }
    }
    return shown;
  }

  /** The texts of the keys that match, by state and id. */
  Map<String, Object> texts(KeyAction action) throws IOException {
    return describe(action, MinionKey::pem);
  }

  /** The fingerprints of the keys that match, by state and id, and of the master's own. */
  Map<String, Object> fingerprints(KeyAction action, boolean own) throws IOException {
    Map<String, Object> shown = describe(action, key -> keys.fingerprint(key.pem()));
    if (own) {
      shown.put("local", ownFingerprints());
    }
    return shown;
  }

  private Map<String, Object> describe(KeyAction action, Function<MinionKey, String> text)
      throws IOException {
    Map<String, Object> shown = new LinkedHashMap<>();
    for (Map.Entry<KeyState, List<MinionId>> found : matching(action).entrySet()) {
      Map<String, Object> ofState = new LinkedHashMap<>();
      for (MinionId id : found.getValue()) {
        Optional<MinionKey> key = keys.key(id, found.getKey());
        key.ifPresent(k -> ofState.put(id.value(), text.apply(k)));
      }
      shown.put(found.getKey().folder(), ofState);
    }
    return shown;
  }

  private Map<String, Object> ownFingerprints() throws IOException {
    Map<String, Object> own = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(pkiDir, "*.{pem,pub}")) {
      for (Path file : files) {
        if (Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
          own.put(String.valueOf(file.getFileName()), keys.fingerprint(Files.readString(file)));
        }
      }
    }
    return own;
  }

  /**
   * Changes a key.
   *
   * @return false when it is no longer in that state
   */
  boolean change(KeyAction.Kind kind, MinionId id, KeyState from) throws IOException {
    return switch (kind) {
      case ACCEPT -> keys.move(id, from, KeyState.ACCEPTED);
      case REJECT -> keys.move(id, from, KeyState.REJECTED);
      case DELETE -> keys.delete(id, from);
      default -> throw new IllegalArgumentException(kind + " changes nothing");
    };
  }

  private static List<String> names(List<MinionId> ids) {
    return ids.stream().map(MinionId::value).toList();
  }
}
