// SPDX-License-Identifier: Apache-2.0
package io.saltern.wheels.internal;

import io.saltern.api.MinionId;
import io.saltern.api.config.CommonOptions;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.PresentSettings;
import io.saltern.api.config.Settings;
import io.saltern.api.crypto.KeyCodec;
import io.saltern.api.files.DurableFiles;
import io.saltern.api.files.SafePath;
import io.saltern.api.function.Default;
import io.saltern.api.function.Function;
import io.saltern.api.function.FunctionException;
import io.saltern.api.function.Named;
import io.saltern.api.function.Wheel;
import io.saltern.api.master.KeyStore;
import io.saltern.api.master.PubkeySignatures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Pairs of keys that are made, and the signature of the master's. */
@Component(property = Wheel.PROPERTY + "=key")
public final class KeyPairsWheel implements Wheel {
  private static final int LEAST_BITS = 2048;
  private static final int MOST_BITS = 8192;

  private final KeyStore keys;
  private final KeyCodec codec;
  private final PubkeySignatures signatures;
  private final PresentSettings settings;

  @Activate
  public KeyPairsWheel(
      @Reference KeyStore keys,
      @Reference KeyCodec codec,
      @Reference PubkeySignatures signatures,
      @Reference(target = PresentSettings.OF_MASTER) PresentSettings settings) {
    this.keys = keys;
    this.codec = codec;
    this.signatures = signatures;
    this.settings = settings;
  }

  @Function(
      doc =
          """
          Generate a key pair. No keys are stored on the master. Returns a dictionary
          with ``pub`` and ``priv``.

          CLI Example:

              salt-run wheel.key.gen
          """)
  public Map<String, Object> gen(
      @Named("id_") @Default @Nullable String id, @Default("2048") int keysize) {
    KeyPair pair = codec.generate(Math.max(LEAST_BITS, Math.min(keysize, MOST_BITS)));
    Map<String, Object> made = new LinkedHashMap<>();
    made.put("priv", codec.writePrivate((RSAPrivateCrtKey) pair.getPrivate(), null));
    made.put("pub", codec.writePublic((RSAPublicKey) pair.getPublic()));
    return made;
  }

  @Function(
      value = "gen_accept",
      doc =
          """
          Generate a key pair then accept the public key. Only the public key is
          preserved on the master. Returns the pair, or nothing when the minion
          has a key and force is not set.

          CLI Example:

              salt-run wheel.key.gen_accept web1
          """)
  public Map<String, Object> genAccept(
      @Named("id_") String id, @Default("2048") int keysize, @Default("False") boolean force)
      throws FunctionException, IOException {
    if (!MinionId.isValid(id)) {
      throw new FunctionException(FunctionException.Kind.INVOCATION, "invalid minion id");
    }
    Map<String, Object> made = gen(id, keysize);
    return keys.accept(new MinionId(id), String.valueOf(made.get("pub")), force) ? made : Map.of();
  }

  @Function(
      value = "gen_keys",
      doc =
          """
          Generate a key pair in files, KEYNAME.pem and KEYNAME.pub, unless they are there. Returns
          the fingerprint of the public key.

          keydir
              A folder in the master's pki_dir; pki_dir itself by default

          keyname
              ``minion`` by default

          CLI Example:

              salt-run wheel.key.gen_keys keyname=web1
          """)
  public String genKeys(
      @Default @Nullable String keydir,
      @Default("minion") String keyname,
      @Default @Nullable Integer keysize)
      throws FunctionException, IOException {
    Settings present = settings.now();
    Path folder = folder(present.path(MasterOptions.PKI_DIR), keydir);
    Path pem = file(folder, keyname + ".pem");
    Path pub = file(folder, keyname + ".pub");
    if (Files.notExists(pem) && Files.notExists(pub)) {
      long bits = keysize == null ? present.get(CommonOptions.KEYSIZE) : keysize;
      Map<String, Object> made = gen(null, (int) Math.min(bits, MOST_BITS));
      write(pem, made.get("priv"), "r--------");
      write(pub, made.get("pub"), "rw-r--r--");
    }
    return keys.fingerprint(Files.readString(pub), present.get(CommonOptions.HASH_TYPE));
  }

  private static void write(Path file, @Nullable Object text, String permissions)
      throws IOException {
    DurableFiles.write(file, String.valueOf(text).getBytes(StandardCharsets.UTF_8), permissions);
  }

  /** The master writes as its own user: not everywhere that user may. */
  private static Path folder(Path pki, @Nullable String wanted)
      throws FunctionException, IOException {
    try {
      Path folder = wanted == null ? pki : pki.resolve(wanted);
      if (Files.isDirectory(folder) && folder.toRealPath().startsWith(pki.toRealPath())) {
        return folder;
      }
    } catch (InvalidPathException e) {
      throw refused("keydir: " + e.getReason());
    }
    throw refused("keydir must be a folder in " + pki);
  }

  private static Path file(Path folder, String name) throws FunctionException {
    try {
      return SafePath.of(folder, name).path();
    } catch (IllegalArgumentException e) {
      throw refused("keyname: " + e.getMessage());
    }
  }

  private static FunctionException refused(String why) {
    return new FunctionException(FunctionException.Kind.INVOCATION, why);
  }

  @Function(
      value = "gen_signature",
      doc =
          """
          Write the signature of the master's public key, for master_use_pubkey_signature, to
          pki_dir. Returns whether the file was written anew.

          auto_create
              Make the signing pair when it is missing

          CLI Example:

              salt-run wheel.key.gen_signature auto_create=True
          """)
  public boolean genSignature(@Named("auto_create") @Default("False") boolean autoCreate)
      throws IOException {
    return signatures.generate(
        new PubkeySignatures.Request(
            Optional.empty(), Optional.empty(), Optional.empty(), autoCreate));
  }
}
