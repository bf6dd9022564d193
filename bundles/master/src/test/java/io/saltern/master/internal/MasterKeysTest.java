// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saltern.api.config.CommonOptions;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.crypto.SignatureAlgorithm;
import io.saltern.api.master.PubkeySignatures;
import io.saltern.api.testing.FixedSettings;
import io.saltern.crypto.bouncycastle.internal.RsaSigningProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeysTest {
  @TempDir Path root;
  private final PlainKeyCodec codec = new PlainKeyCodec();
  private final RsaSigningProvider rsa = new RsaSigningProvider();
  private final Signer signer = new Signer();
  private FixedSettings settings;
  private int ends;
  private Path pem;
  private Path pub;

  @BeforeEach
  void open() {
    settings = new FixedSettings(root);
    signer.bind(rsa, Map.of());
    pem = settings.path(MasterOptions.PKI_DIR).resolve("master.pem");
    pub = pem.resolveSibling("master.pub");
  }

  private MasterKeys load() throws IOException {
    return new MasterKeys(settings, codec, signer, () -> ends++);
  }

  private boolean signs(String signature, SignatureAlgorithm algorithm, String text)
      throws Exception {
    RSAPublicKey key = codec.readPublic(Files.readString(pem.resolveSibling("master_sign.pub")));
    byte[] bytes = Base64.getMimeDecoder().decode(signature);
    return rsa.verify(key, algorithm, text.getBytes(StandardCharsets.UTF_8), bytes);
  }

  private PubkeySignatureFile file() {
    return new PubkeySignatureFile(() -> settings, LiveCodec.of(codec), signer);
  }

  private static PubkeySignatures.Request usual(boolean autoCreate) {
    return new PubkeySignatures.Request(
        Optional.empty(), Optional.empty(), Optional.empty(), autoCreate);
  }

  @Test
  void signsItsPublicKeyWithAPairThatItMakes() throws Exception {
    settings.with(MasterOptions.MASTER_SIGN_PUBKEY, true);
    MasterKeys keys = load();
    for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
      String signature = keys.publicKeySignature(algorithm).orElseThrow();
      assertThat(signature).endsWith("\n");
      assertThat(signature.lines()).hasSize(1);
      assertThat(signs(signature, algorithm, keys.publicKey())).isTrue();
      assertThat(keys.publicKeySignature(algorithm).orElseThrow()).isSameAs(signature);
    }
    assertThat(permissions(pem.resolveSibling("master_sign.pem"))).isEqualTo("r--------");
    String first = Files.readString(pem.resolveSibling("master_sign.pub"));
    load();
    assertThat(pem.resolveSibling("master_sign.pub")).hasContent(first);
  }

  @Test
  void namesTheSigningPairAsToldAndUsesItsPassphrase() throws Exception {
    settings
        .with(MasterOptions.MASTER_SIGN_PUBKEY, true)
        .with(CommonOptions.MASTER_SIGN_KEY_NAME, "vouch")
        .with(MasterOptions.SIGNING_KEY_PASS, "secret");
    load();
    assertThat(pem.resolveSibling("vouch.pem")).exists();
    settings.with(MasterOptions.SIGNING_KEY_PASS, "wrong");
    assertThatThrownBy(this::load)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("vouch.pem")
        .hasMessageContaining("signing_key_pass");
    assertThat(ends).isEqualTo(1);
  }

  @Test
  void sendsThePreparedSignatureAlsoWithoutTheSigningKey() throws Exception {
    settings.with(MasterOptions.MASTER_SIGN_PUBKEY, true);
    load();
    assertThat(file().generate(usual(false))).isTrue();
    assertThat(file().generate(usual(false))).isFalse();
    settings.with(MasterOptions.MASTER_USE_PUBKEY_SIGNATURE, true);
    Files.delete(pem.resolveSibling("master_sign.pem"));
    MasterKeys keys = load();
    String sent = keys.publicKeySignature(SignatureAlgorithm.PKCS1V15_SHA1).orElseThrow();
    assertThat(pem.resolveSibling("master_pubkey_signature")).hasContent(sent.strip());
    assertThat(signs(sent, SignatureAlgorithm.PKCS1V15_SHA1, keys.publicKey())).isTrue();
    assertThat(ends).isZero();
  }

  @Test
  void doesNotStartWithoutThePreparedSignature() {
    settings
        .with(MasterOptions.MASTER_SIGN_PUBKEY, true)
        .with(MasterOptions.MASTER_USE_PUBKEY_SIGNATURE, true);
    assertThatThrownBy(this::load)
        .hasMessage(
            "Signing the master.pub key with a signature is enabled but no signature file found at"
                + " the defined location "
                + pem.resolveSibling("master_pubkey_signature"));
    assertThat(ends).isEqualTo(1);
  }

  @Test
  void doesNotStartWithTheSignatureOfAnotherKey() throws Exception {
    settings.with(MasterOptions.MASTER_SIGN_PUBKEY, true);
    load();
    file().generate(usual(false));
    Files.delete(pem);
    Files.delete(pub);
    load();
    settings.with(MasterOptions.MASTER_USE_PUBKEY_SIGNATURE, true);
    assertThatThrownBy(this::load).hasMessageContaining("is stale");
    assertThat(ends).isEqualTo(1);
    assertThat(file().generate(usual(false))).isTrue();
    load();
  }

  @Test
  void makesTheSigningPairOnRequestOnly() throws Exception {
    load();
    assertThatThrownBy(() -> file().generate(usual(false)))
        .hasMessage("No usable private-key found");
    assertThat(file().generate(usual(true))).isTrue();
    assertThat(pem.resolveSibling("master_sign.pub")).exists();
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
