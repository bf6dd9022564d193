// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.config.MasterOptions;
import io.saltern.api.testing.FixedSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LintTest {
  private final FixedSettings settings = new FixedSettings(Path.of("/nowhere"));

  private List<String> lint(String user, Object... rules) {
    settings.with(MasterOptions.PUBLISHER_ACL, Map.of(user, List.of(rules)));
    Rules read = RulesReader.read(settings, new ArrayList<>(), ForeignMinions.NONE);
    return Linter.findings(settings, read).stream()
        .map(finding -> finding.rule().replace("publisher_acl: ", "") + ": " + finding.message())
        .toList();
  }

  @Test
  void isSilentAboutWhatIsPlain() {
    assertThat(
            lint(
                "fred",
                "test.*",
                Map.of("web*", List.of("pkg.*", "cmd.which_bin")),
                Map.of("db*", List.of("pkg.*")),
                Map.of("@runner", List.of("manage.*"))))
        .isEmpty();
  }

  @Test
  void findsPatternsThatAllowMoreThanTheySeemTo() {
    assertThat(lint("fred", "state.s.*"))
        .containsExactly(
            "fred: state.s.*: allows state.single, by which everything else can be done as well");
    assertThat(lint("fred", ".*")).containsExactly("fred: .*: allows every function");
    assertThat(lint("john.doe", "test.*"))
        .containsExactly(
            "john.doe: the dot stands for any character: it names johnxdoe as well; write \\. for a"
                + " dot");
    assertThat(lint("admin|root_.*", "test.*"))
        .containsExactly(
            "admin|root_.*: the first alternative is tied to the beginning only: it names adminx as"
                + " well; write (admin|root_.*)");
  }

  @Test
  void findsWhatTheWaysToMatchSeeDifferently() {
    assertThat(lint("fred", "test.rand_s"))
        .containsExactly(
            "fred: test.rand_s: with acl_matching: prefix it would allow test.rand_sleep,"
                + " test.rand_str as well");
    settings.with(MasterOptions.ACL_MATCHING, "prefix");
    assertThat(lint("fred", "test.rand_s"))
        .containsExactly(
            "fred: test.rand_s: with acl_matching: exact it would not allow test.rand_sleep,"
                + " test.rand_str");
  }

  @Test
  void findsRulesThatNeverDecide() {
    assertThat(lint("fred", "test.ping", "test.*", Map.of("web*", List.of("test.fib", "my.own"))))
        .containsExactly(
            "fred: test.ping: never decides: publisher_acl: fred: test.* (publisher_acl) allows all"
                + " of it already",
            "fred: web*: test.fib: never decides: publisher_acl: fred: test.* (publisher_acl)"
                + " allows all of it already");
    assertThat(lint("fred", "test.*", "test.*")).hasSize(1);
    assertThat(lint("fred", Map.of("web1", List.of("test.*")), Map.of("web*", List.of("test.*"))))
        .containsExactly(
            "fred: web1: test.*: never decides: publisher_acl: fred: web*: test.* (publisher_acl)"
                + " allows all of it already");
    assertThat(lint("fred", Map.of("@runner", List.of("manage.up")), "@runner"))
        .containsExactly(
            "fred: @runner: manage.up: never decides: publisher_acl: fred: @runner (publisher_acl)"
                + " allows all of it already");
  }

  @Test
  void findsRulesThatNeverAllow() {
    assertThat(
            lint("fred", Map.of("deny", List.of("pkg.*")), Map.of("web*", List.of("pkg.remove"))))
        .containsExactly(
            "fred: web*: pkg.remove: never allows anything: publisher_acl: fred: deny: pkg.*"
                + " (publisher_acl) denies all of it");
    settings.with(
        MasterOptions.PUBLISHER_ACL_BLACKLIST,
        Map.of("users", List.of("eve"), "modules", List.of("cmd.*")));
    assertThat(lint("fred", "cmd.which_bin"))
        .containsExactly(
            "fred: cmd.which_bin: never allows anything: publisher_acl_blacklist: modules: cmd.*"
                + " (publisher_acl_blacklist) forbids all of it");
    assertThat(lint("eve", "test.*"))
        .containsExactly(
            "eve: never allows anything: publisher_acl_blacklist: users: eve"
                + " (publisher_acl_blacklist) forbids it");
    settings.with(
        MasterOptions.PUBLISHER_ACL_WHITELIST,
        Map.of("users", List.of("fred"), "modules", List.of("test.*")));
    assertThat(lint("bob", "test.*"))
        .containsExactly(
            "bob: never allows anything: publisher_acl_whitelist: users does not name it");
    assertThat(lint("fred", "pkg.*"))
        .containsExactly(
            "fred: pkg.*: never allows anything: publisher_acl_whitelist: modules names none of"
                + " it");
  }

  @Test
  void findsUsersWithoutRules() {
    assertThat(lint("fred")).containsExactly("fred: has no rules: nothing is allowed");
    assertThat(lint("fred", Map.of("deny", List.of("test.*"))))
        .containsExactly("fred: has no rules: nothing is allowed");
  }
}
