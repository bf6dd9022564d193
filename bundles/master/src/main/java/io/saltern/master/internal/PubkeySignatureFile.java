// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.config.CommonOptions;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.PresentSettings;
import io.saltern.api.config.Settings;
import io.saltern.api.crypto.SignatureAlgorithm;
import io.saltern.api.files.DurableFiles;
import io.saltern.api.files.SafePath;
import io.saltern.api.master.PubkeySignatures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPrivateCrtKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes the file {@code master_pubkey_signature}. */
@Component
public final class PubkeySignatureFile implements PubkeySignatures {
  private final PresentSettings settings;
  private final LiveCodec codec;
  private final Signer signer;

  @Activate
  public PubkeySignatureFile(
      @Reference(target = PresentSettings.OF_MASTER) PresentSettings settings,
      @Reference LiveCodec codec,
      @Reference Signer signer) {
    this.settings = settings;
    this.codec = codec;
    this.signer = signer;
  }

  @Override
  public boolean generate(Request request) throws IOException {
    Settings now = settings.now();
    Path pkiDir = now.path(MasterOptions.PKI_DIR);
    PairFiles pair = PubkeySignature.pair(now, codec);
    RSAPrivateCrtKey key = signingKey(request, pair, now.get(CommonOptions.KEYSIZE).intValue());
    Path pub = request.publicKey().orElse(pkiDir.resolve("master.pub"));
    if (Files.notExists(pub)) {
      throw new IOException("Public-key " + pub + " does not exist");
    }
    byte[] message = PublicKeys.clean(Files.readString(pub)).getBytes(StandardCharsets.UTF_8);
    String signature =
        PubkeySignature.encode(signer.sign(key, SignatureAlgorithm.PKCS1V15_SHA1, message));
    Path file = SafePath.of(request.folder().orElse(pkiDir), PubkeySignature.fileName(now)).path();
    if (Files.exists(file) && Files.readString(file).strip().equals(signature.strip())) {
      return false;
    }
    DurableFiles.write(file, signature.getBytes(StandardCharsets.US_ASCII), "rw-r--r--");
    return true;
  }

  private static RSAPrivateCrtKey signingKey(Request request, PairFiles pair, int bits)
      throws IOException {
    if (request.privateKey().isPresent()) {
      Path file = request.privateKey().get();
      if (Files.notExists(file)) {
        throw new IOException("Private-key " + file + " does not exist");
      }
      return pair.privateKey(file);
    }
    if (request.autoCreate()) {
      pair.makeIfMissing(bits);
    }
    if (Files.notExists(pair.pem())) {
      throw new IOException("No usable private-key found");
    }
    RSAPrivateCrtKey key = pair.privateKey();
    pair.publicText(key);
    return key;
  }
}
