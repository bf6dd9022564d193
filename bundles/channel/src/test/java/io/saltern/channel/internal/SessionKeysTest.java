// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.MinionId;
import io.saltern.wire.CrypticleKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionKeysTest {
  private static final MinionId ID = new MinionId("web1");
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path folder;

  private SessionKeys at(Instant now) throws Exception {
    return new SessionKeys(folder.resolve("sessions"), Clock.fixed(now, ZoneOffset.UTC), DAY);
  }

  @Test
  void makesAKeyAtSignInOnlyAndKeepsItInAFileOfItsOwn() throws Exception {
    SessionKeys sessions = at(Instant.now());
    assertThat(sessions.find(ID)).isEmpty();
    CrypticleKey key = sessions.forSignIn(ID);
    Path file = folder.resolve("sessions/web1");
    assertThat(file).hasContent(key.keyString());
    assertThat(file.getParent()).isDirectoryNotContaining("glob:**/.new-*");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(sessions.forSignIn(ID)).isEqualTo(key);
    assertThat(sessions.find(ID)).isPresent();
    assertThat(at(Instant.now()).forSignIn(ID)).isEqualTo(key);
  }

  @Test
  void replacesAnOldKey() throws Exception {
    CrypticleKey old = at(Instant.now()).forSignIn(ID);
    SessionKeys later = at(Instant.now().plus(DAY).plusSeconds(5));
    assertThat(later.find(ID)).isEmpty();
    assertThat(later.forSignIn(ID)).isNotEqualTo(old);
    assertThat(later.find(ID)).isPresent();
  }

  @Test
  void forgetsARevokedKey() throws Exception {
    SessionKeys sessions = at(Instant.now());
    CrypticleKey old = sessions.forSignIn(ID);
    sessions.revoke(ID);
    assertThat(sessions.find(ID)).isEmpty();
    assertThat(folder.resolve("sessions/web1")).doesNotExist();
    assertThat(sessions.forSignIn(ID)).isNotEqualTo(old);
  }

  @Test
  void replacesAFileThatIsNoKey() throws Exception {
    SessionKeys sessions = at(Instant.now());
    Files.writeString(folder.resolve("sessions/web1"), "rubbish");
    assertThat(sessions.find(ID)).isEmpty();
    assertThat(sessions.forSignIn(ID).keyString()).hasSize(76);
  }
}
