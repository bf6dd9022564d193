// SPDX-License-Identifier: Apache-2.0
package io.saltern.testing.ldap;

import io.saltern.testing.Await;
import io.saltern.testing.FreePorts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An OpenLDAP server on ports of its own of 127.0.0.1, with certificates of its own and some
 * people, groups and computers in it (see the files {@code openldap.ldif} and {@code ipa.ldif}
 * beside this class). Everybody's password is the user's name followed by {@code pw}; the lookup
 * user is {@link #LOOKUP_DN} with {@link #LOOKUP_PASSWORD}.
 */
public final class Slapd implements AutoCloseable {
  public static final String BASE = "dc=saltstack,dc=com";
  public static final String LOOKUP_DN = "uid=ldaplookup,ou=Sysaccounts," + BASE;
  public static final String LOOKUP_PASSWORD = "lookuppw";

  private static final String INSTALL = "apt-get install slapd ldap-utils";
  private static final String ADMIN_PASSWORD = "adminpw";
  private static final Duration START = Duration.ofMinutes(1);
  private static final int TRIES = 5;

  /** What is in it. */
  public enum Flavour {
    /** People below ou=People, posixGroup below ou=Groups, groupOfNames below ou=Roles. */
    OPENLDAP("openldap.ldif"),
    /** The tree of FreeIPA. */
    IPA("ipa.ldif");

    private final String data;

    Flavour(String data) {
      this.data = data;
    }
  }

  private final Path dir;
  private final TestAuthority tls;
  private int port;
  private int tlsPort;
  private final String program;
  private final String loader;
  private Process process;

  /**
   * Starts a server whose certificate is for localhost and 127.0.0.1.
   *
   * @param anonymous whether anonymous users may search
   */
  public Slapd(Flavour flavour, boolean anonymous) {
    this(flavour, anonymous, "DNS:localhost,IP:127.0.0.1");
  }

  /**
   * Starts a server.
   *
   * @param names for whom its certificate is
   * @throws AssertionError when slapd is missing or does not start
   */
  public Slapd(Flavour flavour, boolean anonymous, String names) {
    program = Commands.find("slapd", INSTALL);
    loader = Commands.find("ldapadd", INSTALL);
    try {
      dir = Files.createTempDirectory(Path.of("/tmp"), "st-slapd");
      Files.createDirectory(dir.resolve("db"));
      tls = new TestAuthority(dir, names);
      write("computer.schema", "computer.schema");
      write(flavour.data, "data.ldif");
      Files.writeString(
          dir.resolve("nis.schema"), nis(flavour == Flavour.IPA), StandardCharsets.UTF_8);
      Files.writeString(dir.resolve("slapd.conf"), config(anonymous), StandardCharsets.UTF_8);
      process = launchOnFreePorts();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    load(dir.resolve("data.ldif"));
  }

  /** Somebody else may take a port before slapd does, which then ends without a word. */
  private Process launchOnFreePorts() throws IOException {
    for (int tries = 1; ; tries++) {
      port = FreePorts.next();
      tlsPort = FreePorts.next();
      try {
        return launch();
      } catch (IOException e) {
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(Slapd.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void write(String resource, String file) throws IOException {
    Files.writeString(dir.resolve(file), resource(resource), StandardCharsets.UTF_8);
  }

  /** In FreeIPA a posixGroup may also be a groupOfNames. */
  private static String nis(boolean auxiliary) throws IOException {
    String text = Files.readString(Path.of("/etc/ldap/schema/nis.schema"), StandardCharsets.UTF_8);
    return auxiliary ? text.replaceAll("(NAME 'posixGroup'[^)]*?)STRUCTURAL", "$1AUXILIARY") : text;
  }

  private String config(boolean anonymous) throws IOException {
    Map<String, String> values =
        Map.of(
            "DIR",
            dir.toString(),
            "BASE",
            BASE,
            "LOOKUP",
            LOOKUP_DN,
            "ADMIN",
            ADMIN_PASSWORD,
            "ANONYMOUS",
            anonymous ? "" : "disallow bind_anon\nrequire authc",
            "ANONYMOUS_ACCESS",
            anonymous ? "read" : "auth");
    String text = resource("slapd.conf");
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace("@" + value.getKey() + "@", value.getValue());
    }
    return text;
  }

  private Process launch() throws IOException {
    String local = "ldapi://" + URLEncoder.encode(dir + "/ldapi", StandardCharsets.UTF_8);
    Process started =
        new ProcessBuilder(
                program,
                "-d",
                "0",
                "-f",
                dir + "/slapd.conf",
                "-h",
                uri() + " " + tlsUri() + " " + local)
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("slapd.log").toFile())
            .start();
    // it does not outlive the tests, however they end
    Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
    Await.until(
        "slapd takes connections; it says: " + dir.resolve("slapd.log"),
        START,
        () -> {
          return !started.isAlive() || (answers(port) && answers(tlsPort));
        });
    if (!started.isAlive()) {
      throw new IOException("slapd has ended: " + Files.readString(dir.resolve("slapd.log")));
    }
    return started;
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      // a socket that happens to have the port itself reaches nobody else
      return socket.getLocalPort() != port;
    } catch (IOException e) {
      return false;
    }
  }

  /** Adds or changes entries, as the directory's administrator. */
  public void load(Path ldif) {
    // by the server: what writes its files directly leaves memberOf out
    Commands.run(
        dir,
        List.of(
            loader,
            "-x",
            "-H",
            uri(),
            "-D",
            "cn=admin," + BASE,
            "-w",
            ADMIN_PASSWORD,
            "-f",
            ldif.toString()));
  }

  /** Adds or changes entries, as the directory's administrator. */
  public void load(String ldif) {
    try {
      Path file = Files.createTempFile(dir, "more", ".ldif");
      Files.writeString(file, ldif, StandardCharsets.UTF_8);
      load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens without TLS, and takes StartTLS. */
  public int port() {
    return port;
  }

  /** Where it listens with TLS. */
  public int tlsPort() {
    return tlsPort;
  }

  public String uri() {
    return "ldap://127.0.0.1:" + port;
  }

  public String tlsUri() {
    return "ldaps://127.0.0.1:" + tlsPort;
  }

  /** The file of the authority that vouches for it. */
  public Path authority() {
    return tls.authority();
  }

  /** Ends the server; its data stay. */
  public void stop() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Starts it again on the same ports, with the same data. */
  public void start() {
    // who connected to one of the ports meanwhile has it until that fails
    Await.until(
        "slapd listens on the ports it had",
        START,
        () -> {
          try {
            process = launch();
            return true;
          } catch (IOException e) {
            return false;
          }
        });
  }

  /** Stops it and removes what it wrote. */
  @Override
  public void close() {
    stop();
    try (Stream<Path> files = Files.walk(dir)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
