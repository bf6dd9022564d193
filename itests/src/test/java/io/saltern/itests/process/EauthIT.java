// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.testing.Await;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Users of an authentication backend who are nobody on this machine: logins, tokens, and what they
 * are told.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EauthIT {
  private static final String PINGED = "web1:\n    True\n";

  private static Path home;
  private static LocalUser user;
  private static Master master;
  private static Minion web;

  /** Of a login as soon as the new master answers, by a backend that it has to install. */
  private static Output first;

  @BeforeAll
  static void start() throws Exception {
    Path users = Installation.newFolder("users").resolve("users");
    // the password of fred is fredpw, that of carol is carolpw
    Files.writeString(
        users,
        "fred:$apr1$saltsalt$bPDIusap7bvNE5wy7vWOB/\n"
            + "carol:$apr1$saltsalt$.2ue1NVFZe52AipPakPoU0\n");
    home = Installation.newFolder("home");
    user = LocalUser.NOBODY.at(home);
    master =
        new Master(
            "master",
            "timeout: 20\n"
                + "eauth_timeout: 60\n"
                + "external_auth:\n"
                + "  file:\n"
                + "    ^filename: "
                + users
                + "\n"
                + "    ^filetype: htpasswd\n"
                + "    fred:\n"
                + "      - test.*\n"
                + "      - '@runner': [manage.up]\n"
                + "  auto:\n"
                + "    eve: ['@runner': [manage.up]]\n"
                + "eauth_auto: true\n");
    master.startAndAwait();
    first = nobody("salt-run", "-a", "auto", "--username", "eve", "--password", "x", "manage.up");
    web = new Minion("web1", master, "");
    web.start();
    Await.until(
        "the key waits to be accepted",
        Instance.PATIENCE,
        () -> master.run("salt-key", "-l", "un").out().contains("web1"));
    master.run("salt-key", "-A", "-y");
    web.awaitReady();
  }

  @AfterAll
  static void stop() {
    web.close();
    master.close();
  }

  /** Runs a program as a user without any rights of its own. */
  private static Output nobody(String program, String... arguments) throws Exception {
    return user.run(master, program, List.of(arguments));
  }

  private static void assertRefused(Output output, String text) {
    assertThat(output.err()).isEqualTo(text);
    assertThat(output.out()).isEmpty();
    assertThat(output.exit()).isEqualTo(1);
  }

  @Test
  @Order(0)
  void aBackendThatTheConfigurationNamesIsInstalled() {
    assertThat(first.err()).isEmpty();
    assertThat(first.exit()).isZero();
  }

  @Test
  @Order(1)
  void aUserOfTheBackendPublishes() throws Exception {
    Output ping =
        nobody(
            "salt", "-a", "file", "--username", "fred", "--password", "fredpw", "*", "test.ping");
    assertThat(ping).isEqualTo(new Output(0, PINGED, ""));
    assertThat(home).isEmptyDirectory();
  }

  @Test
  @Order(2)
  void whatIsRefusedIsRefusedInSaltsWords() throws Exception {
    assertRefused(
        nobody("salt", "-a", "file", "--username", "fred", "--password", "x", "*", "test.ping"),
        "Authentication error occurred.\n");
    assertRefused(
        nobody("salt", "-a", "file", "--username", "eve", "--password", "x", "*", "test.ping"),
        "Authentication error occurred.\n");
    assertRefused(
        nobody(
            "salt",
            "-a",
            "file",
            "--username",
            "fred",
            "--password",
            "fredpw",
            "*",
            "grains.items"),
        "Authorization error occurred.\n");
    assertRefused(
        nobody(
            "salt", "-a", "file", "--username", "carol", "--password", "carolpw", "*", "test.ping"),
        "Authorization error occurred.\n");
    assertRefused(
        nobody(
            "salt", "-a", "sharedsecret", "--username", "fred", "--password", "", "*", "test.ping"),
        "Authentication error occurred.\n");
    assertThat(nobody("salt", "-a", "nosuch", "*", "test.ping"))
        .isEqualTo(
            new Output(
                2,
                "",
                "The specified external authentication system \"nosuch\" is not available\n"
                    + "Available eauth types: auto, file, sharedsecret\n"
                    + "ERROR: Authentication failed\n"));
    assertThat(master.logText())
        .contains("occurred for user fred of file, from local user nobody: wrong password")
        .contains("occurred for user eve of file, from local user nobody: no such user")
        .doesNotContain("fredpw", "carolpw");
  }

  @Test
  @Order(3)
  void runnersAreJudgedToo() throws Exception {
    assertThat(
            nobody(
                "salt-run",
                "-a",
                "file",
                "--username",
                "fred",
                "--password",
                "fredpw",
                "manage.up"))
        .isEqualTo(new Output(0, "- web1\n", ""));
    String refusal = "Authentication failure of type \"eauth\" occurred for user %s.\n";
    assertRefused(
        nobody(
            "salt-run", "-a", "file", "--username", "carol", "--password", "carolpw", "manage.up"),
        refusal.formatted("carol"));
    assertRefused(
        nobody("salt-run", "-a", "file", "--username", "fred", "--password", "x", "manage.up"),
        refusal.formatted("fred"));
  }

  @Test
  @Order(4)
  void aTokenSparesTheNextLoginAndSurvivesTheMastersEnd() throws Exception {
    Path file = home.resolve("salt_token");
    assertRefused(nobody("salt", "-T", "*", "test.ping"), "Authentication error occurred.\n");
    Output first =
        nobody(
            "salt",
            "-T",
            "-a",
            "file",
            "--username",
            "fred",
            "--password",
            "fredpw",
            "*",
            "test.ping");
    assertThat(first).isEqualTo(new Output(0, PINGED, ""));
    assertThat(Files.readString(file)).matches("[0-9a-f]{64}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    for (List<String> options : List.of(List.of("-T"), List.<String>of(), List.of("-a", "file"))) {
      List<String> words = new ArrayList<>(options);
      words.addAll(List.of("*", "test.ping"));
      assertThat(nobody("salt", words.toArray(String[]::new))).isEqualTo(new Output(0, PINGED, ""));
    }
    assertRefused(nobody("salt", "*", "grains.items"), "Authorization error occurred.\n");

    master.kill();
    master.startAndAwait();
    Await.until(
        "the minion serves the master again",
        Instance.PATIENCE,
        () -> nobodyQuietly("*", "test.ping").out().equals(PINGED));
    assertThat(master.logText()).doesNotContain(Files.readString(file));
    assertThat(bytesOf(master.folder().resolve("var/cache/salt/master/store")))
        .doesNotContain(Files.readString(file));
  }

  @Test
  @Order(5)
  void tokensAreListedAndRevoked() throws Exception {
    String token = Files.readString(home.resolve("salt_token"));
    Output made =
        master.run(
            "salt-run",
            "auth.mk_token",
            "username=carol",
            "password=carolpw",
            "eauth=file",
            "--out=json");
    assertThat(made.exit()).isZero();
    assertThat(made.out()).contains("\"name\": \"carol\"", "\"token\": \"", "\"expire\": ");
    Output listed = master.run("salt-run", "auth.list_tokens", "--out=json");
    assertThat(listed.out())
        .contains("\"name\": \"fred\"", "\"name\": \"carol\"")
        .doesNotContain(token);
    assertThat(master.run("salt-run", "auth.revoke", "user=carol").out()).isEqualTo("1\n");
    assertThat(master.run("salt-run", "auth.revoke", token).out()).isEqualTo("1\n");
    assertThat(master.run("salt-run", "auth.list_tokens", "--out=json").out().strip())
        .isEqualTo("[]");
    assertRefused(nobody("salt", "-T", "*", "test.ping"), "Authentication error occurred.\n");
    assertThat(nobody("salt", "*", "test.ping"))
        .isEqualTo(
            new Output(
                1,
                "",
                "[WARNING ] The stored token is not valid, and was left out\n"
                    + "Authentication error occurred.\n"));
  }

  private static Output nobodyQuietly(String... arguments) {
    try {
      return nobody("salt", arguments);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Everything that the master keeps on disk. */
  private static String bytesOf(Path folder) throws IOException {
    StringBuilder all = new StringBuilder();
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }

  @Test
  @Order(6)
  void aPasswordThatIsTypedIsNotShown() throws Exception {
    Files.delete(home.resolve("salt_token"));
    String words =
        String.join(
            " ",
            user.command(
                master, "salt", List.of("-a", "file", "web1", "test.ping", ">", "/dev/null")));
    Process terminal =
        new ProcessBuilder(
                "timeout", "180", "script", "-qec", words + "; echo ended with $?", "/dev/null")
            .redirectErrorStream(true)
            .start();
    try (OutputStream keys = terminal.getOutputStream();
        InputStream screen = terminal.getInputStream()) {
      StringBuilder shown = new StringBuilder();
      // the output goes to a file, and so does the question for the name
      keys.write("fred\n".getBytes(StandardCharsets.UTF_8));
      keys.flush();
      read(screen, shown, "password: ");
      keys.write("fredpw\n".getBytes(StandardCharsets.UTF_8));
      keys.flush();
      read(screen, shown, "ended with 0");
      assertThat(shown.toString()).contains("password: ").doesNotContain("fredpw");
      assertThat(terminal.waitFor(Instance.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } finally {
      terminal.destroyForcibly();
    }
  }

  @Test
  @Order(7)
  void aBackendThatNobodyHasIsAnErrorInTheLog() throws Exception {
    Path file = master.folder().resolve("master");
    Files.writeString(file, Files.readString(file).replace("  auto:", "  nosuch: {}\n  auto:"));
    master.signal("HUP");
    master.awaitLog("external_auth: there is no authentication backend nosuch; there are ");
    assertThat(master.logText().lines())
        .anyMatch(
            line ->
                line.contains(file + ":") && line.matches(".*backend nosuch; there are .*auto.*"));
    assertThat(nobody("salt", "-a", "nosuch", "*", "test.ping").err())
        .startsWith("The specified external authentication system \"nosuch\" is not available\n");
  }

  @Test
  @Order(8)
  void howALoginGoesIsShownStepByStep() throws Exception {
    List<String> words = new ArrayList<>();
    words.add(Installation.master().resolve("bin/salt-run").toString());
    words.addAll(List.of("-c", master.folder().toString(), "auth.test", "file", "fred"));
    Process terminal =
        new ProcessBuilder("timeout", "180", "script", "-qec", String.join(" ", words), "/dev/null")
            .redirectErrorStream(true)
            .start();
    try (OutputStream keys = terminal.getOutputStream();
        InputStream screen = terminal.getInputStream()) {
      StringBuilder shown = new StringBuilder();
      read(screen, shown, "password: ");
      keys.write("fredpw\n".getBytes(StandardCharsets.UTF_8));
      keys.flush();
      read(screen, shown, "accepted");
      assertThat(shown.toString())
          .contains("ok      find user: ", "ok      password: right")
          .contains("allow fred (external_auth: file) test.* on *")
          .doesNotContain("fredpw");
    } finally {
      terminal.destroyForcibly();
    }
    assertThat(master.run("salt-run", "auth.test", "file", "fred", "fredpw").err())
        .contains("the password is asked for, and must not be typed here");
    assertThat(master.run("salt-run", "auth.list_backends", "--out=json").out())
        .contains("\"bundle\": \"io.saltern.eauth-file\"", "\"state\": \"missing\"");
  }

  private static void read(InputStream screen, StringBuilder shown, String until)
      throws IOException {
    while (shown.indexOf(until) < 0) {
      int next = screen.read();
      if (next < 0) {
        throw new AssertionError("the terminal ended after: " + shown);
      }
      shown.append((char) next);
    }
  }
}
