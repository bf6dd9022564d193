// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.KeyState;
import io.saltern.api.MinionId;
import io.saltern.api.audit.AuditEntry.KeyFiled;
import io.saltern.api.audit.AuditLog;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.PresentSettings;
import io.saltern.api.files.DurableFiles;
import io.saltern.api.files.SafePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The folders of minion keys in {@code pki_dir}: one file for each id, holding the PEM text. What
 * other programs change there is seen at the next look.
 */
@Component(service = KeyFiles.class)
public final class KeyFiles {
  /** The folder of ids that an administrator lets sign in unseen. */
  static final String AUTOSIGN_FOLDER = "minions_autosign";

  private static final String FOLDER_MODE = "rwx------";
  private static final String FILE_MODE = "rw-r--r--";
  private static final int LOCKS = 64;

  /** A minion has its key in one of these at most; a denied one is another key. */
  private static final Set<KeyState> OWN_KEY =
      EnumSet.of(KeyState.ACCEPTED, KeyState.PENDING, KeyState.REJECTED);

  private final Path pkiDir;
  private final AuditLog audit;
  private final ReentrantLock[] locks = new ReentrantLock[LOCKS];
  private final Map<MinionId, Stamped<String>> accepted = new ConcurrentHashMap<>();
  private final Map<KeyState, Stamped<List<MinionId>>> listings = new ConcurrentHashMap<>();
  private final Map<KeyState, Stamped<Set<MinionId>>> members = new ConcurrentHashMap<>();

  /** Those of the master; makes what is missing. */
  @Activate
  public KeyFiles(
      @Reference(target = PresentSettings.OF_MASTER) PresentSettings settings,
      @Reference AuditLog audit)
      throws IOException {
    this(settings.now().path(MasterOptions.PKI_DIR), audit);
  }

  KeyFiles(Path pkiDir, AuditLog audit) throws IOException {
    this.pkiDir = pkiDir;
    this.audit = audit;
    for (int i = 0; i < LOCKS; i++) {
      locks[i] = new ReentrantLock();
    }
    DurableFiles.makeFolder(pkiDir, FOLDER_MODE);
    for (KeyState state : KeyState.values()) {
      DurableFiles.makeFolder(folder(state), FOLDER_MODE);
    }
    DurableFiles.makeFolder(pkiDir.resolve(AUTOSIGN_FOLDER), FOLDER_MODE);
  }

  Path pkiDir() {
    return pkiDir;
  }

  /** Something done to the files of one minion. */
  interface Change<T> {
    T make() throws IOException;
  }

  /** Does something while nobody else changes files of the minion. */
  <T> T alone(MinionId id, Change<T> change) throws IOException {
    ReentrantLock lock = locks[Math.floorMod(id.hashCode(), LOCKS)];
    lock.lock();
    try {
      return change.make();
    } finally {
      lock.unlock();
    }
  }

  /** The key's text as it lies in the file. */
  Optional<String> read(MinionId id, KeyState state) throws IOException {
    if (state == KeyState.ACCEPTED) {
      return readAccepted(id);
    }
    Stamped<String> found = Stamped.of(file(id, state), null, Files::readString);
    return Optional.ofNullable(found).map(Stamped::value);
  }

  /**
   * Whether a minion has a key in a state, as it is at this moment. Most have none, of which the
   * folder tells more cheaply than the want of a file.
   */
  boolean has(MinionId id, KeyState state) throws IOException {
    Stamped<Set<MinionId>> known = members.get(state);
    Stamped<Set<MinionId>> now = Stamped.ofRested(folder(state), known, KeyFiles::members);
    if (now == null) {
      return read(id, state).isPresent();
    }
    if (now != known) {
      members.put(state, now);
    }
    return now.value().contains(id);
  }

  private Optional<String> readAccepted(MinionId id) throws IOException {
    Stamped<String> known = accepted.get(id);
    Stamped<String> now = Stamped.of(file(id, KeyState.ACCEPTED), known, Files::readString);
    if (now == null) {
      accepted.remove(id);
      return Optional.empty();
    }
    if (now != known) {
      accepted.put(id, now);
    }
    return Optional.of(now.value());
  }

  /** The ids in a state, sorted. */
  List<MinionId> ids(KeyState state) throws IOException {
    @Nullable Stamped<List<MinionId>> known = listings.get(state);
    Stamped<List<MinionId>> now = Stamped.of(folder(state), known, KeyFiles::list);
    if (now == null) {
      return List.of();
    }
    if (now != known) {
      listings.put(state, now);
    }
    return now.value();
  }

  private static List<MinionId> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(path -> String.valueOf(path.getFileName()))
          .filter(name -> !name.startsWith(".") && MinionId.isValid(name))
          .map(MinionId::new)
          .sorted()
          .toList();
    }
  }

  private static Set<MinionId> members(Path folder) throws IOException {
    return Set.copyOf(list(folder));
  }

  /** Files a key; one that the minion has in another state of its own goes. */
  void write(MinionId id, KeyState state, String pem) throws IOException {
    audit.put(new KeyFiled(id, null, state));
    DurableFiles.write(file(id, state), pem.getBytes(StandardCharsets.UTF_8), FILE_MODE);
    removeOthers(id, state);
  }

  /** Files a key under another state; false when there is none. */
  boolean move(MinionId id, KeyState from, KeyState to) throws IOException {
    Path source = file(id, from);
    if (Files.notExists(source)) {
      return false;
    }
    if (from != to) {
      audit.put(new KeyFiled(id, from, to));
      Files.move(source, file(id, to), StandardCopyOption.ATOMIC_MOVE);
      DurableFiles.sync(folder(to));
      DurableFiles.sync(folder(from));
      removeOthers(id, to);
    }
    return true;
  }

  boolean delete(MinionId id, KeyState state) throws IOException {
    if (Files.exists(file(id, state))) {
      audit.put(new KeyFiled(id, state, null));
    }
    boolean deleted = Files.deleteIfExists(file(id, state));
    if (deleted) {
      DurableFiles.sync(folder(state));
    }
    return deleted;
  }

  private void removeOthers(MinionId id, KeyState kept) throws IOException {
    if (OWN_KEY.contains(kept)) {
      for (KeyState other : OWN_KEY) {
        if (other != kept) {
          delete(id, other);
        }
      }
    }
  }

  private Path folder(KeyState state) {
    return pkiDir.resolve(state.folder());
  }

  private Path file(MinionId id, KeyState state) {
    return SafePath.of(folder(state), id.value()).path();
  }
}
