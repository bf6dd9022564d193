// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.testing.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The main job as an administrator does it: keys, pings, targets, what programs print and return.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MainJobIT {
  private static Master master;
  private static Minion web;
  private static Minion db;

  @BeforeAll
  static void start() throws Exception {
    master = new Master("master", "timeout: 20\ngather_job_timeout: 5\n");
    master.startAndAwait();
    web = new Minion("web1", master, "");
    db = new Minion("db1", master, "");
    web.start();
    db.start();
    Await.until(
        "both keys wait to be accepted",
        Instance.PATIENCE,
        () -> master.run("salt-key", "-l", "un").out().contains("db1\nweb1"));
  }

  @AfterAll
  static void stop() {
    web.close();
    db.close();
    master.close();
  }

  @Test
  @Order(1)
  void keysAreAcceptedAndListedAsSaltDoes() throws Exception {
    assertThat(master.run("salt-key", "-L").out())
        .isEqualTo("Accepted Keys:\nDenied Keys:\nUnaccepted Keys:\ndb1\nweb1\nRejected Keys:\n");
    Output accepted = master.run("salt-key", "-A", "-y");
    assertThat(accepted.exit()).isZero();
    assertThat(accepted.out())
        .contains("Key for minion db1 accepted.", "Key for minion web1 accepted.");
    assertThat(master.folder().resolve("etc/salt/pki/master/minions/web1")).exists();
    web.awaitReady();
    db.awaitReady();
  }

  @Test
  @Order(2)
  void everybodyAnswersAPing() throws Exception {
    Output ping = master.run("salt", "--static", "*", "test.ping");
    assertThat(ping.out()).isEqualTo("db1:\n    True\nweb1:\n    True\n");
    assertThat(ping.exit()).isZero();
  }

  @Test
  @Order(3)
  void aPatternChoosesWhoAnswers() throws Exception {
    assertThat(master.run("salt", "web*", "test.echo", "hello").out())
        .isEqualTo("web1:\n    hello\n");
    assertThat(master.run("salt", "-L", "db1,nobody", "test.ping").out())
        .contains("db1:\n    True\n");
  }

  @Test
  @Order(4)
  void argumentsArriveAsTheyWereMeant() throws Exception {
    Output out =
        master.run("salt", "--out", "json", "web1", "test.arg", "1", "two", "three=3", "[4, five]");
    assertThat(out.out()).contains("\"three\": 3").contains("\"two\"").contains("\"five\"");
  }

  @Test
  @Order(5)
  void nobodyMatchesIsAnErrorOfItsOwn() throws Exception {
    Output none = master.run("salt", "nosuch*", "test.ping");
    assertThat(none.exit()).isEqualTo(2);
    assertThat(none.out() + none.err()).contains("No minions matched the target.");
  }

  @Test
  @Order(6)
  void aFunctionThatIsNotThereFails() throws Exception {
    Output out = master.run("salt", "web1", "nosuch.function");
    assertThat(out.out()).contains("'nosuch.function' is not available.");
    assertThat(out.exit()).isEqualTo(1);
  }

  @Test
  @Order(7)
  void aFrozenMinionIsReported() throws Exception {
    db.signal("STOP");
    try {
      Output out = master.run("salt", "-t", "5", "*", "test.ping");
      assertThat(out.out())
          .contains("web1:\n    True\n")
          .contains("Minion did not return. [No response]");
      assertThat(out.exit()).isEqualTo(1);
    } finally {
      db.signal("CONT");
    }
  }

  @Test
  @Order(8)
  void aLongJobIsWaitedForAsLongAsItRuns() throws Exception {
    assertThat(master.run("salt", "-t", "3", "web1", "test.sleep", "6").out())
        .isEqualTo("web1:\n    True\n");
  }

  @Test
  @Order(9)
  void whomATargetNamesIsShownWithoutAJob() throws Exception {
    assertThat(master.run("salt", "--preview-target", "web*"))
        .isEqualTo(new Output(0, "- web1\n", ""));
  }

  @Test
  @Order(9)
  void aPairOfKeysIsMadeWhereItsCallerSays() throws Exception {
    Path folder = master.folder().resolve("new");
    Output made = master.run("salt-key", "--gen-keys=web9", "--gen-keys-dir=" + folder);
    assertThat(made.exit()).isZero();
    assertThat(made.out()).startsWith("return:\n    ");
    assertThat(folder.resolve("web9.pem")).exists();
    assertThat(folder.resolve("web9.pub")).exists();
  }

  @Test
  @Order(9)
  void saltCallWorksWithAndWithoutTheMaster() throws Exception {
    assertThat(web.call("test.ping").out()).isEqualTo("local:\n    True\n");
    assertThat(web.call("--local", "test.echo", "here").out()).isEqualTo("local:\n    here\n");
  }

  @Test
  @Order(10)
  void whoIsNeitherRootNorTheMasterIsRefused() throws Exception {
    Output out = LocalUser.NOBODY.run(master, "salt", List.of("*", "test.ping"));
    assertThat(out.exit()).isNotZero();
    assertThat(out.out()).isEmpty();
    assertThat(out.err()).contains("Authentication error occurred.");
  }

  @Test
  @Order(11)
  void bothStopCleanlyOnSigterm() throws Exception {
    assertThat(web.stop().exit()).isIn(0, 143);
    assertThat(Files.exists(web.folder().resolve("var/run/salt-minion.pid"))).isFalse();
    assertThat(master.stop().exit()).isIn(0, 143);
    assertThat(Files.exists(master.folder().resolve("var/run/salt-master.pid"))).isFalse();
  }
}
