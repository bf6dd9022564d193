// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.testing.Await;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Users of the machine whom {@code publisher_acl} names: nobody made anything readable for them.
 */
@Timeout(300)
class LocalUsersIT {
  private static final LocalUser NOBODY = LocalUser.NOBODY;
  private static final LocalUser DAEMON = LocalUser.of("1");
  private static final LocalUser BIN = LocalUser.of("2");

  private static Master master;
  private static Minion web;

  @BeforeAll
  static void start() throws Exception {
    master =
        Master.underStrictUmask(
            "users",
            """
            auto_accept: True
            timeout: 20
            publisher_acl:
              nobody: [test.*, '@jobs']
              daemon: [test.*, '@jobs']
              bin: [test.*]
            """);
    master.startAndAwait();
    web = new Minion("web1", master, "");
    web.start();
    web.awaitReady();
    Await.until(
        "the minion answers",
        Instance.PATIENCE,
        () -> as(NOBODY, "salt", "*", "test.ping").exit() == 0);
  }

  @AfterAll
  static void stop() {
    web.close();
    master.close();
  }

  private static Output as(LocalUser user, String program, String... words) throws Exception {
    return user.run(master, program, List.of(words));
  }

  /** The id of a job that returns a text. */
  private static String echoed(Output output, String text) {
    assertThat(output.exit()).isZero();
    assertThat(output.out()).contains("web1:\n    " + text + "\n");
    return output.out().lines().findFirst().orElseThrow().substring("jid: ".length());
  }

  @Test
  void usersOfTheAclNeedNothingElse() throws Exception {
    assertThat(as(NOBODY, "salt", "*", "test.ping"))
        .isEqualTo(new Output(0, "web1:\n    True\n", ""));
    for (String folder :
        List.of("etc/salt/pki/master", "var/cache/salt/master/sessions", "var/log/salt/audit")) {
      Output looked = NOBODY.run(List.of("cat", master.folder().resolve(folder).toString()));
      assertThat(looked.err()).as(folder).contains("Permission denied");
    }
    assertThat(as(NOBODY, "salt", "*", "cmd.run", "id").err())
        .isEqualTo("Authorization error occurred.\n");
    assertThat(as(NOBODY, "salt-key", "-L").exit()).isEqualTo(1);
    assertThat(as(NOBODY, "salt-run", "manage.up").exit()).isEqualTo(1);
    assertThat(as(LocalUser.of("33"), "salt", "*", "test.ping").err())
        .isEqualTo("Authentication error occurred.\n");
  }

  @Test
  void eachSeesTheOwnJobsOnly() throws Exception {
    String admins =
        echoed(master.run("salt", "*", "test.echo", "of root", "--show-jid"), "of root");
    String nobodys =
        echoed(as(NOBODY, "salt", "*", "test.echo", "of nobody", "--show-jid"), "of nobody");
    String daemons =
        echoed(as(DAEMON, "salt", "*", "test.echo", "of daemon", "--show-jid"), "of daemon");

    assertThat(as(NOBODY, "salt-run", "jobs.list_jobs").out())
        .contains(nobodys, "of nobody")
        .doesNotContain(admins, daemons, "of root", "of daemon");
    assertThat(master.run("salt-run", "jobs.list_jobs").out()).contains(nobodys, admins, daemons);
    assertThat(as(NOBODY, "salt-run", "jobs.lookup_jid", nobodys).out())
        .isEqualTo("web1:\n    of nobody\n");
    assertThat(as(DAEMON, "salt-run", "jobs.last_run").out()).contains(daemons, "of daemon");
    for (String jid : List.of(admins, nobodys)) {
      for (String function : List.of("lookup_jid", "list_job", "print_job", "exit_success")) {
        assertThat(as(DAEMON, "salt-run", "jobs." + function, jid).out())
            .as(function)
            .doesNotContain("of root", "of nobody", "web1");
      }
    }
    assertThat(as(BIN, "salt-run", "jobs.lookup_jid", nobodys).err())
        .isEqualTo("Authorization error occurred.\n");
    assertThat(master.run("salt-run", "jobs.lookup_jid", daemons).out())
        .isEqualTo("web1:\n    of daemon\n");
  }

  @Test
  void wheelsAndRunnersAreCalledTheSameWay() throws Exception {
    assertThat(master.run("salt-run", "wheel.key.list", "accepted").out())
        .isEqualTo("minions:\n    - web1\n");
    assertThat(master.run("salt-run", "wheel.key.finger_master").out()).contains("master.pub:");
    assertThat(master.run("salt-run", "wheel.config.values").out()).contains("publisher_acl:");
    assertThat(master.run("salt-run", "cache.grains", "*", "--out=json").out())
        .contains("\"id\": \"web1\"");
    assertThat(master.run("salt-run", "doc.wheel").out()).contains("key.accept:");
    assertThat(master.run("salt-run", "manage.versions").out()).contains("Up to date:");
    assertThat(master.run("salt-run", "wheel.key.gen_accept", "../../x").exit()).isEqualTo(1);
    assertThat(as(NOBODY, "salt-run", "wheel.key.list_all").err())
        .isEqualTo("Authorization error occurred.\n");
    Output rejected = master.run("salt-run", "wheel.key.gen_accept", "new1", "--out=json");
    assertThat(rejected.out()).contains("BEGIN RSA PRIVATE KEY");
    assertThat(master.run("salt-run", "wheel.key.delete", "new1").exit()).isZero();
    assertThat(master.run("salt-key", "-l", "acc").out()).doesNotContain("new1");
    assertThat(master.logged("PRIVATE KEY")).isFalse();
  }
}
