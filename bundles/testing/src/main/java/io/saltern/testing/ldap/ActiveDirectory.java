// SPDX-License-Identifier: Apache-2.0
package io.saltern.testing.ldap;

import io.saltern.testing.Await;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A domain controller: Samba, on addresses of its own, since its ports are fixed. Needs root.
 *
 * <p>Its users, all below {@code OU=Staff} and with their account names and {@code Pw1} for a
 * password, are in {@code domain.ldif}: alice and bob; carol, who is disabled; dave, who has
 * expired; erin, who must change her password; frank, who may log in at no hour; gina, who may only
 * at one computer; hal, who is locked out; odd and jürgen, whose DNs need escaping. In {@code
 * OU=Service} is ldaplookup. The group saltadmins (alice, odd, jürgen) is in saltops (with bob),
 * and that in allstaff. {@code OU=Webservers} has the computers WEB1 and web2.
 */
public final class ActiveDirectory implements Closeable {
  /** The DN below which all is. */
  public static final String BASE = "DC=ad,DC=saltern,DC=test";

  /** The domain, as in {@code alice@ad.saltern.test}. */
  public static final String REALM = "ad.saltern.test";

  /** The domain, as in {@code SALTERN\alice}. */
  public static final String DOMAIN = "SALTERN";

  private static final int[] PORTS = {389, 636, 3268, 3269};
  private static final int TLS_PORT = 636;
  private static final Duration START = Duration.ofMinutes(3);
  private static final long STOP_SECONDS = 60;
  private static final int TRIES = 50;

  private final Path directory;
  private final String address;
  private final String other;
  private @Nullable Process process;

  private ActiveDirectory(Path directory, String address, String other) {
    this.directory = directory;
    this.address = address;
    this.other = other;
  }

  /**
   * Starts one, and waits until it answers.
   *
   * @throws IOException when it cannot; the message says why, and what would mend it
   */
  public static ActiveDirectory started() throws IOException {
    DomainFiles.require();
    ActiveDirectory started =
        new ActiveDirectory(Files.createTempDirectory("st-ad"), freeAddress(), freeAddress());
    try {
      started.unpack();
      started.start();
    } catch (IOException | RuntimeException | Error e) {
      started.close();
      throw e;
    }
    return started;
  }

  private void unpack() throws IOException {
    DomainFiles.copyTo(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    DomainFiles.configure(directory, address, other);
    Path tls = Files.createDirectory(directory.resolve("tls"));
    new TestAuthority(tls, "IP:" + address);
  }

  /** Its address, for which its certificate is. */
  public String address() {
    return address;
  }

  /** Another address of it, for which its certificate is not. */
  public String unnamedAddress() {
    return other;
  }

  /** The certificate of the authority that vouches for it. */
  public Path authority() {
    return directory.resolve("tls/ca.pem");
  }

  /** Starts it again, as it was. */
  public void start() throws IOException {
    Path output = directory.resolve("log/stdout");
    // it ends with its standard input, and so with this process at the latest
    Process starting =
        new ProcessBuilder(
                DomainFiles.SAMBA.toString(),
                "-i",
                "-M",
                "single",
                "--no-process-group",
                "--configfile=" + directory.resolve("etc/smb.conf"))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    process = starting;
    try {
      Await.until("samba answers", START, () -> !starting.isAlive() || answers());
    } catch (AssertionError e) {
      throw new IOException(log(), e);
    }
    if (!starting.isAlive()) {
      throw new IOException("samba has ended:\n" + log());
    }
  }

  private String log() throws IOException {
    Path log = directory.resolve("log/samba.log");
    return Files.readString(directory.resolve("log/stdout"))
        + (Files.exists(log) ? Files.readString(log) : "");
  }

  private boolean answers() {
    for (String listening : new String[] {address, other}) {
      try (Socket socket = new Socket(listening, TLS_PORT)) {
        socket.getPort();
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }

  /** Ends it: nobody answers any more. */
  public void stop() throws IOException {
    Process ending = process;
    if (ending == null) {
      return;
    }
    process = null;
    try {
      if (!ending.destroyForcibly().waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("samba does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it, and removes its files. */
  @Override
  public void close() throws IOException {
    stop();
    DomainFiles.run("rm", "-rf", directory.toString());
  }

  private static String freeAddress() throws IOException {
    for (int i = 0; i < TRIES; i++) {
      ThreadLocalRandom random = ThreadLocalRandom.current();
      String address =
          "127."
              + random.nextInt(1, 255)
              + "."
              + random.nextInt(1, 255)
              + "."
              + random.nextInt(1, 255);
      if (isFree(address)) {
        return address;
      }
    }
    throw new IOException(
        "no address with free ports for LDAP, or no right to take them: root has");
  }

  private static boolean isFree(String address) {
    for (int port : PORTS) {
      try (ServerSocket socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress(address, port));
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }
}
