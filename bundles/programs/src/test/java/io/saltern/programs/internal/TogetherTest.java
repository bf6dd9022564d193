// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.programs.internal.ClientProcess.Ended;
import io.saltern.testing.Await;
import io.saltern.testing.PlainFramework;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** The programs as typed, against the real bundles of a master in one framework. */
class TogetherTest {
  private static final String CONFIG_DIR = "saltern.config.dir";
  private static final List<String> BUNDLES =
      List.of(
          "io.saltern.api",
          "io.saltern.wire",
          "io.saltern.targeting",
          "org.msgpack.msgpack-core",
          "org.yaml.snakeyaml",
          "io.saltern.config",
          "bcprov",
          "bcutil",
          "bcpkix",
          "io.saltern.crypto-bouncycastle",
          "io.saltern.transport-zeromq",
          "io.saltern.channel",
          "org.xerial.sqlite-jdbc",
          "io.saltern.store-sqlite",
          "io.saltern.acl",
          "io.saltern.audit",
          "io.saltern.auth",
          "io.saltern.eauth-sharedsecret",
          "io.saltern.master",
          "io.saltern.cli",
          "io.saltern.runners",
          "io.saltern.programs");

  private static final List<String> READY =
      List.of(
          new Ended(0, "Accepted Keys:\nDenied Keys:\nUnaccepted Keys:\nRejected Keys:\n", "")
              .toString(),
          new Ended(0, "", "").toString(),
          new Ended(
                  2,
                  "No minions matched the target. No command was sent, no jid was assigned.\n",
                  "ERROR: No return received\n")
              .toString());

  @TempDir Path root;
  private ClientProcess client;

  @BeforeEach
  void configure() throws Exception {
    Files.write(
        root.resolve("master"),
        List.of(
            "root_dir: " + root,
            "id: together",
            "interface: 127.0.0.1",
            "publish_port: 0",
            "ret_port: 0",
            "timeout: 1",
            "gather_job_timeout: 1"));
    System.setProperty(CONFIG_DIR, root.toString());
    client = new ClientProcess(root);
  }

  @AfterEach
  void forget() {
    System.clearProperty(CONFIG_DIR);
  }

  @Test
  void aKeyIsAcceptedAndItsSilentMinionReported() throws Exception {
    try (PlainFramework framework = new PlainFramework()) {
      List<Bundle> bundles = new ArrayList<>();
      BUNDLES.forEach(name -> bundles.add(framework.install(name)));
      framework.start(bundles);
      List<String> words = new ArrayList<>();
      try {
        Await.until(
            "all programs answer",
            Duration.ofMinutes(3),
            () -> {
              words.clear();
              words.addAll(firstWords());
              return words.equals(READY);
            });
      } catch (AssertionError late) {
        assertThat(words).isEqualTo(READY);
      }

      Path pending = root.resolve("etc/salt/pki/master/minions_pre");
      Files.writeString(pending.resolve("gamma"), publicKey());
      assertThat(run("salt-key", "-L").out())
          .isEqualTo("Accepted Keys:\nDenied Keys:\nUnaccepted Keys:\ngamma\nRejected Keys:\n");
      assertThat(run("salt-key", "-y", "-a", "gamma").out())
          .endsWith("Key for minion gamma accepted.\n");
      assertThat(run("salt-key", "-F").out())
          .contains("Local Keys:\n")
          .containsPattern("Accepted Keys:\ngamma:  [0-9a-f]{2}:");

      Ended ping = run("salt", "*", "test.ping", "--show-jid");
      assertThat(ping.out()).contains("gamma:\n    Minion did not return. [No response]\n");
      assertThat(ping.code()).isEqualTo(1);
      String jid = ping.out().lines().findFirst().orElseThrow().substring("jid: ".length());

      assertThat(run("salt-run", "manage.status", "--out=json", "--out-indent=-1").out())
          .isEqualTo("{\"up\": [], \"down\": [\"gamma\"]}\n");
      assertThat(run("salt-run", "jobs.list_job", jid, "--out=txt").out())
          .contains("Function: test.ping\n", "User: root\n", "Minions: ['gamma']\n");
      Ended nobody = run("salt", "nobody", "test.ping");
      assertThat(nobody.out())
          .isEqualTo("No minions matched the target. No command was sent, no jid was assigned.\n");
      assertThat(nobody.code()).isEqualTo(2);
      Ended unknown = run("salt-run", "no.such");
      assertThat(unknown.out()).isEqualTo("'no.such' is not available.\n");
      assertThat(unknown.code()).isEqualTo(1);
    }
    assertThat(run("salt", "*", "test.ping").err()).startsWith("The salt master could not be");
  }

  private Ended run(String... typed) throws Exception {
    return client.run(typed);
  }

  /** What the programs say before anything happened; the services come up one by one. */
  private List<String> firstWords() {
    try {
      List<String> words = new ArrayList<>();
      words.add(run("salt-key", "-L").toString());
      words.add(run("salt-run", "jobs.list_jobs").toString());
      words.add(run("salt", "nobody", "test.ping").toString());
      return words;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static String publicKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    String base64 =
        Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(generator.generateKeyPair().getPublic().getEncoded());
    return "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----";
  }
}
