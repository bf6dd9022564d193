// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.config.Option;
import io.saltern.api.config.Settings;
import io.saltern.api.crypto.KeyCodec;
import io.saltern.api.crypto.KeyFormatException;
import io.saltern.api.files.DurableFiles;
import io.saltern.api.files.SafePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A key pair in two files: {@code NAME.pem} and {@code NAME.pub}. */
final class PairFiles {
  private static final Logger LOG = LoggerFactory.getLogger(PairFiles.class);

  private final Path pem;
  private final Path pub;
  private final Option<String> passOption;
  private final char @Nullable [] passphrase;
  private final KeyCodec codec;

  /**
   * @param passOption names the passphrase of the private key
   */
  PairFiles(
      Path folder, String name, Option<String> passOption, Settings settings, KeyCodec codec) {
    this.pem = SafePath.of(folder, name + ".pem").path();
    this.pub = SafePath.of(folder, name + ".pub").path();
    this.passOption = passOption;
    this.passphrase =
        settings.find(passOption).filter(p -> !p.isEmpty()).map(String::toCharArray).orElse(null);
    this.codec = codec;
  }

  Path pem() {
    return pem;
  }

  Path pub() {
    return pub;
  }

  /** Makes the pair, unless the private key is there. */
  void makeIfMissing(int bits) throws IOException {
    if (Files.exists(pem)) {
      return;
    }
    if (Files.exists(pub)) {
      throw new IOException(pem + " is missing beside " + pub + ": restore it, or remove both");
    }
    LOG.info("Generating keys {} in {}", pem.getFileName(), pem.getParent());
    KeyPair pair = codec.generate(bits);
    String text = codec.writePrivate((RSAPrivateCrtKey) pair.getPrivate(), passphrase);
    DurableFiles.write(pem, text.getBytes(StandardCharsets.UTF_8), "r--------");
  }

  RSAPrivateCrtKey privateKey() throws IOException {
    return privateKey(pem);
  }

  /** That of another file, with the same passphrase. */
  RSAPrivateCrtKey privateKey(Path file) throws IOException {
    try {
      return codec.readPrivate(Files.readString(file), passphrase);
    } catch (KeyFormatException e) {
      throw new IOException(
          "%s cannot be read, with %s or without: %s"
              .formatted(file, passOption.name(), e.getMessage()),
          e);
    }
  }

  /** The text of the public key, cleaned; written when it is missing. */
  String publicText(RSAPrivateCrtKey key) throws IOException {
    RSAPublicKey own = PublicKeys.of(key);
    if (Files.notExists(pub)) {
      DurableFiles.write(pub, codec.writePublic(own).getBytes(StandardCharsets.UTF_8), "rw-r--r--");
    }
    String text = Files.readString(pub);
    if (!parse(text, pub).getModulus().equals(own.getModulus())) {
      throw new IOException(pub + " is not the public half of " + pem.getFileName());
    }
    return PublicKeys.clean(text);
  }

  /** The public key of the file. */
  RSAPublicKey publicKey() throws IOException {
    return parse(Files.readString(pub), pub);
  }

  private RSAPublicKey parse(String text, Path file) throws IOException {
    try {
      return codec.readPublic(text);
    } catch (KeyFormatException e) {
      throw new IOException(file + " is no public key: " + e.getMessage(), e);
    }
  }
}
