// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Access rules that are explained and tried before they count, and what is on record of them. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AclIT {
  private static final String RULES =
      """
      publisher_acl:
        nobody:
          - test.*
          - web*: [pkg.install]
      """;

  private static Master master;

  @BeforeAll
  static void configure() throws Exception {
    master = master("master", RULES);
  }

  /** A master that knows three minions, which never come. */
  private static Master master(String name, String configuration) throws IOException {
    Master made = new Master(name, configuration);
    Path accepted = made.folder().resolve("etc/salt/pki/master/minions");
    Files.createDirectories(accepted);
    for (String minion : List.of("db1", "web1", "web2")) {
      Files.writeString(accepted.resolve(minion), "a key");
    }
    return made;
  }

  @AfterAll
  static void stop() {
    master.close();
  }

  private static Path file() {
    return master.folder().resolve("master");
  }

  private static int line(String text) throws IOException {
    List<String> lines = Files.readAllLines(file());
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(text)) {
        return i + 1;
      }
    }
    throw new AssertionError(text);
  }

  private static Output acl(String... words) throws Exception {
    return master.run("salt-acl", words);
  }

  private static Output salt(String... words) throws Exception {
    return LocalUser.NOBODY.run(master, "salt", List.of(words));
  }

  @Test
  @Order(1)
  void explainsWithoutAMaster() throws Exception {
    Output allowed = acl("explain", "--user", "nobody", "--tgt", "*", "test.ping");
    assertThat(allowed)
        .isEqualTo(
            new Output(
                0,
                """
                allow  nobody: test.ping on *
                    minions: db1, web1, web2
                    allowed: publisher_acl: nobody: test.* (FILE:LINE) allows test.ping
                    rule:    publisher_acl: nobody: test.*
                    place:   FILE:LINE
                    pattern: test.*
                """
                    .replace("FILE", file().toString())
                    .replace("LINE", "" + line("test.*")),
                ""));
    Output refused = acl("explain", "--user", "nobody", "--tgt", "*", "pkg.install", "vim");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.out())
        .startsWith("deny  nobody: pkg.install vim on *\n")
        .contains("1 of 3 minions are not among its own")
        .endsWith("    pattern: pkg.install\n    not for: db1\n");
  }

  @Test
  @Order(2)
  void triesExpectations() throws Exception {
    Path expectations = master.folder().resolve("expectations.yml");
    String first = "- {user: nobody, tgt: web1, fun: pkg.install, args: [vim], allowed: true}\n";
    Files.writeString(expectations, first);
    assertThat(acl("test", expectations.toString()))
        .isEqualTo(new Output(0, "1 expectations, 0 mismatches\n", ""));
    Files.writeString(
        expectations, first + "- {user: nobody, tgt: '*', fun: grains.items, allowed: true}\n");
    Output failed = acl("test", expectations.toString());
    assertThat(failed.exit()).isEqualTo(1);
    assertThat(failed.out())
        .isEqualTo(
            """
            @@ %s: expect 2 @@
            -allow  nobody: grains.items on *
            +deny  nobody: grains.items on *
                no rule allows grains.items
            2 expectations, 1 mismatches
            """
                .formatted(expectations));
  }

  @Test
  @Order(3)
  void listsAndWarns() throws Exception {
    assertThat(acl("list", "--user", "nobody"))
        .isEqualTo(
            new Output(
                0,
                """
                allow nobody (publisher_acl) test.* on *  # FILE:%d
                allow nobody (publisher_acl) pkg.install on web*  # FILE:%d
                """
                    .formatted(line("test.*"), line("web*"))
                    .replace("FILE", file().toString()),
                ""));
    assertThat(acl("lint").out()).doesNotContain("never");
    Files.writeString(file(), Files.readString(file()) + "  carol: []\n");
    assertThat(acl("lint").out())
        .contains(
            file()
                + ":"
                + line("carol")
                + ": publisher_acl: carol: has no rules: nothing is allowed\n");
  }

  @Test
  @Order(4)
  void recordsWhatIsRefusedAndProposesARule() throws Exception {
    master.startAndAwait();
    assertThat(salt("web*", "state.apply", "apache").err())
        .isEqualTo("Authorization error occurred.\n");
    Path record = master.folder().resolve("var/log/salt/audit");
    // it is written a moment later
    Await.until(
        "the refusal is on record",
        Instance.PATIENCE,
        () -> Files.exists(record) && Files.readString(record).contains("state.apply"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(record)))
        .isEqualTo("rw-------");
    Output created = acl("create", "--from-audit");
    assertThat(created.err()).isEmpty();
    assertThat(created.out())
        .startsWith("# " + record + ":")
        .endsWith(
            """
            : nobody: state.apply apache on web*
            publisher_acl:
              nobody:
              - web*:
                - state.apply:
                    args:
                    - apache
            """);
    assertThat(created.exit()).isZero();
  }

  @Test
  @Order(5)
  void aByteThatIsChangedShows() throws Exception {
    Path record = master.folder().resolve("var/log/salt/audit");
    Output whole = acl("audit", "verify");
    assertThat(whole.out()).contains(": the chain is whole\nlast hash: ");
    assertThat(whole.exit()).isZero();
    Path copy = master.folder().resolve("copy");
    Files.writeString(copy, Files.readString(record).replace("\"state.apply\"", "\"state.applx\""));
    Output broken = acl("audit", "verify", copy.toString());
    assertThat(broken.out()).matches("(?s)BROKEN at .*copy:\\d+: record \\d+ is not as it was.*");
    assertThat(broken.exit()).isEqualTo(1);
  }

  @Test
  @Order(6)
  void aReloadPrintsWhoGainsAndLosesWhat() throws Exception {
    Files.writeString(file(), Files.readString(file()).replace("- test.*", "- grains.*"));
    master.signal("HUP");
    master.awaitLog("+ allow nobody (publisher_acl) grains.* on * (" + file() + ":");
    assertThat(master.logged("- allow nobody (publisher_acl) test.* on * (was " + file() + ":"))
        .isTrue();
    assertThat(acl("audit", "verify").exit()).isZero();
  }

  @Test
  @Order(7)
  void whatCannotBeRecordedIsRefusedWhereItMustBe() throws Exception {
    try (Master strict = master("strict", "audit_required: true\naudit_log: no-file\n")) {
      Files.createDirectories(strict.folder().resolve("no-file"));
      strict.start();
      strict.awaitLog("audit record loses entries");
      Await.until(
          "the master refuses",
          Instance.PATIENCE,
          () ->
              strict
                  .run("salt", "*", "test.ping")
                  .equals(new Output(1, "", "Authorization error occurred.\n")));
      Files.delete(strict.folder().resolve("no-file"));
      assertThat(strict.run("salt-run", "jobs.active").exit()).isZero();
    }
  }
}
