// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example configurations of Salt's page on access control, as they are written there. */
class DocumentExamplesTest {
  @TempDir Path dir;
  private final Fleet fleet = Fleet.load();

  private void check(String config, String... table) {
    try (ConfigFile file = new ConfigFile(dir, config)) {
      Table.check(fleet.judge(file.rules()), fleet, table);
    }
  }

  @Test
  void functionsOnMinionsByAGlob() {
    check(
        """
        publisher_acl:
          fred:
            - web\\*:
              - pkg.list_pkgs
              - test.*
              - apache.*
        """,
        "allow local:fred web1 pkg.list_pkgs",
        "allow local:fred web* test.version",
        "allow local:fred web1_or_web2 apache.status",
        "deny local:fred web1 pkg.install vim",
        "deny local:fred db1 test.version",
        "deny local:fred * test.version",
        "deny local:fred web1 cmd.run id",
        "deny local:fred @runner test.version",
        "deny local:frederic web1 test.version",
        "deny pam:fred web1 test.version",
        "deny minion:web1 web1 test.version",
        "allow local:fred web1 test.version;apache.status",
        "deny local:fred web1 test.version;cmd.run id",
        "allow local:fred db1 saltutil.find_job 20200101000000000000",
        "deny local:fred db1 saltutil.find_job 20200101000000000000;test.version",
        "deny local:other db1 saltutil.find_job 20200101000000000000");
  }

  @Test
  void functionsOnAllMinionsAndMoreOnSome() {
    check(
        """
        external_auth:
          pam:
            dave:
              - test.version
              - mongo\\*:
                - network.*
              - log\\*:
                - network.*
                - pkg.*
              - 'G@os:RedHat':
                - kmod.*
            steve:
              - .*
        """,
        "allow pam:dave * test.version",
        "deny pam:dave * test.versions_report",
        "allow pam:dave mongo* network.ping",
        "deny pam:dave mongo* pkg.install vim",
        "allow pam:dave log1 pkg.install vim",
        "allow pam:dave G@os:RedHat kmod.lsmod",
        "allow pam:dave web1_or_db1 kmod.lsmod",
        "deny pam:dave web1_or_web2 kmod.lsmod",
        "deny pam:dave log1_or_mongo1 pkg.version",
        "allow pam:dave log1 network.ping",
        "deny pam:dave log1_or_mongo1 network.ping",
        "allow pam:steve * cmd.run id",
        "deny pam:steve @runner manage.up",
        "deny pam:steve @wheel key.accept",
        "deny ldap:steve * cmd.run id",
        "deny local:steve * cmd.run id");
  }

  @Test
  void usersByGlobAndRegularExpression() {
    check(
        """
        publisher_acl:
          # Allow thatch to execute anything.
          thatch:
            - .*
          # Allow fred to use test and pkg, but only on "web*" minions.
          fred:
            - web*:
              - test.*
              - pkg.*
          # Allow admin and managers to use saltutil module functions
          admin|manager_.*:
            - saltutil.*
          # Allow users to use only my_mod functions on "web*" minions with specific arguments.
          user_.*:
            - web*:
              - 'my_mod.*':
                  args:
                    - 'a.*'
                    - 'b.*'
                  kwargs:
                    'kwa': 'kwa.*'
                    'kwb': 'kwb'
        """,
        "allow local:thatch * cmd.run id",
        "allow local:fred web* pkg.install vim",
        "deny local:fred * pkg.install vim",
        "allow local:admin * saltutil.sync_all",
        "allow local:manager_eve * saltutil.sync_all",
        "deny local:manager * saltutil.sync_all",
        "deny local:admin * test.ping",
        "allow local:user_1 web1 my_mod.fun a1 b2 kwa=kwa1 kwb=kwb",
        "allow local:user_1 web1 my_mod.fun a1 b2 more kwa=kwa1 kwb=kwb other=1",
        "deny local:user_1 web1 my_mod.fun a1 kwa=kwa1 kwb=kwb",
        "deny local:user_1 web1 my_mod.fun b2 a1 kwa=kwa1 kwb=kwb",
        "deny local:user_1 web1 my_mod.fun a1 b2 kwa=kwa1",
        "deny local:user_1 web1 my_mod.fun a1 b2 kwa=kwa1 kwb=kwb2",
        "deny local:user_1 web1 my_mod.fun",
        "deny local:user_1 web1 your_mod.fun a1 b2 kwa=kwa1 kwb=kwb",
        "deny local:user_1 db1 my_mod.fun a1 b2 kwa=kwa1 kwb=kwb",
        "deny local:users web1 my_mod.fun a1 b2 kwa=kwa1 kwb=kwb");
  }

