// SPDX-License-Identifier: Apache-2.0
package io.saltern.testing.ldap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The files of a domain: made once in a build, which takes seconds, and copied for each use. */
final class DomainFiles {
  static final Path SAMBA = Path.of("/usr/sbin/samba");
  private static final Path PROVISION = Path.of("/usr/share/samba/setup/provision.ldif");
  private static final Path LIBRARIES = Path.of("/usr/lib");
  private static final String NOWHERE = "127.0.0.1";
  private static final long PATIENCE_SECONDS = 600;
  private static final List<String> PARTS = List.of("smb.conf", "domain.ldif", "provision.py");

  private DomainFiles() {}

  /**
   * @throws IOException when something that the domain needs is missing; the message says what
   *     would mend it
   */
  static void require() throws IOException {
    List<String> packages = new ArrayList<>();
    if (!Files.exists(SAMBA)) {
      packages.add("samba");
    }
    if (!Files.exists(PROVISION)) {
      packages.add("samba-ad-provision");
    }
    if (!hasModules()) {
      packages.add("samba-dsdb-modules");
    }
    if (!packages.isEmpty()) {
      throw new IOException(
          "an Active Directory domain needs, as root: apt-get install --no-install-recommends "
              + String.join(" ", packages));
    }
  }

  private static boolean hasModules() throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(LIBRARIES, "*-linux-gnu")) {
      for (Path libraries : all) {
        if (Files.exists(libraries.resolve("samba/ldb/samba_dsdb.so"))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Makes a directory with a domain of its own below one that is there. */
  static void copyTo(Path directory) throws IOException {
    Path made = made();
    run("cp", "-a", made + "/.", directory.toString());
  }

  /** One at a time: a file lock is the whole process's, and refused to its other threads. */
  private static synchronized Path made() throws IOException {
    Path kept = root().resolve("target/domain-" + version());
    Files.createDirectories(kept.getParent());
    try (FileChannel channel =
            FileChannel.open(
                kept.resolveSibling("domain.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (lock.isValid() && !Files.exists(kept)) {
        Path fresh = Files.createTempDirectory(kept.getParent(), "domain-");
        make(fresh);
        Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    return kept;
  }

  /** The checkout, or where there is none, the directory for what does not stay. */
  private static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (directory != null && !Files.exists(directory.resolve(".mvn"))) {
      directory = directory.getParent();
    }
    return directory == null ? Path.of(System.getProperty("java.io.tmpdir")) : directory;
  }

  private static String version() throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : PARTS) {
        digest.update(resource(part).getBytes(StandardCharsets.UTF_8));
      }
      digest.update(Files.getLastModifiedTime(SAMBA).toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void make(Path directory) throws IOException {
    for (String below : List.of("etc", "private", "run", "log", "cache", "lock", "state")) {
      Files.createDirectory(directory.resolve(below));
    }
    configure(directory, NOWHERE, NOWHERE);
    Files.writeString(directory.resolve("etc/domain.ldif"), resource("domain.ldif"));
    Files.writeString(directory.resolve("etc/provision.py"), resource("provision.py"));
    run("/usr/bin/python3", directory + "/etc/provision.py", directory.toString());
  }

  /** Writes the server's settings. */
  static void configure(Path directory, String address, String other) throws IOException {
    Files.writeString(
        directory.resolve("etc/smb.conf"),
        resource("smb.conf")
            .replace("@DIRECTORY@", directory.toString())
            .replace("@ADDRESS@", address)
            .replace("@OTHER@", other));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(DomainFiles.class.getResourceAsStream("domain/" + name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static void run(String... command) throws IOException {
    Path output = Files.createTempFile("saltern-domain", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("TDB_NO_FSYNC", "1");
    Process process = builder.start();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(String.join(" ", command) + ":\n" + Files.readString(output));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      process.destroyForcibly();
      Files.delete(output);
    }
  }
}
