// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.config.CommonOptions;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.crypto.KeyCodec;
import io.saltern.api.crypto.SignatureAlgorithm;
import io.saltern.api.files.SafePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signature of the master's public key, made once for each algorithm or prepared in a file. It
 * is over the text that is sent.
 */
final class PubkeySignature {
  private static final Logger LOG = LoggerFactory.getLogger(PubkeySignature.class);
  private static final String FILE = "master_pubkey_signature";

  private final Function<SignatureAlgorithm, String> source;
  private final Map<SignatureAlgorithm, String> known = new ConcurrentHashMap<>();

  private PubkeySignature(Function<SignatureAlgorithm, String> source) {
    this.source = source;
  }

  /** The signing pair that the settings name. */
  static PairFiles pair(Settings settings, KeyCodec codec) {
    return new PairFiles(
        settings.path(MasterOptions.PKI_DIR),
        settings.get(CommonOptions.MASTER_SIGN_KEY_NAME),
        MasterOptions.SIGNING_KEY_PASS,
        settings,
        codec);
  }

  /** The name of a prepared signature's file. */
  static String fileName(Settings settings) {
    return settings.find(MasterOptions.MASTER_PUBKEY_SIGNATURE).orElse(FILE);
  }

  /**
   * As the settings want it; empty when they want none.
   *
   * @param text the master's public key as it is sent
   * @throws IOException when it cannot be had: the reason and the remedy are in the message
   */
  static Optional<PubkeySignature> of(Settings settings, KeyCodec codec, Signer signer, String text)
      throws IOException {
    if (!settings.get(MasterOptions.MASTER_SIGN_PUBKEY)) {
      return Optional.empty();
    }
    PairFiles pair = pair(settings, codec);
    byte[] message = text.getBytes(StandardCharsets.UTF_8);
    if (settings.get(MasterOptions.MASTER_USE_PUBKEY_SIGNATURE)) {
      Path file = SafePath.of(settings.path(MasterOptions.PKI_DIR), fileName(settings)).path();
      String prepared = prepared(file, pair, signer, message);
      return Optional.of(new PubkeySignature(algorithm -> prepared));
    }
    pair.makeIfMissing(settings.get(CommonOptions.KEYSIZE).intValue());
    RSAPrivateCrtKey key = pair.privateKey();
    pair.publicText(key);
    LOG.debug("Loaded signing key: {}", pair.pem());
    return Optional.of(
        new PubkeySignature(algorithm -> encode(signer.sign(key, algorithm, message))));
  }

  /** As it is sent and stored: one line of base64. */
  static String encode(byte[] signature) {
    return Base64.getEncoder().encodeToString(signature) + "\n";
  }

  private static String prepared(Path file, PairFiles pair, Signer signer, byte[] message)
      throws IOException {
    if (Files.notExists(file)) {
      throw new IOException(
          "Signing the master.pub key with a signature is enabled but no signature file found at"
              + " the defined location "
              + file);
    }
    byte[] signature;
    try {
      signature = Base64.getMimeDecoder().decode(Files.readString(file).strip());
    } catch (IllegalArgumentException e) {
      throw new IOException("The signature file " + file + " is not base64", e);
    }
    if (Files.exists(pair.pub())) {
      RSAPublicKey key = pair.publicKey();
      boolean valid =
          Arrays.stream(SignatureAlgorithm.values())
              .anyMatch(algorithm -> signer.verify(key, algorithm, message, signature));
      if (!valid) {
        throw new IOException(
            "The signature file %s is stale: it is no signature of this master.pub by %s"
                .formatted(file, pair.pub().getFileName()));
      }
    }
    LOG.info("Read master.pub's signature from {}", file.getFileName());
    return encode(signature);
  }

  /** What goes into {@code pub_sig}. */
  String by(SignatureAlgorithm algorithm) {
    return known.computeIfAbsent(
        algorithm,
        missing -> {
          LOG.debug("Signing master public key before sending");
          return source.apply(missing);
        });
  }
}
