// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.channel.MasterProbe;
import io.saltern.api.channel.SignIn;
import io.saltern.api.config.CommonOptions;
import io.saltern.api.config.MinionOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.crypto.KeyFormatException;
import io.saltern.wire.AuthReply;
import io.saltern.wire.Bytes;
import io.saltern.wire.SignedReply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides whether a minion trusts the master that answered, and stores its key at the end. */
final class MasterVerdict {
  private static final Logger LOG = LoggerFactory.getLogger(MasterVerdict.class);

  private static final String INVALID = "Invalid master key: ";

  private final ClientContext context;
  private final Optional<MasterKeyFile.Key> stored;
  private Trust trust = Trust.CHANGED;
  private MasterKeyFile.@Nullable Key offered;
  private boolean signed;
  private String flaw = "";

  MasterVerdict(ClientContext context, Optional<MasterKeyFile.Key> stored) {
    this.context = context;
    this.stored = stored;
  }

  Trust trust() {
    return trust;
  }

  /** The master's key, once it is trusted. */
  RSAPublicKey key() {
    return required().key();
  }

  /** What was seen of a master in a sign-in that ended so. */
  MasterProbe probe(SignIn signIn) {
    if (offered == null) {
      return new MasterProbe(signIn, "", false, "");
    }
    String trusted = signIn.outcome() == SignIn.Outcome.ACCEPTED ? trust.meaning() : "";
    return new MasterProbe(
        signIn,
        PemText.fingerprint(offered.pem(), context.settings().get(CommonOptions.HASH_TYPE)),
        signed,
        trusted.isEmpty() ? signIn.message() : trusted);
  }

  /** Judges the master's key and, where needed, the signature of it. */
  void decide(AuthReply.Accepted reply) throws UntrustedException {
    MasterKeyFile.Key key;
    try {
      String pem = PemText.clean(reply.pubKey());
      key = new MasterKeyFile.Key(pem, context.trusted().parse(pem));
    } catch (KeyFormatException e) {
      LOG.error("The master sent no readable public key: {}", e.getMessage());
      throw refuse();
    }
    offered = key;
    signed = reply.pubSig().isPresent();
    trust = Trust.of(relation(key), signed, rules());
    switch (trust) {
      case SIGNATURE_UNWANTED -> {
        LOG.error(
            "The masters sent its public-key signature, but signature verification is not enabled"
                + " on the minion. Either enable signature verification on the minion or disable"
                + " signing the public key on the master!");
        throw refuse(INVALID + trust.meaning());
      }
      case SIGNATURE_MISSING -> {
        LOG.error(
            "The master did not send its public-key signature, but signature verification is"
                + " enabled on the minion. Either disable signature verification on the minion or"
                + " enable signing the public on the master!");
        throw refuse(INVALID + trust.meaning());
      }
      case CHANGED -> {
        String change = change(key);
        LOG.error(
            "The master key has changed, the salt master could have been subverted, verify salt"
                + " master's public key: {}",
            change);
        throw refuse(INVALID + change);
      }
      case VERIFY, KNOWN_AND_VERIFY -> verify(reply);
      case FIRST, KNOWN -> {}
    }
  }

  /** The publish key must be the one that the master vouches for. */
  void checkPublishKey(byte[] keyText, Bytes signature) throws UntrustedException {
    boolean vouched =
        context
            .tools()
            .signing()
            .call(rsa -> rsa.x931Open(key(), signature.array()))
            .filter(digest -> Arrays.equals(digest, PublishKey.digest(keyText)))
            .isPresent();
    if (!vouched) {
      throw refuse();
    }
  }

  /** The whole reply must be signed by the master's key, where one is known. */
  void checkReply(SignedReply reply) throws UntrustedException {
    MasterKeyFile.Key master = offered == null ? stored.orElse(null) : offered;
    if (master != null && !verify(master.key(), reply.load().array(), reply.sig().array())) {
      LOG.error(Criticals.MARK, "The payload signature did not validate.");
      throw new UntrustedException("Invalid signature");
    }
  }

  /** The key must have the fingerprint that the settings name, if they do. */
  void checkFingerprint(String pem) throws UntrustedException {
    String wanted = context.settings().get(MinionOptions.MASTER_FINGER);
    if (wanted.isEmpty()) {
      return;
    }
    String found =
        PemText.fingerprint(PemText.clean(pem), context.settings().get(CommonOptions.HASH_TYPE));
    if (!found.equals(wanted)) {
      LOG.error(
          Criticals.MARK,
          "The specified fingerprint in the master configuration file:\n{}\nDoes not match the"
              + " authenticating master's key:\n{}\nVerify that the configured fingerprint matches"
              + " the fingerprint of the correct master and that this minion is not subject to a"
              + " man-in-the-middle attack.",
          wanted,
          found);
      throw new UntrustedException(
          SignIn.Outcome.OTHER_FINGERPRINT, "master_finger does not match the master's key");
    }
  }

