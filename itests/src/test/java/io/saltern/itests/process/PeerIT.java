// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What minions have each other do through their master. */
@Timeout(300)
class PeerIT {
  /** Whoever has all answers waits no longer. */
  private static final String PATIENT = "timeout=60";

  private static final String NOTHING = "local:\n    ----------\n";
  private static final String BOTH =
      "local:\n    ----------\n    db1:\n        True\n    web1:\n        True\n";

  private static Master master;
  private static Minion web;
  private static Minion db;

  @BeforeAll
  static void start() throws Exception {
    master =
        new Master(
            "peers",
            """
            auto_accept: True
            peer:
              web.*:
                - test.*
                - 'web*': [grains.get]
              db1: [publish.*]
            peer_run:
              web1: [manage.up, jobs.*]
            """);
    master.startAndAwait();
    web = new Minion("web1", master, "");
    db = new Minion("db1", master, "");
    master.startAndAwait(web, db);
  }

  @AfterAll
  static void stop() {
    web.close();
    db.close();
    master.close();
  }

  private static Output call(Minion minion, String... arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of("--retcode-passthrough"));
    words.addAll(List.of(arguments));
    return minion.call(words.toArray(String[]::new));
  }

  private static void assertSays(Output output, String text) {
    assertThat(output.out()).isEqualTo(text);
    assertThat(output.exit()).isZero();
  }

  @Test
  void aMinionHasJobsPublished() throws Exception {
    assertSays(call(web, "publish.publish", "*", "test.ping", PATIENT), BOTH);
    assertSays(
        call(
            web,
            "publish.publish",
            "*",
            "test.arg_clean",
            "[1, 'two', a=b]",
            PATIENT,
            "--out=json"),
        """
        {
            "local": {
                "db1": {
                    "args": [
                        1,
                        "two"
                    ],
                    "kwargs": {
                        "a": "b"
                    }
                },
                "web1": {
                    "args": [
                        1,
                        "two"
                    ],
                    "kwargs": {
                        "a": "b"
                    }
                }
            }
        }
        """);
    assertSays(
        call(web, "publish.publish", "db1,web1", "test.ping", "expr_form=list", PATIENT), BOTH);
    assertSays(
        call(web, "publish.full_data", "id:db1", "test.echo", "hi", "tgt_type=grain", PATIENT),
        "local:\n    ----------\n    db1:\n        ----------\n        ret:\n            hi\n");
    assertSays(
        call(
            web,
            "publish.publish",
            "db1",
            "test.ping,test.echo",
            "['', hi]",
            PATIENT,
            "--out=json"),
        """
        {
            "local": {
                "db1": {
                    "test.ping": true,
                    "test.echo": "hi"
                }
            }
        }
        """);
    assertThat(master.run("salt", "web1", "publish.publish", "*", "test.ping", PATIENT).out())
        .isEqualTo("web1:\n    ----------\n    db1:\n        True\n    web1:\n        True\n");
  }

  @Test
  void whatIsNotAllowedGivesNothing() throws Exception {
    for (List<String> words :
        List.of(
            List.of("*", "grains.get", "id"),
            List.of("*", "cmd.run", "id"),
            List.of("db1", "test.ping,cmd.run", "['', id]"),
            List.of("*", "publish.publish", "['*', test.ping]"))) {
      List<String> all = new ArrayList<>(List.of("publish.publish"));
      all.addAll(words);
      assertSays(call(web, all.toArray(String[]::new)), NOTHING);
    }
    assertSays(
        call(web, "publish.publish", "web*", "grains.get", "id", PATIENT),
        "local:\n    ----------\n    web1:\n        web1\n");
    assertSays(call(db, "publish.publish", "*", "test.ping"), NOTHING);
    assertSays(call(db, "publish.publish", "*", "publish.runner", "manage.up"), NOTHING);
    assertSays(call(db, "publish.runner", "manage.up"), NOTHING);
    assertSays(call(web, "publish.runner", "auth.list_tokens"), NOTHING);
    assertSays(call(web, "publish.runner", "key.list_all"), NOTHING);
    assertSays(call(web, "publish.publish", "nobody", "test.ping"), "local:\n    None\n");
    assertThat(master.logText())
        .contains("Refused web1 (MINION) to publish cmd.run: ")
        .contains("Refused db1 (MINION) to run manage.up: ");
  }

  @Test
  void runnersRunAndShowAMinionItsOwnJobsOnly() throws Exception {
    assertSays(
        call(web, "publish.runner", "manage.up", PATIENT), "local:\n    - db1\n    - web1\n");
    Output admins = master.run("salt", "db1", "test.echo", "secret", "--show-jid");
    String jid = admins.out().lines().findFirst().orElseThrow().substring("jid: ".length());
    assertThat(master.run("salt-run", "jobs.lookup_jid", jid).out()).contains("secret");
    assertThat(call(web, "publish.runner", "jobs.lookup_jid", jid).out()).doesNotContain("secret");
    assertSays(call(web, "publish.jid", jid), NOTHING);

    call(web, "publish.publish", "db1", "test.echo", "mine", PATIENT);
    Output listed = call(web, "publish.runner", "jobs.list_jobs", "--out=json");
    assertThat(listed.out()).contains("\"mine\"", "\"User\": \"web1\"").doesNotContain("secret");
    String own =
        listed
            .out()
            .lines()
            .filter(line -> line.matches(" {8}\"\\d{20}\".*"))
            .map(line -> line.replaceAll("\\D", ""))
            .max(String::compareTo)
            .orElseThrow();
    assertSays(call(web, "publish.jid", own), "local:\n    ----------\n    db1:\n        mine\n");
    assertSays(call(db, "publish.jid", own), NOTHING);
  }

  @Test
  void aJobThatTakesLongerIsLeftInTime() throws Exception {
    // one that waited until it ends would have what it returned
    assertSays(call(web, "publish.publish", "db1", "test.sleep", "60", "timeout=1"), NOTHING);
  }

  @Test
  void withoutAMasterThereIsNobodyToAsk() throws Exception {
    assertSays(call(web, "--local", "publish.publish", "*", "test.ping"), NOTHING);
    assertSays(
        call(web, "--local", "publish.runner", "manage.up"),
        "local:\n" + "    No access to master. If using salt-call with --local, please remove.\n");
  }
}
