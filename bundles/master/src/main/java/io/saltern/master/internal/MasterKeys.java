// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.channel.MasterIdentity;
import io.saltern.api.config.CommonOptions;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.crypto.KeyCodec;
import io.saltern.api.crypto.KeyFormatException;
import io.saltern.api.crypto.SignatureAlgorithm;
import io.saltern.api.files.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The master's own key pair: {@code master.pem} and {@code master.pub} in {@code pki_dir}. */
@Component
public final class MasterKeys implements MasterIdentity {
  private static final Logger LOG = LoggerFactory.getLogger(MasterKeys.class);

  private final RSAPrivateCrtKey privateKey;
  private final String publicKey;

  /** Reads the pair, or makes it when it is missing. */
  @Activate
  public MasterKeys(@Reference LiveSettings settings, @Reference KeyCodec codec)
      throws IOException {
    Settings now = settings.now();
    Path folder = now.path(MasterOptions.PKI_DIR);
    DurableFiles.makeFolder(folder, "rwx------");
    Path pem = folder.resolve("master.pem");
    Path pub = folder.resolve("master.pub");
    Optional<char[]> passphrase =
        now.find(MasterOptions.KEY_PASS).filter(p -> !p.isEmpty()).map(String::toCharArray);
    if (Files.notExists(pem)) {
      generate(pem, pub, now.get(CommonOptions.KEYSIZE).intValue(), passphrase, codec);
    }
    privateKey = read(pem, passphrase, codec);
    publicKey = readPublic(pub, codec);
    LOG.debug("Loaded master key: {}", pem);
  }

  private static void generate(
      Path pem, Path pub, int bits, Optional<char[]> passphrase, KeyCodec codec)
      throws IOException {
    if (Files.exists(pub)) {
      throw new IOException(pem + " is missing beside " + pub + ": restore it, or remove both");
    }
    LOG.info("Generating master keys: {}", pem.getParent());
    KeyPair pair = codec.generate(bits);
    String text = codec.writePrivate((RSAPrivateCrtKey) pair.getPrivate(), passphrase.orElse(null));
    DurableFiles.write(pem, text.getBytes(StandardCharsets.UTF_8), "r--------");
  }

  private static RSAPrivateCrtKey read(Path pem, Optional<char[]> passphrase, KeyCodec codec)
      throws IOException {
    try {
      return codec.readPrivate(Files.readString(pem), passphrase.orElse(null));
    } catch (KeyFormatException e) {
      throw new IOException(
          pem + " cannot be read, with key_pass or without: " + e.getMessage(), e);
    }
  }

  private String readPublic(Path pub, KeyCodec codec) throws IOException {
    RSAPublicKey own = PublicKeys.of(privateKey);
    if (Files.notExists(pub)) {
      DurableFiles.write(pub, codec.writePublic(own).getBytes(StandardCharsets.UTF_8), "rw-r--r--");
    }
    String text = Files.readString(pub);
    try {
      if (!codec.readPublic(text).getModulus().equals(own.getModulus())) {
        throw new IOException(pub + " is not the public half of master.pem");
      }
    } catch (KeyFormatException e) {
      throw new IOException(pub + " is no public key: " + e.getMessage(), e);
    }
    return PublicKeys.clean(text);
  }

  @Override
  public RSAPrivateCrtKey privateKey() {
    return privateKey;
  }

  @Override
  public String publicKey() {
    return publicKey;
  }

  @Override
  public Optional<String> publicKeySignature(SignatureAlgorithm algorithm) {
    return Optional.empty();
  }
}
