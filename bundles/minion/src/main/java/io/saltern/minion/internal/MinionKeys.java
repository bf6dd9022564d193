// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.api.MinionId;
import io.saltern.api.channel.MinionIdentity;
import io.saltern.api.config.CommonOptions;
import io.saltern.api.config.MinionOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.crypto.KeyCodec;
import io.saltern.api.crypto.KeyFormatException;
import io.saltern.api.files.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.RSAPublicKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The minion's key pair in {@code pki_dir}: {@code minion.pem} and {@code minion.pub}. */
final class MinionKeys {
  private static final Logger LOG = LoggerFactory.getLogger(MinionKeys.class);

  private final Path folder;
  private final int bits;
  private final KeyCodec codec;

  MinionKeys(Settings settings, KeyCodec codec) {
    this.folder = settings.path(MinionOptions.PKI_DIR);
    this.bits = Math.toIntExact(settings.get(CommonOptions.KEYSIZE));
    this.codec = codec;
  }

  /** Where the private key is. */
  Path privateFile() {
    return folder.resolve("minion.pem");
  }

  /** Reads the pair; makes it first when there is none. */
  MinionIdentity load(MinionId id) throws IOException, KeyFormatException {
    Path file = privateFile();
    if (!Files.exists(file)) {
      return make(id);
    }
    RSAPrivateCrtKey key = codec.readPrivate(Files.readString(file), null);
    String publicText = codec.writePublic(publicHalf(key));
    Path publicFile = folder.resolve("minion.pub");
    if (!Files.exists(publicFile)) {
      write(publicFile, publicText, "rw-r--r--");
    }
    return new MinionIdentity(id, key, publicText.strip());
  }

  private MinionIdentity make(MinionId id) throws IOException {
    LOG.info("Generating keys: {}", folder);
    DurableFiles.makeFolder(folder, "rwx------");
    KeyPair pair = codec.generate(bits);
    RSAPrivateCrtKey key = (RSAPrivateCrtKey) pair.getPrivate();
    String publicText = codec.writePublic((RSAPublicKey) pair.getPublic());
    write(privateFile(), codec.writePrivate(key, null), "r--------");
    write(folder.resolve("minion.pub"), publicText, "rw-r--r--");
    return new MinionIdentity(id, key, publicText.strip());
  }

  private static void write(Path file, String text, String permissions) throws IOException {
    DurableFiles.write(file, text.getBytes(StandardCharsets.US_ASCII), permissions);
  }

  private static RSAPublicKey publicHalf(RSAPrivateCrtKey key) throws KeyFormatException {
    try {
      return (RSAPublicKey)
          KeyFactory.getInstance("RSA")
              .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
    } catch (NoSuchAlgorithmException | InvalidKeySpecException e) {
      throw new KeyFormatException("the private key has no public half");
    }
  }
}
