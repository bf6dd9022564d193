// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What an administrator sets up around the programs: daemons in the background, as a user of their
 * own, with configurations that change and bundles that come and go.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OperatingIT {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final String USER = "nobody";
  private static final LocalUser MASTERS = new LocalUser(USER, "nogroup", Path.of("/nonexistent"));
  private static final LocalUser STRANGER = LocalUser.of("daemon");
  private static final Path SALT_MASTER = Installation.master().resolve("bin/salt-master");
  private static final Path SALT_MINION = Installation.minion().resolve("bin/salt-minion");

  private static Master master;
  private static Minion minion;
  private static Output masterStart;
  private static Output minionStart;

  @BeforeAll
  static void startInTheBackground() throws Exception {
    master =
        new Master("ops", "user: " + USER + "\nauto_accept: true\ntimeout: 30\nloop_interval: 1\n");
    Files.writeString(master.folder().resolve("outcasts"), "outcast\n");
    append(master, "autoreject_file: " + master.folder().resolve("outcasts") + "\n");
    // by nohup, which has SIGHUP ignored: it must reload all the same
    masterStart =
        Instance.run(
            Stream.concat(Stream.of("nohup"), command(SALT_MASTER, master, "-d").stream())
                .toList());
    minion = new Minion("m1", master, "");
    minionStart = run(SALT_MINION, minion, "-d", "-u", USER);
    minion.awaitReady();
  }

  @AfterAll
  static void stop() throws Exception {
    List<Path> pidFiles = List.of(pidFile(minion, "minion"), pidFile(master, "master"));
    // also the one that runs when the other did not start
    for (Path pidFile : pidFiles) {
      ProcessHandle daemon = daemon(pidFile);
      if (daemon != null) {
        daemon.destroy();
        daemon.onExit().get(SOON.toSeconds(), TimeUnit.SECONDS);
      }
    }
    assertThat(pidFiles)
        .as("what they say at the end")
        .allSatisfy(file -> assertThat(daemon(file)).isNull());
  }

  @Test
  void daemonsHaveStartedWhenTheirScriptsReturn() {
    assertThat(masterStart).isEqualTo(new Output(0, "", ""));
    assertThat(minionStart).isEqualTo(new Output(0, "", ""));
    assertThat(daemon(pidFile(master, "master"))).matches(ProcessHandle::isAlive);
    assertThat(daemon(pidFile(minion, "minion"))).matches(ProcessHandle::isAlive);
  }

  @Test
  void daemonsRunAsTheUserThatIsConfiguredOrTyped() throws Exception {
    for (Path file :
        List.of(
            Path.of("/proc", Long.toString(daemon(pidFile(master, "master")).pid())),
            Path.of("/proc", Long.toString(daemon(pidFile(minion, "minion")).pid())),
            master.folder().resolve("etc/salt/pki/master/master.pem"),
            master.folder().resolve("var/cache/salt/master"),
            master.folder().resolve("var/run/salt/master"),
            master.folder().resolve("var/log/salt/audit"),
            minion.folder().resolve("etc/salt/pki/minion/minion.pem"),
            minion.folder().resolve("var/cache/salt/minion/proc"),
            master.log(),
            minion.log())) {
      assertThat(Files.getOwner(file).getName()).as(file.toString()).isEqualTo(USER);
    }
  }

  @Test
  void rootAndTheMastersUserMayDoEverythingAndNobodyElse() throws Exception {
    assertThat(master.run("salt", "m1", "test.ping").out()).isEqualTo("m1:\n    True\n");
    assertThat(as(MASTERS, "salt", "m1", "test.ping").out()).isEqualTo("m1:\n    True\n");
    assertThat(as(MASTERS, "salt-key", "-l", "acc").out()).contains("m1");
    assertThat(as(STRANGER, "salt", "m1", "test.ping").err())
        .contains("Authentication error occurred.");
  }

  @Test
  void aUserThatIsNotThereOrCannotBecomeIsAnError() throws Exception {
    Output missing = run(SALT_MINION, minion, "-u", "nosuchuser");
    assertThat(missing.err())
        .isEqualTo(
            "Failed to prepare the Salt environment for user nosuchuser. The user is not"
                + " available.\n");
    assertThat(missing.exit()).isEqualTo(67);
    Output refused = STRANGER.run(command(SALT_MASTER, master));
    assertThat(refused.err())
        .isEqualTo("[CRITICAL] Salt configured to run as user \"nobody\" but unable to switch.\n");
    assertThat(refused.exit()).isEqualTo(77);
  }

  @Test
  void aWrongConfigurationIsToldOnTheTerminalAlsoInTheBackground() throws Exception {
    Master wrongMaster = new Master("wrong", "ret_port: many\n");
    Output output = run(SALT_MASTER, wrongMaster, "-d");
    assertThat(output.err())
        .contains(
            "[ERROR   ] "
                + wrongMaster.folder().resolve("master")
                + ":6: ret_port: expected a whole number, found text 'many'");
    assertThat(output.exit()).isEqualTo(1);

    Minion wrongMinion = new Minion("wrong", master, "auth_tries: [\n");
    output = run(SALT_MINION, wrongMinion, "-d");
    assertThat(output.err())
        .contains(wrongMinion.folder().resolve("minion") + ":8:")
        .contains("auth_tries: bad YAML");
    assertThat(output.exit()).isEqualTo(1);
  }

  @Test
  void portsThatAreTakenEndTheStart() throws Exception {
    Master second = new Master("second", "");
    Files.createDirectory(second.folder().resolve("master.d"));
    Files.writeString(
        second.folder().resolve("master.d/address.conf"), "interface: " + master.address() + "\n");
    Output output = run(SALT_MASTER, second, "-d");
    assertThat(output.err()).contains("[ERROR   ] The ports are not available to bind");
    assertThat(output.exit()).isEqualTo(4);
  }

  @Test
  void aBundleInDeployGoesLiveAndGoesWithItsFile() throws Exception {
    Path bundle = Installation.minion().resolve("deploy/greeting.jar");
    Greeting.writeBundle(bundle);
    Await.until("the function is there", SOON, () -> greets().equals("m1:\n    hello you\n"));
    Files.delete(bundle);
    Await.until("the function is gone", SOON, () -> greets().contains("is not available"));
  }

  private static String greets() throws Exception {
    return master.run("salt", "m1", "greeting.hello", "you").out();
  }

  @Test
  void theMasterReloadsAGoodConfigurationAndKeepsTheOldOneInsteadOfABadOne() throws Exception {
    Path file = master.folder().resolve("master");
    String before = Files.readString(file);
    long line = before.lines().count() + 1;
    append(master, "worker_threads: none\npublisher_acl:\n  daemon: [test.ping]\n");
    hangUp(master, "master");
    master.awaitLog(
        file + ":" + line + ": worker_threads: expected a whole number, found text 'none'");
    assertThat(as(STRANGER, "salt", "m1", "test.ping").err())
        .contains("Authentication error occurred.");

    Process waiting =
        new ProcessBuilder(
                Installation.master().resolve("bin/salt").toString(),
                "-c",
                master.folder().toString(),
                "m1",
                "test.sleep",
                "4")
            .redirectErrorStream(true)
            .start();
    minion.awaitLog("Executing command test.sleep");
    Files.writeString(file, before + "publisher_acl:\n  daemon: [test.ping]\n");
    hangUp(master, "master");
    Await.until(
        "the new rule holds",
        SOON,
        () -> as(STRANGER, "salt", "m1", "test.ping").out().equals("m1:\n    True\n"));
    assertThat(new String(waiting.getInputStream().readAllBytes()))
        .as("who waited has waited on")
        .isEqualTo("m1:\n    True\n");
    Files.writeString(file, before);
    hangUp(master, "master");
    Await.until(
        "the rule is gone",
        SOON,
        () -> as(STRANGER, "salt", "m1", "test.ping").err().contains("Authentication error"));
  }

  /** Nothing after it: others would have their jobs forgotten while they wait for returns. */
  @Test
  @Order(Integer.MAX_VALUE)
  void jobsAreForgottenWhenTheirTimeIsOver() throws Exception {
    String job = master.run("salt", "--async", "m1", "test.ping").out().replaceAll("\\D", "");
    Await.until(
        "the return is kept",
        SOON,
        () -> master.run("salt-run", "jobs.lookup_jid", job).out().contains("m1:"));
    append(master, "keep_jobs_seconds: 1\n");
    hangUp(master, "master");
    Await.until(
        "the job is gone",
        SOON,
        () -> !master.run("salt-run", "jobs.list_jobs").out().contains(job));
    assertThat(master.run("salt-run", "jobs.lookup_jid", job).out()).doesNotContain("m1:");
  }

  @Test
  void theMinionReloadsToo() throws Exception {
    Path file = minion.folder().resolve("minion");
    String before = Files.readString(file);
    long line = before.lines().count() + 1;
    append(minion, "grains: 7\n");
    hangUp(minion, "minion");
    minion.awaitLog(file + ":" + line + ": grains: expected a map, found number 7");
    assertThat(master.run("salt", "m1", "test.ping").out()).isEqualTo("m1:\n    True\n");
    Files.writeString(file, before + "grains: {role: web}\n");
    hangUp(minion, "minion");
    Await.until(
        "the new grain",
        SOON,
        () -> master.run("salt", "-t", "2", "m1", "grains.get", "role").out().contains("web"));
  }

  @Test
  void aMasterThatIsNotTheRightOneEndsAMinion() throws Exception {
    Output finger = run(SALT_MINION, new Minion("finger", master, "master_finger: 'aa:bb:cc'\n"));
    assertThat(finger.err())
        .contains(
            "[CRITICAL] The specified fingerprint in the master configuration file:\naa:bb:cc")
        .contains("Does not match the authenticating master's key:");
    assertThat(finger.exit()).isEqualTo(42);

    Minion changed = new Minion("changed", master, "");
    Path known = changed.folder().resolve("etc/salt/pki/minion/minion_master.pub");
    Files.createDirectories(known.getParent());
    Files.writeString(known, anotherKey());
    Output output = run(SALT_MINION, changed);
    assertThat(output.err())
        .contains("The master key has changed, the salt master could have been subverted")
        .contains("[CRITICAL] The Salt Master server's public key did not authenticate!")
        .contains(known.toString());
    assertThat(output.exit()).isEqualTo(1);
    assertThat(Files.readString(known)).as("the key on file stays").isEqualTo(anotherKey());
  }

  @Test
  void aRejectedKeyEndsAMinion() throws Exception {
    Minion outcast = new Minion("outcast", master, "");
    assertThat(outcast.call("test.ping").exit()).isEqualTo(77);
    Output output = run(SALT_MINION, outcast);
    assertThat(output.err()).contains("The Salt Master has rejected this minion's public key!");
    assertThat(output.exit()).isEqualTo(77);
  }

  private static String key;

  private static synchronized String anotherKey() throws Exception {
    if (key == null) {
      byte[] der = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic().getEncoded();
      String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
      key = "-----BEGIN PUBLIC KEY-----\n" + text + "\n-----END PUBLIC KEY-----\n";
    }
    return key;
  }

  private static void append(Instance instance, String lines) throws IOException {
    Path file = instance.folder().resolve(instance == minion ? "minion" : "master");
    Files.writeString(file, lines, StandardOpenOption.APPEND);
  }

  private static void hangUp(Instance instance, String role) throws Exception {
    String pid = Long.toString(daemon(pidFile(instance, role)).pid());
    assertThat(Instance.run(List.of("kill", "-HUP", pid)).exit()).isZero();
  }

  private static Path pidFile(Instance instance, String role) {
    return instance.folder().resolve("var/run/salt-" + role + ".pid");
  }

  /** The process that a pid file names; null when it names none. */
  private static ProcessHandle daemon(Path pidFile) {
    try {
      String pid = Files.exists(pidFile) ? Files.readString(pidFile).strip() : "";
      return pid.isEmpty() ? null : ProcessHandle.of(Long.parseLong(pid)).orElse(null);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> command(Path program, Instance instance, String... options) {
    List<String> command =
        new ArrayList<>(List.of(program.toString(), "-c", instance.folder().toString()));
    command.addAll(List.of(options));
    return command;
  }

  private static Output run(Path program, Instance instance, String... options) throws Exception {
    return Instance.run(command(program, instance, options));
  }

  private static Output as(LocalUser user, String program, String... options) throws Exception {
    return user.run(master, program, List.of(options));
  }
}