  @Test
  void unrestrictedUsersOfABackend() {
    check(
        """
        external_auth:
          pam:
            thatch:
              - 'web*':
                - test.*
                - network.*
            steve|admin.*:
              - .*
        """,
        "allow pam:thatch web1 network.ping",
        "deny pam:thatch web1 pkg.install vim",
        "deny pam:thatch db1 network.ping",
        "allow pam:steve * cmd.run id",
        "allow pam:admin_of_all * cmd.run id",
        "deny pam:other * cmd.run id",
        "allow pam:other * saltutil.find_job 20200101000000000000");
  }

  @Test
  void runnersWheelsAndModulesOfBoth() {
    check(
        """
        external_auth:
          pam:
            thatch:
              - '@wheel'   # to allow access to all wheel modules
            fred:
              - '@runner'  # to allow access to all runner modules
            steve:
              - '@jobs'    # to allow access to the jobs runner and/or wheel module
        """,
        "allow pam:thatch @wheel key.accept web1",
        "deny pam:thatch @runner manage.up",
        "allow pam:fred @runner manage.up",
        "allow pam:fred @runner jobs.list_jobs",
        "deny pam:fred @wheel key.accept web1",
        "allow pam:steve @runner jobs.list_jobs",
        "allow pam:steve @wheel jobs.list_jobs",
        "deny pam:steve @runner manage.up",
        "deny pam:steve @runner jobs",
        "deny pam:steve @runner jobs.list_jobs.more",
        "deny pam:thatch * test.ping",
        "deny pam:thatch * wheel");
  }

  @Test
  void patternsDoNotNameRunnersAndWheels() {
    check(
        """
        external_auth:
          pam:
            thatch:
              - '@whee*'
              - '@run*'
              - '*'
        """,
        "deny pam:thatch @wheel key.accept web1",
        "deny pam:thatch @runner manage.up");
  }

  @Test
  void matchingSyntaxByUser() {
    check(
        """
        external_auth:
          pam:
            fred:
              - test.(ping|echo)
            ops%:
              - status.*
        """,
        "allow pam:fred * test.echo hi",
        "deny pam:fred * test.echoes hi",
        "allow pam:any+ops * status.uptime",
        "deny pam:ops * status.uptime");
  }

  @Test
  void matchingSyntaxByMinion() {
    check(
        """
        external_auth:
          pam:
            fred:
              web* and G@os:RedHat:
                - test.ping
              N@linux:
                - disk.usage
            ops%:
              db*:
                - status.*
        nodegroups:
          linux: G@kernel:Linux
        """,
        "allow pam:fred web1 test.ping",
        "deny pam:fred web2 test.ping",
        "allow pam:fred web2 disk.usage",
        "deny pam:fred win1 disk.usage",
        "allow pam:fred+ops db2 status.uptime",
        "deny pam:fred db2 status.uptime");
  }

  @Test
  void matchingSyntaxByRunnerAndWheelAndModule() {
    check(
        """
        external_auth:
          pam:
            fred:
              '@runner':
                - jobs.*
              '@wheel':
                - key.list.*
            steve:
              '@manage':
                - up
            ops%:
              '@jobs':
                - list_.*
        """,
        "allow pam:fred @runner jobs.list_jobs",
        "deny pam:fred @wheel jobs.list_jobs",
        "allow pam:fred @wheel key.list_all",
        "deny pam:fred @wheel key.accept web1",
        "allow pam:steve @runner manage.up",
        "deny pam:steve @runner manage.down",
        "deny pam:steve @runner up.manage",
        "allow pam:any+ops @runner jobs.list_job 1",
        "allow pam:any+ops @wheel jobs.list_job 1",
        "deny pam:any+ops @runner jobs.lookup_jid 1");
  }

  @Test
  void groups() {
    check(
        """
        external_auth:
          pam:
            admins%:
              - '*':
                - 'pkg.*'
        """,
        "allow pam:eve+admins * pkg.install vim",
        "allow pam:eve+users+admins db1 pkg.version vim",
        "deny pam:eve+admins * test.ping",
        "deny pam:eve+users * pkg.install vim",
        "deny pam:admins * pkg.install vim",
        "deny pam:admins% * pkg.install vim");
  }

