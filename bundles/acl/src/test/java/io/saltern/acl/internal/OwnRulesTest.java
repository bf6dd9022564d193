// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules beyond the examples of Salt's page: denials, lists, sudo, peers, ways to match. */
class OwnRulesTest {
  @TempDir Path dir;
  private final Fleet fleet = Fleet.load();

  private void check(String config, String... table) {
    try (ConfigFile file = new ConfigFile(dir, config)) {
      Table.check(fleet.judge(file.rules()), fleet, table);
    }
  }

  @Test
  void denialsWinOverAllowances() {
    check(
        """
        publisher_acl:
          fred:
            - .*
            - '@runner'
            - deny:
              - pkg.(install|remove)
              - db*:
                - cmd.*
              - '*':
                - state.apply:
                    args: [prod.*]
              - '@cache'
              - '@runner': [jobs.*]
        """,
        "allow local:fred * test.ping",
        "deny local:fred web1 pkg.install vim",
        "deny local:fred web1 test.ping;pkg.remove vim",
        "allow local:fred web* cmd.run id",
        "deny local:fred db1 cmd.run id",
        "deny local:fred web1_or_db1 cmd.run id",
        "allow local:fred * state.apply test",
        "deny local:fred * state.apply production",
        "allow local:fred @runner manage.up",
        "deny local:fred @runner cache.clear_all",
        "deny local:fred @runner jobs.active");
  }

  @Test
  void aDenialOfWhatNobodyCanTellIsForAllMinions() {
    check(
        """
        publisher_acl:
          fred:
            - .*
            - deny:
              - ldap('OU=Servers'): [cmd.*]
        """,
        "deny local:fred web1 cmd.run id",
        "allow local:fred web1 test.ping");
  }

  @Test
  void denialsOfAGroupBindItsMembers() {
    check(
        """
        external_auth:
          pam:
            eve: [.*]
            guests%:
              - deny: [cmd.*]
        """,
        "allow pam:eve * cmd.run id",
        "deny pam:eve+guests * cmd.run id",
        "allow pam:eve+guests * test.ping");
  }

  @Test
  void blacklistsBindEverybodyAndTheSuperuserToo() {
    check(
        """
        publisher_acl_blacklist:
          users:
            - root
            - '^(?!sudo_).*x$'
          modules:
            - cmd.*
            - test.echo
        publisher_acl:
          .*:
            - .*
            - '@runner'
        external_auth:
          pam:
            .*: [.*, '@wheel']
        """,
        "allow local:fred * test.ping",
        "deny local:fred * cmd.run id",
        "deny local:fred * test.ping;test.echo hi",
        "deny local:max * test.ping",
        "allow local:sudo_max * test.ping",
        "deny local:max @runner manage.up",
        "allow local:fred @runner cmd.something",
        "deny pam:max * test.ping",
        "deny pam:max @wheel key.list_all",
        "deny pam:fred * cmd.run id",
        "deny root:root * test.ping",
        "allow root:root @wheel key.list_all",
        "allow root:sudo_fred * test.ping",
        "deny root:sudo_fred * cmd.run id");
  }

  @Test
  void whitelistsLimitWhatRulesAllow() {
    check(
        """
        publisher_acl_whitelist:
          users: [fred, 'adm*']
          modules: ['test.*', pkg.version]
        publisher_acl:
          .*: [.*]
        """,
        "allow local:fred * test.ping",
        "allow local:admin * pkg.version vim",
        "allow local:fred * saltutil.find_job 1",
        "deny local:fred * cmd.run id",
        "deny local:fred * test.ping;cmd.run id",
        "deny local:eve * test.ping",
        "allow root:root * cmd.run id");
  }

  @Test
  void whoeverUsesSudoIsJudgedAsThatUserOnDemand() {
    String rules = "publisher_acl:\n  fred: [test.*]\n";
    check(
        rules + "sudo_acl: true\n",
        "allow root:sudo_fred * test.ping",
        "deny root:sudo_fred * cmd.run id",
        "deny root:sudo_eve * test.ping",
        "allow root:root * cmd.run id");
    check(rules, "allow root:sudo_fred * cmd.run id", "deny local:sudo_fred * test.ping");
    check("sudo_acl: true\n", "allow root:sudo_fred * cmd.run id");
  }

