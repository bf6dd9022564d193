// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.Decision;
import io.saltern.api.Decision.Grounds;
import io.saltern.api.Decision.Reason;
import io.saltern.api.MinionId;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainTest {
  @TempDir Path dir;
  private final Fleet fleet = Fleet.load();
  private ConfigFile file;
  private Judge judge;

  @BeforeEach
  void open() {
    file =
        new ConfigFile(
            dir,
            "publisher_acl:",
            "  fred:",
            "    - web*:",
            "      - test.*",
            "    - 'web1 or db*':",
            "      - test.(ping|echo)",
            "      - pkg.install:",
            "          args: [vim]",
            "    - '@jobs'",
            "    - deny:",
            "      - db1:",
            "        - test.sleep",
            "publisher_acl_blacklist:",
            "  users:",
            "    - eve");
    judge = fleet.judge(file.rules());
  }

  @AfterEach
  void close() {
    file.close();
  }

  private List<Decision> explain(String who, String whom, String functions) {
    return judge.explain(Table.caller(who), Table.request(fleet, whom, functions));
  }

  private Grounds grounds(String who, String whom, String function) {
    return Objects.requireNonNull(explain(who, whom, function).get(0).grounds());
  }

  private Grounds rule(String rule, int line, String pattern, String... refused) {
    return new Grounds(
        rule,
        dir.resolve("master") + ":" + line,
        pattern,
        List.of(refused).stream().map(MinionId::new).toList());
  }

  @Test
  void anAllowanceNamesItsRule() {
    assertThat(grounds("local:fred", "web1", "test.version"))
        .isEqualTo(rule("publisher_acl: fred: web*: test.*", 4, "test.*"));
    assertThat(grounds("local:fred", "db1", "test.echo"))
        .isEqualTo(
            rule("publisher_acl: fred: web1 or db*: test.(ping|echo)", 6, "test.(ping|echo)"));
    assertThat(grounds("local:fred", "db1", "pkg.install vim"))
        .isEqualTo(rule("publisher_acl: fred: web1 or db*: pkg.install", 7, "pkg.install"));
    assertThat(grounds("local:fred", "@runner", "jobs.active"))
        .isEqualTo(rule("publisher_acl: fred: @jobs", 9, "@jobs"));
    assertThat(explain("local:fred", "web1", "test.version").get(0).explanation())
        .isEqualTo("publisher_acl: fred: web*: test.* (" + dir + "/master:4) allows test.version");
  }

  @Test
  void aRefusalNamesTheRuleThatComesNearestAndTheMinionsThatItLacks() {
    assertThat(grounds("local:fred", "web1_or_web2_or_web3_or_db1", "test.ping"))
        .as("of two rules that lack minions, the one that lacks fewest")
        .isEqualTo(rule("publisher_acl: fred: web*: test.*", 4, "test.*", "db1"));
    assertThat(
            explain("local:fred", "web1_or_web2_or_web3_or_db1", "test.ping").get(0).explanation())
        .endsWith("but 1 of 4 minions are not among its own");
  }

  @Test
  void aRefusalNamesTheRuleWhoseArgumentsDiffer() {
    Decision decision = explain("local:fred", "db1", "pkg.install emacs").get(0);
    assertThat(decision.grounds())
        .isEqualTo(rule("publisher_acl: fred: web1 or db*: pkg.install", 7, "pkg.install"));
    assertThat(decision.explanation()).endsWith("but not with these arguments");
  }

  @Test
  void aDenialNamesItsRule() {
    Decision denied = explain("local:fred", "web1_or_db1", "test.sleep 1").get(0);
    assertThat(denied.reason()).isEqualTo(Reason.FORBIDDEN);
    assertThat(denied.grounds())
        .isEqualTo(rule("publisher_acl: fred: deny: db1: test.sleep", 12, "test.sleep"));
    Decision blacklisted = explain("local:eve", "web1", "test.ping").get(0);
    assertThat(blacklisted.reason()).isEqualTo(Reason.FORBIDDEN);
    assertThat(blacklisted.grounds())
        .isEqualTo(rule("publisher_acl_blacklist: users: eve", 15, "eve"));
  }

  @Test
  void withoutAnyRuleThereAreNoGrounds() {
    Decision noRule = explain("local:fred", "web1", "cmd.run id").get(0);
    assertThat(noRule.grounds()).isNull();
    assertThat(noRule.explanation()).isEqualTo("no rule allows cmd.run");
    Decision nobody = explain("local:other", "web1", "cmd.run id").get(0);
    assertThat(nobody.explanation()).isEqualTo("publisher_acl has no entry for other");
    assertThat(nobody.reason()).isEqualTo(Reason.UNKNOWN);
  }

  @Test
  void eachFunctionIsExplainedByItself() {
    assertThat(explain("local:fred", "web1", "test.ping;cmd.run id;saltutil.find_job 1"))
        .extracting(Decision::reason)
        .containsExactly(Reason.RULE, Reason.NO_RULE, Reason.ALWAYS);
  }
}
