// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saltern.api.config.MasterOptions;
import io.saltern.api.crypto.SignatureAlgorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.interfaces.RSAPublicKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeysTest {
  @TempDir Path root;
  private final PlainKeyCodec codec = new PlainKeyCodec();
  private FixedSettings settings;
  private Path pem;
  private Path pub;

  @BeforeEach
  void open() {
    settings = new FixedSettings(root);
    pem = settings.path(MasterOptions.PKI_DIR).resolve("master.pem");
    pub = pem.resolveSibling("master.pub");
  }

  private MasterKeys load() throws IOException {
    return new MasterKeys(settings.live(), codec);
  }

  @Test
  void makesThePairOnceAndKeepsIt() throws Exception {
    MasterKeys made = load();
    assertThat(made.privateKey().getModulus().bitLength()).isEqualTo(2048);
    assertThat(made.publicKey() + "\n").isEqualTo(Files.readString(pub));
    assertThat(codec.readPublic(made.publicKey()).getModulus())
        .isEqualTo(made.privateKey().getModulus());
    assertThat(permissions(pem)).isEqualTo("r--------");
    assertThat(permissions(pub)).isEqualTo("rw-r--r--");
    assertThat(made.publicKeySignature(SignatureAlgorithm.PKCS1V15_SHA1)).isEmpty();
    MasterKeys again = load();
    assertThat(again.privateKey()).isEqualTo(made.privateKey());
    assertThat(again.publicKey()).isEqualTo(made.publicKey());
  }

  @Test
  void sendsTheTextCleaned() throws Exception {
    String clean = load().publicKey();
    Files.writeString(pub, clean.replace("\n", "\r\n") + "\r\n\n");
    assertThat(load().publicKey()).isEqualTo(clean);
  }

  @Test
  void makesAMissingPublicHalfAnew() throws Exception {
    String text = load().publicKey();
    Files.delete(pub);
    assertThat(load().publicKey()).isEqualTo(text);
    assertThat(pub).exists();
  }

  @Test
  void usesThePassphrase() throws Exception {
    settings.with(MasterOptions.KEY_PASS, "secret");
    load();
    settings.with(MasterOptions.KEY_PASS, "wrong");
    assertThatThrownBy(this::load)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(pem.toString())
        .hasMessageContaining("key_pass")
        .hasMessageNotContaining("wrong\"");
  }

  @Test
  void refusesHalvesThatDoNotBelongTogether() throws Exception {
    load();
    Files.writeString(pub, codec.writePublic((RSAPublicKey) codec.generate(2048).getPublic()));
    assertThatThrownBy(this::load).hasMessage(pub + " is not the public half of master.pem");
    Files.writeString(pub, "rubbish");
    assertThatThrownBy(this::load).hasMessageContaining(pub + " is no public key");
  }

  @Test
  void doesNotReplaceALostPrivateKey() throws Exception {
    load();
    Files.delete(pem);
    assertThatThrownBy(this::load).hasMessageContaining(pem + " is missing beside " + pub);
    assertThat(pem).doesNotExist();
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