  @Test
  void everybodyIsWhoeverHasNoEntryOrReallyEverybody() {
    String rules =
        "external_auth:\n  pam:\n    '*': [test.*]\n    fred: [pkg.*]\n    ops%: [cmd.*]\n";
    check(
        rules,
        "allow pam:eve * test.ping",
        "deny pam:fred * test.ping",
        "allow pam:fred * pkg.version vim",
        "allow pam:eve+ops * test.ping");
    check(
        rules + "permissive_acl: true\n",
        "allow pam:eve * test.ping",
        "allow pam:fred * test.ping",
        "allow pam:fred * pkg.version vim",
        "deny pam:eve * pkg.version vim");
  }

  @Test
  void oneBackendsRulesMayCountForAll() {
    check(
        "external_auth:\n  pam: {}\n  central:\n    fred: [test.*]\neauth_acl_module: central\n",
        "allow pam:fred * test.ping",
        "allow central:fred * test.ping",
        "deny pam:eve * test.ping");
  }

  @Test
  void whatABackendReadsItselfIsNoUser() {
    check(
        """
        external_auth:
          file:
            ^filename: /etc/salt/users
            ^username_field: 1
            ^fr.*: [test.*]
        """,
        "allow file:fred * test.ping",
        "deny file:^filename * /etc/salt/users");
  }

  @Test
  void patternsMayMatchTheBeginningOnly() {
    String rules =
        """
        publisher_acl:
          fred:
            - test.p
            - '*':
              - my_mod.fun:
                  args: [a]
        peer:
          web1: [test.p]
        """;
    check(
        rules + "acl_matching: prefix\n",
        "allow local:fred * test.ping",
        "deny local:fred * xtest.ping",
        "deny local:freddy * test.ping",
        "deny minion:web2 * test.ping",
        "allow minion:web1.example.com * test.ping",
        "allow local:fred * my_mod.function abc",
        "deny local:fred * my_mod.function bac");
    check(
        rules,
        "allow local:fred * my_mod.fun a",
        "deny local:fred * my_mod.fun abc",
        "deny local:fred * my_mod.function a",
        "deny local:fred * test.ping",
        "allow local:fred * test.p",
        "deny minion:web1 * test.ping",
        "deny minion:web1.example.com * test.p",
        "allow minion:web1 * test.p");
  }

  @Test
  void argumentsAreJudgedAsTheFunctionWillGetThem() {
    check(
        """
        publisher_acl:
          fred:
            - '*':
              - state.apply:
                  args: ['test.*']
                  kwargs: {pillar: '.*'}
              - test.arg:
                  args: [null, 'True', '1', '1.5', None]
        """,
        "allow local:fred * state.apply test1 pillar=x",
        "deny local:fred * state.apply test1",
        "deny local:fred * state.apply test=1 pillar=x",
        "allow local:fred * test.arg x true 1 1.5 None",
        "deny local:fred * test.arg x false 1 1.5 None",
        "deny local:fred * test.arg x true 1 1.5");
  }

  @Test
  void targetsThatNameNobodyNeedARuleForAll() {
    check(
        "publisher_acl:\n  fred:\n    - test.ping\n    - 'web*': [test.echo]\n",
        "allow local:fred nosuch* test.ping",
        "deny local:fred nosuch* test.echo hi",
        "deny local:fred web9* test.echo hi");
  }

  @Test
  void peersMayBeLimitedToSomeMinions() {
    check(
        """
        peer:
          web.*:
            - 'db* and G@kernel:Linux': [test.*]
            - test.version
        peer_run:
          '*':
            - 'G@os:RedHat': [manage.*]
            - '@jobs': [active]
        """,
        "allow minion:web1 db1 test.ping",
        "deny minion:web1 db2 test.ping",
        "deny minion:web1 * test.ping",
        "allow minion:web1 * test.version",
        "allow minion:web1 @runner manage.up",
        "deny minion:web2 @runner manage.up",
        "allow minion:web2 @runner jobs.active",
        "deny minion:web2 @runner jobs.list_jobs");
  }

  @Test
  void peersCannotGuessPillars() {
    check(
        "peer:\n  .*: [.*]\nnodegroups:\n  both: N@web and N@linux\n"
            + "  linux: G@kernel:Linux\n  web: L@web1,web2,web3\n",
        "allow minion:web1 I@env:prod test.ping",
        "deny minion:web1 I@env:p* test.ping",
        "deny minion:web1 web1_and_J@env:^p test.ping",
        "allow minion:web1 N@both test.ping",
        "allow minion:web1 G@os:Red* test.ping");
  }
}
