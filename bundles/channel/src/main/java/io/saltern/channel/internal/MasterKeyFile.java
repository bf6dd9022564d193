// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.crypto.KeyFormatException;
import io.saltern.api.files.DurableFiles;
import io.saltern.api.files.SafePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/** The public keys that a minion trusts, in the folder {@code pki_dir}. */
final class MasterKeyFile {
  private static final String TRUSTED = "minion_master.pub";
  private static final String READABLE_BY_ALL = "rw-r--r--";
  private static final String PRIVATE_FOLDER = "rwx------";

  private final Tools tools;
  private final Path folder;

  MasterKeyFile(Tools tools, Path folder) {
    this.tools = tools;
    this.folder = folder;
  }

  /** A key and its cleaned text. */
  record Key(String pem, RSAPublicKey key) {}

  /** Where the master's key is kept. */
  Path path() {
    return folder.resolve(TRUSTED);
  }

  /** The trusted key of the master, or empty when there is none yet. */
  Optional<Key> read() throws IOException, KeyFormatException {
    return read(path());
  }

  /** The key that signs masters' keys, or empty when it has not been put there. */
  Optional<Key> readSigner(String fileName) throws IOException, KeyFormatException {
    return read(SafePath.of(folder, fileName).path());
  }

  /** Trusts a key from now on. */
  void write(String pem) throws IOException {
    DurableFiles.makeFolder(folder, PRIVATE_FOLDER);
    DurableFiles.write(path(), pem.getBytes(StandardCharsets.UTF_8), READABLE_BY_ALL);
  }

  /** Reads a key's text. */
  RSAPublicKey parse(String pem) throws KeyFormatException {
    KeyFormatException[] failure = new KeyFormatException[1];
    Optional<RSAPublicKey> key =
        tools
            .codec()
            .call(
                codec -> {
                  try {
                    return Optional.of(codec.readPublic(pem));
                  } catch (KeyFormatException e) {
                    failure[0] = e;
                    return Optional.empty();
                  }
                });
    if (key.isEmpty()) {
      throw failure[0];
    }
    return key.get();
  }

  private Optional<Key> read(Path file) throws IOException, KeyFormatException {
    try {
      String pem = PemText.clean(Files.readString(file, StandardCharsets.UTF_8));
      return Optional.of(new Key(pem, parse(pem)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
