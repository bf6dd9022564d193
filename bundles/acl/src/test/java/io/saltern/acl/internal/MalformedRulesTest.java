// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MalformedRulesTest {
  @TempDir Path dir;

  private void check(String config, String... problems) {
    try (ConfigFile file = new ConfigFile(dir, config)) {
      assertThat(file.problems()).containsExactly(problems);
    }
  }

  @Test
  void patternsAreNamedWithFileLineAndRule() {
    check(
        """
        publisher_acl:
          fred:
            - test.*
            - '('
            - web*:
              - pkg.[
          'a(':
            - test.ping
        """,
        "FILE:4: publisher_acl: fred: bad pattern '(', at 1: missing )",
        "FILE:6: publisher_acl: fred: web*: bad pattern 'pkg.[', at 4: unterminated character set",
        "FILE:7: publisher_acl: a(: bad pattern 'a(', at 2: missing )");
  }

  @Test
  void aGlobIsNoMistakeUnlessPatternsAreRegularExpressions() {
    String rules = "publisher_acl:\n  fred: ['*', '*.run', 't[ae]st.*']\n";
    check(rules);
    check(
        rules + "acl_matching: prefix\n",
        "FILE:2: publisher_acl: fred: bad pattern '*', at 0: missing argument to repetition operator",
        "FILE:2: publisher_acl: fred: bad pattern '*.run', at 0: missing argument to repetition"
            + " operator");
  }

  @Test
  void shapes() {
    check(
        """
        external_auth:
          pam:
            fred:
              - web*: [test.*]
                db*: [test.*]
              - 7
              - '@'
              - '*':
                - a: {}
                  b: {}
                - my_mod.*:
                - my_mod.fun:
                    args: a.*
                    kwarg: {}
                - my_mod.other: {args: [1, '(']}
            ops%:
          ldap: [fred]
        """,
        "FILE:4: external_auth: pam: fred: expected a function, or one target and its functions,"
            + " found a map of 2",
        "FILE:6: external_auth: pam: fred: expected a function, or one target and its functions,"
            + " found 7, which needs quotes to be a text",
        "FILE:7: external_auth: pam: fred: expected @runner, @wheel or @ and the name of a module",
        "FILE:9: external_auth: pam: fred: *: expected a function, or one function and its"
            + " arguments, found a map of 2",
        "FILE:11: external_auth: pam: fred: *: my_mod.*: expected a map of args and kwargs, found"
            + " nothing",
        "FILE:13: external_auth: pam: fred: *: my_mod.fun: args: expected a list args or a map"
            + " kwargs, found text 'a.*'",
        "FILE:14: external_auth: pam: fred: *: my_mod.fun: kwarg: expected a list args or a map"
            + " kwargs, found a map of 0",
        "FILE:15: external_auth: pam: fred: *: my_mod.other: args: expected a regular expression or"
            + " null, found 1, which needs quotes to be a text",
        "FILE:15: external_auth: pam: fred: *: my_mod.other: args: bad pattern '(', at 1: missing )",
        "FILE:16: external_auth: pam: ops%: expected a function, or one target and its functions,"
            + " found nothing",
        "FILE:17: external_auth: ldap: expected users or groups and what they may run, found a"
            + " list of 1");
  }

  @Test
  void targetsAndLists() {
    check(
        """
        publisher_acl:
          fred:
            - 'web1 and (': [test.ping]
            - 'N@nosuch': [test.ping]
        publisher_acl_blacklist:
          modules: [cmd, '(']
          user: [fred]
        nodegroups:
          web: 1
        """,
        "FILE:9: nodegroups: web: expected a compound target or a list of its words",
        "FILE:3: publisher_acl: fred: web1 and (: bad compound target, at 10: something must follow: web1 and"
            + " (",
        "FILE:4: publisher_acl: fred: N@nosuch: bad compound target, at 0: there is no nodegroup"
            + " nosuch: N@nosuch",
        "FILE:6: publisher_acl_blacklist: modules: bad pattern '(', at 1: missing )",
        "FILE:7: publisher_acl_blacklist: user: expected users or modules");
  }
}