  /** Keeps the key, where the decision was to do so. */
  void store() throws UntrustedException {
    if (!trust.stores()) {
      return;
    }
    try {
      context.trusted().write(required().pem());
    } catch (IOException e) {
      throw new UntrustedException(
          "cannot write " + context.trusted().path() + ": " + e.getMessage());
    }
  }

  /** The fingerprints of the key on file and of the one that is offered instead. */
  private String change(MasterKeyFile.Key key) {
    String hash = context.settings().get(CommonOptions.HASH_TYPE);
    String known = stored.map(s -> PemText.fingerprint(s.pem(), hash)).orElse("none");
    return "on file is %s, the master has %s"
        .formatted(known, PemText.fingerprint(key.pem(), hash));
  }

  /** Says in Salt's words that the master is not trusted. */
  UntrustedException refuse() {
    return refuse("Invalid master key");
  }

  private UntrustedException refuse(String reason) {
    LOG.error(
        Criticals.MARK,
        "The Salt Master server's public key did not authenticate!\nIf you are confident that you"
            + " are connecting to a valid Salt Master, then remove the master public key and"
            + " restart the Salt Minion.\nThe master public key can be found at:\n{}",
        context.trusted().path());
    return new UntrustedException(reason);
  }

  private void verify(AuthReply.Accepted reply) throws UntrustedException {
    if (isSigned(reply)) {
      LOG.debug(
          "Successfully verified signature of master public key with verification public key {}",
          context.signerFile());
      LOG.info(
          "Received signed and verified master pubkey from master {}", context.master().host());
      return;
    }
    LOG.error(
        "Received signed public-key from master {} but signature verification failed!",
        context.master().host());
    if (trust == Trust.KNOWN_AND_VERIFY) {
      LOG.error(
          "The masters public could not be verified. Is the verification pubkey {} up to date?",
          context.signerFile());
    }
    throw refuse(INVALID + flaw);
  }

  /** Salt's signatures are over the text as it is sent, with or without a final newline. */
  private boolean isSigned(AuthReply.Accepted reply) throws UntrustedException {
    Optional<MasterKeyFile.Key> signer;
    byte[] signature;
    try {
      signer = context.trusted().readSigner(context.signerFile());
      signature = Base64.getMimeDecoder().decode(reply.pubSig().orElse(""));
    } catch (IOException | KeyFormatException | IllegalArgumentException e) {
      LOG.error("There was an error while verifying the masters public-key signature");
      LOG.debug("Signature verification failed: {}", e.getMessage());
      throw refuse();
    }
    if (signer.isEmpty()) {
      LOG.error(
          "Verification public key {} does not exist. You need to copy it from the master to the"
              + " minions pki directory",
          context.signerFile());
      flaw = context.signerFile() + " is not in the minion's pki_dir";
      return false;
    }
    LOG.debug("salt.crypt.verify_signature: Loading public key");
    boolean valid =
        verify(signer.get().key(), reply.pubKey().getBytes(StandardCharsets.UTF_8), signature);
    if (!valid) {
      LOG.debug("Failed to verify signature of public key");
      flaw = "its signature is not by the key of " + context.signerFile();
    }
    return valid;
  }

  private boolean verify(RSAPublicKey key, byte[] message, byte[] signature) {
    LOG.debug("salt.crypt.verify_signature: Verifying signature");
    return context
        .tools()
        .signing()
        .call(rsa -> rsa.verify(key, context.signature(), message, signature));
  }

  private Trust.Stored relation(MasterKeyFile.Key key) {
    return stored
        .map(s -> s.pem().equals(key.pem()) ? Trust.Stored.SAME : Trust.Stored.OTHER)
        .orElse(Trust.Stored.NONE);
  }

  private Trust.Rules rules() {
    Settings settings = context.settings();
    return new Trust.Rules(
        settings.get(MinionOptions.VERIFY_MASTER_PUBKEY_SIGN),
        settings.get(MinionOptions.ALWAYS_VERIFY_SIGNATURE),
        settings.get(MinionOptions.OPEN_MODE));
  }

  private MasterKeyFile.Key required() {
    if (offered == null) {
      throw new IllegalStateException("no key was offered");
    }
    return offered;
  }
}
