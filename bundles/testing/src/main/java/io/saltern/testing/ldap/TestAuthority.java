// SPDX-License-Identifier: Apache-2.0
package io.saltern.testing.ldap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A certificate authority of its own, and a server's certificate by it, as PEM files. */
public final class TestAuthority {
  private static final String INSTALL = "apt-get install openssl";

  private final Path dir;

  /**
   * Makes {@code ca.pem}, {@code server.pem} and {@code server.key}.
   *
   * @param dir a directory that is there
   * @param names for whom the server's certificate is, as {@code DNS:localhost,IP:127.0.0.1}
   */
  public TestAuthority(Path dir, String names) {
    this.dir = dir;
    String openssl = Commands.find("openssl", INSTALL);
    Path extensions = dir.resolve("server.ext");
    try {
      Files.writeString(
          extensions,
          "subjectAltName=" + names + "\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Commands.run(
        dir,
        List.of(
            openssl,
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-days",
            "2",
            "-keyout",
            "ca.key",
            "-out",
            "ca.pem",
            "-subj",
            "/CN=Test CA",
            "-addext",
            "basicConstraints=critical,CA:TRUE",
            "-addext",
            "keyUsage=critical,keyCertSign,cRLSign"));
    Commands.run(
        dir,
        List.of(
            openssl,
            "req",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-keyout",
            "server.key",
            "-out",
            "server.csr",
            "-subj",
            "/CN=test directory"));
    Commands.run(
        dir,
        List.of(
            openssl,
            "x509",
            "-req",
            "-in",
            "server.csr",
            "-CA",
            "ca.pem",
            "-CAkey",
            "ca.key",
            "-CAcreateserial",
            "-days",
            "2",
            "-out",
            "server.pem",
            "-extfile",
            extensions.toString()));
  }

  /** The authority's own certificate. */
  public Path authority() {
    return dir.resolve("ca.pem");
  }

  /** The server's certificate. */
  public Path certificate() {
    return dir.resolve("server.pem");
  }

  /** The server's private key. */
  public Path key() {
    return dir.resolve("server.key");
  }
}