  @Test
  void functionArguments() {
    check(
        """
        external_auth:
          pam:
            my_user:
              - '*':
                - 'my_mod.*':
                    args:
                      - 'a.*'
                      - 'b.*'
                    kwargs:
                      'kwa': 'kwa.*'
                      'kwb': 'kwb'
              - '@runner':
                - 'runner_mod.*':
                    args:
                    - 'a.*'
                    - 'b.*'
                    kwargs:
                      'kwa': 'kwa.*'
                      'kwb': 'kwb'
        """,
        "allow pam:my_user * my_mod.fun a b kwa=kwa kwb=kwb",
        "deny pam:my_user * my_mod.fun x b kwa=kwa kwb=kwb",
        "deny pam:my_user * my_mod.fun a b kwb=kwb",
        "deny pam:my_user * my_mod.fun a=a b=b kwa=kwa kwb=kwb",
        "allow pam:my_user @runner runner_mod.go a b kwa=kwa kwb=kwb",
        "deny pam:my_user @runner runner_mod.go b a kwa=kwa kwb=kwb",
        "deny pam:my_user @runner my_mod.fun a b kwa=kwa kwb=kwb",
        "deny pam:my_user @wheel runner_mod.go a b kwa=kwa kwb=kwb");
  }

  @Test
  void anArgumentThatMayBeAnything() {
    check(
        """
        external_auth:
          pam:
            my_user:
              - '*':
                - my_mod.fun:
                    args:
                    - 'value0'
                    - '.*'
                    - 'value2'
        """,
        "allow pam:my_user * my_mod.fun value0 whatever value2",
        "allow pam:my_user * my_mod.fun value0 1 value2 3 four=4",
        "deny pam:my_user * my_mod.fun value0 value2",
        "deny pam:my_user * my_mod.fun value0 whatever value23",
        "deny pam:my_user * my_mod.fun value0 whatever");
  }

  @Test
  void usersAndGroupsOfADirectory() {
    check(
        """
        external_auth:
          ldap:
            test_ldap_user:
                - '*':
                    - test.ping
            test_ldap_group%:
              - '*':
                - test.echo
        """,
        "allow ldap:test_ldap_user * test.ping",
        "deny ldap:test_ldap_user * test.echo hi",
        "allow ldap:test_ldap_user+test_ldap_group * test.echo hi",
        "deny pam:test_ldap_user * test.ping");
  }

  @Test
  void minionsOfADirectoryThatIsNotThere() {
    check(
        """
        external_auth:
          ldap:
            test_ldap_group%:
              - ldap('DC=corp,DC=example,DC=com'):
                - test.echo
        """,
        "deny ldap:eve+test_ldap_group web1 test.echo hi",
        "deny ldap:eve+test_ldap_group nosuch test.echo hi");
  }

  @Test
  void peersThatMayDoAnything() {
    check(
        """
        peer:
          .*:
            - .*
        """,
        "allow minion:web1 * cmd.run id",
        "deny minion:web1 * publish.publish web1 test.ping",
        "deny minion:web1 * test.ping;publish.publish web1 test.ping",
        "deny minion:web1 @runner manage.up",
        "deny minion:web1 @wheel key.accept web1",
        "deny local:web1 * cmd.run id");
  }

  @Test
  void peersByTheirNames() {
    check(
        """
        peer:
          .*example.com:
            - test.*
            - ps.*
            - pkg.*
        """,
        "allow minion:web1.example.com * test.version",
        "allow minion:web1.example.com * pkg.list_pkgs",
        "deny minion:web1.example.com * cmd.run id",
        "deny minion:web1.example.com.evil.org * test.version",
        "deny minion:mongo-2.foo.org * test.version",
        "deny minion:web1.example.com * saltutil.find_job 1");
  }

  @Test
  void peersOfTwoDomains() {
    check(
        """
        peer:
          .*example.com:
            - test.*
            - ps.*
            - pkg.*
          .*foo.org:
            - test.*
            - ps.*
            - pkg.*
        """,
        "allow minion:web1.example.com * ps.top",
        "allow minion:mongo-2.foo.org * ps.top",
        "deny minion:mongo1 * ps.top");
  }

  @Test
  void peersThatMayRunAnyRunner() {
    check(
        """
        peer_run:
          .*:
            - .*
        """,
        "allow minion:web1 @runner manage.up",
        "deny minion:web1 @wheel key.accept web1",
        "deny minion:web1 * test.ping");
  }

  @Test
  void peersThatMayRunSomeRunners() {
    check(
        """
        peer_run:
          .*example.com:
            - manage.*
            - jobs.*
        """,
        "allow minion:web1.example.com @runner manage.up",
        "allow minion:web1.example.com @runner jobs.list_jobs",
        "deny minion:web1.example.com @runner cache.clear_all",
        "deny minion:web1 @runner manage.up");
  }
}
