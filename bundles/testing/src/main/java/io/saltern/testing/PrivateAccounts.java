// SPDX-License-Identifier: Apache-2.0
package io.saltern.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Users, groups, passwords and PAM services that only the commands see which are started among
 * them: files over those of {@code /etc}, in a mount namespace of each command's own. Nothing
 * outside changes. Needs root and util-linux.
 */
public final class PrivateAccounts implements Closeable {
  /** The group that may read the passwords, by its number. */
  public static final int SHADOW = 42;

  private static final long PATIENCE_SECONDS = 60;
  private static final String WORLD = "rw-r--r--";

  private static final List<String> FILES =
      List.of("passwd", "shadow", "group", "nsswitch.conf", "pam.d");

  // below chroot the root folder is no mount point: the namespace's own one is made private then
  private static final String ENTER =
      """
      mount --make-rprivate / 2>/dev/null ||
        nsenter --mount=/proc/self/ns/mnt mount --make-rprivate / ||
        { echo 'mounts cannot be kept private' >&2; exit 125; }
      for file in %s; do
        mount --bind "$0/$file" "/etc/$file" || exit 125
      done
      exec "$@"
      """
          .formatted(String.join(" ", FILES));

  private final Path folder;

  /**
   * @param passwd further lines of {@code /etc/passwd}, beside root, daemon, bin and nobody
   * @param shadow further lines of {@code /etc/shadow}
   * @param group further lines of {@code /etc/group}
   * @throws IOException when this process may not make them; the message says what would mend it
   */
  public PrivateAccounts(String passwd, String shadow, String group) throws IOException {
    folder = Files.createTempDirectory("st-accounts-");
    try {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      write(
          "passwd",
          "root:x:0:0:root:/root:/bin/sh\n"
              + "daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\n"
              + "bin:x:2:2:bin:/bin:/usr/sbin/nologin\n"
              + "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n"
              + passwd);
      write("shadow", "root:*:19000:0:99999:7:::\nnobody:*:19000:0:99999:7:::\n" + shadow);
      write(
          "group",
          "root:x:0:\ndaemon:x:1:\nbin:x:2:\nshadow:x:" + SHADOW + ":\nnogroup:x:65534:\n" + group);
      write("nsswitch.conf", "passwd: files\nshadow: files\ngroup: files\n");
      Files.setAttribute(folder.resolve("shadow"), "unix:gid", SHADOW);
      Files.setPosixFilePermissions(
          folder.resolve("shadow"), PosixFilePermissions.fromString("rw-r-----"));
      Files.createDirectory(folder.resolve("pam.d"));
      Files.setPosixFilePermissions(
          folder.resolve("pam.d"), PosixFilePermissions.fromString("rwxr-xr-x"));
      check();
    } catch (IOException | UnsupportedOperationException e) {
      close();
      throw new IOException(
          e.getMessage()
              + "; as root that may mount (CAP_SYS_ADMIN), with util-linux (apt-get install"
              + " util-linux mount), it works",
          e);
    }
  }

  /**
   * Users with every kind of account: {@code alice} (SHA-512) and {@code bob} (yescrypt), whose
   * passwords are {@code alicepw} and {@code bobpw}; all others have Alice's, but {@code jürgen}
   * has {@code ümläut}. The service {@code login} is that of Debian.
   */
  public static PrivateAccounts usual() throws IOException {
    return new PrivateAccounts(resource("passwd"), resource("shadow"), resource("group"))
        .service(
            "login",
            """
            auth optional pam_faildelay.so delay=3000000
            auth requisite pam_nologin.so
            @include common-auth
            @include common-account
            """)
        .service(
            "common-auth",
            """
            auth [success=1 default=ignore] pam_unix.so nullok
            auth requisite pam_deny.so
            auth required pam_permit.so
            """)
        .service(
            "common-account",
            """
            account [success=1 new_authtok_reqd=done default=ignore] pam_unix.so
            account requisite pam_deny.so
            account required pam_permit.so
            """)
        .service("other", "auth required pam_permit.so\naccount required pam_permit.so\n");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = PrivateAccounts.class.getResourceAsStream("accounts/" + name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * Makes a PAM service, or another file that one includes.
   *
   * @param rules its lines
   */
  public PrivateAccounts service(String name, String rules) throws IOException {
    write("pam.d/" + name, rules);
    return this;
  }

  /** The file that stands over one of {@code /etc}: it may be changed while commands run. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(WORLD));
  }

  /** The command that starts another among these accounts, to be put before it. */
  public List<String> enter() {
    List<String> command = new ArrayList<>(List.of("unshare", "--mount"));
    command.addAll(List.of("--propagation", "unchanged", "--", "sh", "-c", ENTER));
    command.add(folder.toString());
    return command;
  }

  private void check() throws IOException {
    List<String> command = new ArrayList<>(enter());
    String same = "for file; do [ \"$0/$file\" -ef \"/etc/$file\" ] || exit 1; done";
    command.addAll(List.of("sh", "-c", same, folder.toString()));
    command.addAll(FILES);
    run(command);
  }

  private static void run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("a mount namespace with accounts of its own: " + said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Removes the files; the commands are to be ended before. */
  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
