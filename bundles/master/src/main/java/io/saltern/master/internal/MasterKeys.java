// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.channel.MasterIdentity;
import io.saltern.api.config.CommonOptions;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.PresentSettings;
import io.saltern.api.config.Settings;
import io.saltern.api.crypto.KeyCodec;
import io.saltern.api.crypto.SignatureAlgorithm;
import io.saltern.api.files.DurableFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The master's own key pair, {@code master.pem} and {@code master.pub} in {@code pki_dir}, and the
 * signature of its public half.
 */
@Component(service = MasterIdentity.class)
public final class MasterKeys implements MasterIdentity {
  private static final Logger LOG = LoggerFactory.getLogger(MasterKeys.class);
  private static final String REMEDY =
      "The signature-file may be either named differently or has to be created with 'salt-key"
          + " --gen-signature' (while the master runs without master_use_pubkey_signature)";

  private final RSAPrivateCrtKey privateKey;
  private final String publicKey;
  private final Optional<PubkeySignature> signature;

  /** Reads the pair, or makes it when it is missing. Ends the process without a signature. */
  @Activate
  public MasterKeys(
      @Reference(target = PresentSettings.OF_MASTER) PresentSettings settings,
      @Reference LiveCodec codec,
      @Reference Signer signer)
      throws IOException {
    this(settings.now(), codec, signer, () -> ProcessEnd.exit(ProcessEnd.GENERIC));
  }

  /**
   * @param end called when the public key is to be signed and cannot be
   */
  MasterKeys(Settings now, KeyCodec codec, Signer signer, Runnable end) throws IOException {
    Path folder = now.path(MasterOptions.PKI_DIR);
    DurableFiles.makeFolder(folder, "rwx------");
    PairFiles pair = new PairFiles(folder, "master", MasterOptions.KEY_PASS, now, codec);
    pair.makeIfMissing(now.get(CommonOptions.KEYSIZE).intValue());
    privateKey = pair.privateKey();
    publicKey = pair.publicText(privateKey);
    LOG.debug("Loaded master key: {}", pair.pem());
    try {
      signature = PubkeySignature.of(now, codec, signer, publicKey);
    } catch (IOException e) {
      LOG.error(e.getMessage());
      if (now.get(MasterOptions.MASTER_USE_PUBKEY_SIGNATURE)) {
        LOG.error(REMEDY);
      }
      end.run();
      throw e;
    }
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
    return signature.map(made -> made.by(algorithm));
  }
}
