// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.MinionId;
import io.saltern.api.files.DurableFiles;
import io.saltern.api.files.SafePath;
import io.saltern.wire.Crypticle;
import io.saltern.wire.CrypticleKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The session keys of the minions: one for each in the folder {@code sessions} of the cache, as
 * Salt keeps them, and in memory.
 */
final class SessionKeys {
  private static final Logger LOG = LoggerFactory.getLogger(SessionKeys.class);
  private static final long LONGEST_FILE = 200;

  private final Path folder;
  private final Clock clock;
  private final Duration lifetime;
  private final Map<MinionId, Session> sessions = new ConcurrentHashMap<>();

  SessionKeys(Path folder, Clock clock, Duration lifetime) throws IOException {
    this.folder = folder;
    this.clock = clock;
    this.lifetime = lifetime;
    DurableFiles.makeFolder(folder, "rwx------");
  }

  /** A session: its key, and the key ready for use. */
  record Session(CrypticleKey key, Crypticle crypticle, Instant made) {
    Session(CrypticleKey key, Instant made) {
      this(key, new Crypticle(key), made);
    }
  }

  /** The session of a minion that signed in not too long ago. */
  Optional<Crypticle> find(MinionId id) {
    Session session = sessions.get(id);
    if (session == null || expired(session)) {
      session = sessions.compute(id, (i, cached) -> usable(i, cached));
    }
    return Optional.ofNullable(session).map(Session::crypticle);
  }

  /** The session key of a minion that signs in: the one it has, or a new one. */
  CrypticleKey forSignIn(MinionId id) throws IOException {
    Session session = sessions.get(id);
    if (session == null || expired(session)) {
      session = renew(id);
    }
    return session.key();
  }

  /** Ends the session of a minion. */
  void revoke(MinionId id) {
    sessions.compute(
        id,
        (i, cached) -> {
          try {
            Files.deleteIfExists(file(i));
          } catch (IOException e) {
            LOG.error("Cannot remove session key {}: {}", file(i), e.toString());
          }
          return null;
        });
  }

  private Session renew(MinionId id) throws IOException {
    IOException[] failure = new IOException[1];
    Session session =
        sessions.compute(
            id,
            (i, cached) -> {
              Session usable = usable(i, cached);
              if (usable != null) {
                return usable;
              }
              try {
                return create(i);
              } catch (IOException e) {
                failure[0] = e;
                return null;
              }
            });
    if (session == null) {
      throw new IOException("cannot write session key " + file(id), failure[0]);
    }
    return session;
  }

  private Session create(MinionId id) throws IOException {
    CrypticleKey key = CrypticleKey.generate();
    write(file(id), key.keyString());
    return new Session(key, clock.instant());
  }

  /**
   * Readable by its owner alone, and there whole or not at all. Not synced: a key that a crash took
   * is made anew at the next sign-in, and two thousand minions that come at once would wait.
   */
  private void write(Path file, String text) throws IOException {
    Path temporary = Files.createTempFile(folder, ".new-", "");
    try {
      Files.writeString(temporary, text, StandardCharsets.US_ASCII);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
  }

  private @Nullable Session usable(MinionId id, @Nullable Session cached) {
    Session session = cached == null ? read(id) : cached;
    return session == null || expired(session) ? null : session;
  }

  private @Nullable Session read(MinionId id) {
    Path file = file(id);
    try {
      if (Files.size(file) > LONGEST_FILE) {
        throw new IOException("it is too long");
      }
      CrypticleKey key = CrypticleKey.parse(Files.readString(file, StandardCharsets.US_ASCII));
      return new Session(key, Files.getLastModifiedTime(file).toInstant());
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("Session key {} is not used: {}", file, e.toString());
      return null;
    }
  }

  private boolean expired(Session session) {
    return clock.instant().isAfter(session.made().plus(lifetime));
  }

  private Path file(MinionId id) {
    return SafePath.of(folder, id.value()).path();
  }
}
