// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saltern.api.KeyState;
import io.saltern.api.MinionId;
import io.saltern.api.MinionKey;
import io.saltern.api.audit.AuditEntry.KeyFiled;
import io.saltern.api.config.CommonOptions;
import io.saltern.api.testing.FixedSettings;
import io.saltern.api.testing.RecordedEntries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileKeyStoreTest {
  private static final MinionId WEB1 = new MinionId("web1");
  private static final MinionId WEB2 = new MinionId("web2");

  @TempDir Path root;
  private final RecordedEntries audit = new RecordedEntries();
  private final PlainKeyCodec codec = new PlainKeyCodec();
  private final List<MinionId> revoked = new ArrayList<>();
  private FixedSettings settings;
  private HeardEvents heard;
  private KeyFiles files;
  private FileKeyStore store;
  private String pem;

  @BeforeEach
  void open() throws Exception {
    settings = new FixedSettings(root);
    heard = new HeardEvents();
    files = new KeyFiles(() -> settings, audit);
    store = new FileKeyStore(() -> settings, files, LiveCodec.of(codec), heard.bus);
    store.onRevoked(revoked::add);
    KeyPair pair = codec.generate(2048);
    pem = codec.writePublic((RSAPublicKey) pair.getPublic());
    files.write(WEB2, KeyState.PENDING, pem);
    files.write(WEB1, KeyState.PENDING, pem);
  }

  @Test
  void keepsEverythingFromOtherUsersWhoeverMakesItFirst() throws Exception {
    for (String folder : List.of(".", "minions", "minions_pre", "minions_autosign")) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(files.pkiDir().resolve(folder))))
          .as(folder)
          .isEqualTo("rwx------");
    }
  }

  @Test
  void listsKeysByStateSortedAndWithoutWhatIsNone() throws Exception {
    Files.writeString(files.pkiDir().resolve("minions_pre").resolve(".new-123"), "");
    assertThat(store.ids(KeyState.PENDING)).containsExactly(WEB1, WEB2);
    assertThat(store.ids(KeyState.ACCEPTED)).isEmpty();
    assertThat(store.key(WEB1, KeyState.PENDING))
        .contains(new MinionKey(WEB1, KeyState.PENDING, pem));
    assertThat(store.key(WEB1, KeyState.ACCEPTED)).isEmpty();
  }

  @Test
  void seesAtOnceWhichKeysOtherProgramsAddAndRemove() throws Exception {
    Path folder = files.pkiDir().resolve("minions");
    for (int i = 0; i < 50; i++) {
      Files.writeString(folder.resolve("m" + i), pem);
      assertThat(store.ids(KeyState.ACCEPTED)).hasSize(i + 1);
    }
    Files.delete(folder.resolve("m7"));
    assertThat(store.ids(KeyState.ACCEPTED)).hasSize(49);
  }

  @Test
  void acceptsAKeyAndTellsOfIt() throws Exception {
    assertThat(store.move(WEB1, KeyState.PENDING, KeyState.ACCEPTED)).isTrue();
    assertThat(store.ids(KeyState.ACCEPTED)).containsExactly(WEB1);
    assertThat(store.ids(KeyState.PENDING)).containsExactly(WEB2);
    assertThat(heard.last().tag()).isEqualTo("salt/key");
    assertThat(heard.last().data())
        .containsEntry("act", "accept")
        .containsEntry("id", "web1")
        .containsEntry("result", true);
    assertThat(store.move(WEB1, KeyState.PENDING, KeyState.ACCEPTED)).isFalse();
    assertThat(heard.all()).hasSize(1);
    assertThat(revoked).isEmpty();
  }

  @Test
  void changesNothingThatIsNotOnRecord() throws Exception {
    store.move(WEB1, KeyState.PENDING, KeyState.ACCEPTED);
    store.delete(WEB1, KeyState.ACCEPTED);
    assertThat(audit.entries())
        .endsWith(
            new KeyFiled(WEB1, KeyState.PENDING, KeyState.ACCEPTED),
            new KeyFiled(WEB1, KeyState.ACCEPTED, null));
    audit.fail();
    assertThatThrownBy(() -> store.move(WEB2, KeyState.PENDING, KeyState.ACCEPTED))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> store.delete(WEB2, KeyState.PENDING)).isInstanceOf(IOException.class);
    assertThat(store.ids(KeyState.PENDING)).containsExactly(WEB2);
  }

  @Test
  void acceptsNothingThatIsNoKey() throws Exception {
    files.write(WEB1, KeyState.PENDING, "not a key");
    assertThatThrownBy(() -> store.move(WEB1, KeyState.PENDING, KeyState.ACCEPTED))
        .isInstanceOf(IOException.class)
        .hasMessage("Unable to accept invalid key for web1");
    assertThat(store.ids(KeyState.PENDING)).contains(WEB1);
    assertThat(heard.all()).isEmpty();
  }

  @Test
  void rejectingOrDeletingAnAcceptedKeyRevokesIt() throws Exception {
    store.move(WEB1, KeyState.PENDING, KeyState.ACCEPTED);
    store.move(WEB2, KeyState.PENDING, KeyState.ACCEPTED);
    store.move(WEB1, KeyState.ACCEPTED, KeyState.REJECTED);
    assertThat(store.delete(WEB2, KeyState.ACCEPTED)).isTrue();
    assertThat(revoked).containsExactly(WEB1, WEB2);
    assertThat(heard.last().data()).containsEntry("act", "delete").containsEntry("id", "web2");
    assertThat(store.delete(WEB2, KeyState.ACCEPTED)).isFalse();
    assertThat(store.ids(KeyState.ACCEPTED)).isEmpty();
  }

  @Test
  void aMinionHasItsKeyInOneStateOnly() throws Exception {
    files.move(WEB1, KeyState.PENDING, KeyState.REJECTED);
    Files.writeString(files.pkiDir().resolve("minions_pre").resolve("web1"), pem);
    store.move(WEB1, KeyState.PENDING, KeyState.ACCEPTED);
    assertThat(store.key(WEB1, KeyState.REJECTED)).isEmpty();
    assertThat(store.key(WEB1, KeyState.ACCEPTED)).isPresent();
  }

  /** The expected value is that of md5sum. */
  @Test
  void fingerprintsTheLinesBetweenTheHeadings() {
    String text = "-----BEGIN PUBLIC KEY-----\nAAAA\nBBBB\n-----END PUBLIC KEY-----";
    assertThat(store.fingerprint(text)).isEqualTo(store.fingerprint(text.replace("\n", "\r\n")));
    assertThat(store.fingerprint(text)).isEqualTo(store.fingerprint(text + "\n"));
    settings.with(CommonOptions.HASH_TYPE, "md5");
    assertThat(store.fingerprint(text))
        .isEqualTo("d1:b4:64:a1:af:85:7f:ed:c0:17:10:24:fd:95:24:a4");
  }
}
