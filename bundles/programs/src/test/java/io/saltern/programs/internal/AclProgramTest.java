// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.acl.internal.RuleFiles;
import io.saltern.api.Caller;
import io.saltern.api.MinionId;
import io.saltern.api.store.MinionData;
import io.saltern.audit.internal.AuditFiles;
import io.saltern.config.internal.SaltYaml;
import io.saltern.config.internal.SettingsFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AclProgramTest {
  private static final Path VECTORS = Path.of("../acl/src/test/resources/io/saltern/acl/internal");

  @TempDir Path folder;
  private final AclProgram program =
      new AclProgram(
          new SettingsFiles(),
          new RuleFiles(new SaltYaml()),
          new AuditFiles(),
          settings -> new Known(),
          typed -> folder,
          new SaltYaml());

  private static final class Known implements KnownMinions {
    @Override
    public List<MinionId> ids() {
      return Stream.of("db1", "web1", "web2").map(MinionId::new).toList();
    }

    @Override
    public Optional<MinionData> data(MinionId id) {
      String os = id.value().equals("web2") ? "RedHat" : "Debian";
      return Optional.of(new MinionData(id, Map.of("os", os), Map.of()));
    }
  }

  @BeforeEach
  void configure() throws IOException {
    configure("");
  }

  private void configure(String more) throws IOException {
    Files.writeString(
        folder.resolve("master"),
        """
        external_auth:
          file:
            fred:
              - test.*
              - 'web* and G@os:Debian':
                - cmd.run:
                    args: ['ls.*']
              - '@runner': [manage.*]
            ops%:
              - deny: [pkg.remove]
              - pkg.*
        publisher_acl:
          alice: ['.*']
        """
            + more);
  }

  private TestCall run(int code, String... typed) throws InterruptedException {
    TestCall call = new TestCall(typed);
    assertThat(program.run(call)).as(call.output() + call.errors()).isEqualTo(code);
    return call;
  }

  private String explain(int code, String... typed) throws InterruptedException {
    List<String> all = new ArrayList<>(List.of("explain", "--user", "fred", "--eauth", "file"));
    all.addAll(List.of(typed));
    return run(code, all.toArray(String[]::new)).output().replace(folder.toString(), "DIR");
  }

  @Test
  void explainsWhatIsAllowed() throws Exception {
    assertThat(explain(0, "--tgt", "*", "test.ping"))
        .isEqualTo(
            """
            allow  fred (file): test.ping on *
                minions: db1, web1, web2
                allowed: external_auth: file: fred: test.* (DIR/master:4) allows test.ping
                rule:    external_auth: file: fred: test.*
                place:   DIR/master:4
                pattern: test.*
            """);
    assertThat(explain(0, "--runner", "manage.up")).startsWith("allow  fred (file): manage.up");
    assertThat(explain(0, "--groups", "a,ops", "--tgt", "web1", "pkg.install", "vim"))
        .startsWith("allow  fred (file): pkg.install vim on web1");
  }

  @Test
  void explainsWhatIsRefusedAndForWhom() throws Exception {
    assertThat(explain(1, "--tgt", "*", "cmd.run", "ls -l"))
        .isEqualTo(
            """
            deny  fred (file): cmd.run ls -l on *
                minions: db1, web1, web2
                refused: no rule allows cmd.run; nearest is external_auth: file: fred: web* and G@os:Debian: cmd.run (DIR/master:6), but 2 of 3 minions are not among its own
                rule:    external_auth: file: fred: web* and G@os:Debian: cmd.run
                place:   DIR/master:6
                pattern: cmd.run
                not for: db1, web2
            """);
    assertThat(explain(1, "--tgt", "web1", "cmd.run", "rm")).contains("not with these arguments");
    assertThat(explain(1, "--groups", "ops", "--tgt", "web1", "pkg.remove", "vim"))
        .contains("external_auth: file: ops%: deny: pkg.remove (DIR/master:10) forbids");
    assertThat(run(1, "explain", "--user", "bob", "--tgt", "*", "test.ping").output())
        .contains("publisher_acl has no entry for bob");
    assertThat(explain(1, "--tgt", "*", "state.apply", "--out", "json"))
        .contains("\"allowed\": false", "\"reason\": \"no_rule\"");
  }

  @Test
  void namesWhatIsWrong() throws Exception {
    assertThat(run(64, "explain", "--user", "a", "test.ping").errors())
        .endsWith("salt-acl: error: option --tgt is missing\n");
    assertThat(
            run(64, "explain", "--user", "a", "--tgt", "(", "--tgt-type", "compound", "x.y")
                .errors())
        .startsWith("[ERROR   ] ");
    configure("  bob: ['(']\n");
    assertThat(run(64, "list").errors())
        .startsWith("[ERROR   ] " + folder + "/master:14: publisher_acl: bob: bad pattern");
  }

  @Test
  void isForAdministratorsOnly() throws Exception {
    TestCall call = new TestCall("list").as(Caller.local("alice", false));
    assertThat(program.run(call)).isEqualTo(1);
    assertThat(call.output()).isEmpty();
  }

  @Test
  void listsWhatIsGranted() throws Exception {
    String list = run(0, "list", "--user", "fred", "--eauth", "file", "--groups", "ops").output();
    assertThat(list.replace(folder.toString(), "DIR"))
        .isEqualTo(
            """
            allow fred (external_auth: file) test.* on *  # DIR/master:4
            allow fred (external_auth: file) cmd.run with {'args': ['ls.*']} on web* and G@os:Debian  # DIR/master:6
            allow fred (external_auth: file) manage.* as @runner  # DIR/master:8
            deny ops% (external_auth: file) pkg.remove on *  # DIR/master:10
            allow ops% (external_auth: file) pkg.* on *  # DIR/master:11
            """);
    assertThat(run(0, "list").output().lines()).hasSize(6);
    assertThat(run(0, "list", "--user", "eve").output()).isEqualTo("no rules\n");
    assertThat(run(0, "list", "fred", "--eauth", "file").output().lines()).hasSize(3);
  }

  @Test
  void testsExpectationsAndShowsWhatDiffers() throws Exception {
    Path file = folder.resolve("expect.yml");
    Files.writeString(
        file,
        """
        minions:
          app1: {grains: {os: Debian}}
        expect:
          - {user: fred, eauth: file, tgt: app1, fun: test.ping, allowed: true}
          - {user: fred, eauth: file, tgt: app1, fun: cmd.run, args: [ls], allowed: true}
          - {user: alice, tgt: '*', fun: [test.ping, cmd.run], allowed: true}
          - {user: fred, eauth: file, where: wheel, fun: key.list_all, allowed: false}
        """);
    assertThat(run(1, "test", file.toString()).output())
        .isEqualTo(
            """
            @@ FILE: expect 2 @@
            -allow  fred (file): cmd.run ls on app1
            +deny  fred (file): cmd.run ls on app1
                no rule allows cmd.run
            4 expectations, 1 mismatches
            """
                .replace("FILE", file.toString()));
    Files.writeString(file, "- {user: fred, eauth: file, tgt: web1, fun: test.ping, allow: true}");
    assertThat(run(64, "test", file.toString()).errors())
        .isEqualTo("[ERROR   ] " + file + ": expect 1: no such field: allow\n");
  }

  @Test
  void testsRecordsOfTheAuditLog() throws Exception {
    Path file = folder.resolve("audit");
    Files.writeString(
        file,
        """
        {"seq": 1, "time": "2026-11-22T12:04:23.764Z", "kind": "settings", "dir": "/m", "act": "first"}
        {"seq": 2, "kind": "decision", "face": "program", "user": "fred", "proof": "eauth", "eauth": "file", "groups": ["ops"], "where": "publish", "calls": [{"fun": "pkg.remove", "args": ["vim"]}], "tgt": "web*", "tgt_type": "glob", "minions": 2, "allowed": true}
        """);
    assertThat(run(1, "test", file.toString()).output())
        .startsWith("@@ " + file + ":2 @@\n-allow  fred (file): pkg.remove vim on web*\n+deny ")
        .endsWith("1 expectations, 1 mismatches\n");
  }

  private String record(long seq, String rest) {
    return "{\"seq\": " + seq + ", \"kind\": \"decision\", " + rest + ", \"allowed\": false}\n";
  }

  private String created(int code, String... typed) throws InterruptedException {
    List<String> all = new ArrayList<>(List.of("create", "--from-audit"));
    all.addAll(List.of(typed));
    all.add(folder.resolve("audit").toString());
    return run(code, all.toArray(String[]::new)).output();
  }

  @Test
  void proposesTheSmallestRuleForARefusedRecord() throws Exception {
    String publish = "\"where\": \"publish\", \"tgt_type\": \"grain\", \"tgt\": \"os:Debian\"";
    Files.writeString(
        folder.resolve("audit"),
        record(
                1,
                publish
                    + ", \"user\": \"fred\", \"proof\": \"token\", \"eauth\": \"file\", \"groups\": [],"
                    + " \"calls\": [{\"fun\": \"user.add\", \"args\": [\"bob (b)\", 5], \"kwargs\":"
                    + " {\"password\": \"XXXXXXXX\"}}]")
            + record(
                2,
                "\"where\": \"runner\", \"user\": \"web1\", \"proof\": \"minion\", \"calls\": [{\"fun\":"
                    + " \"jobs.active\", \"args\": []}]"));
    assertThat(created(0, "--seq", "1"))
        .endsWith(
            """
            audit:1: fred (file): user.add bob (b) 5 password=XXXXXXXX on os:Debian (grain)
            external_auth:
              file:
                fred:
                - G@os:Debian:
                  - user.add:
                      args:
                      - bob \\(b\\)
                      - '5'
                      kwargs:
                        password: null
            """);
    assertThat(created(0))
        .endsWith("minion web1: jobs.active, a runner\npeer_run:\n  web1:\n  - jobs.active\n");
    Files.writeString(
        folder.resolve("audit"),
        record(
            1,
            "\"where\": \"publish\", \"tgt\": \"*\", \"user\": \"bob\", \"proof\": \"local_user\","
                + " \"calls\": [{\"fun\": \"state.apply\", \"args\": [\"a\"]}, {\"fun\": \"test.ping\","
                + " \"args\": []}]"));
    assertThat(created(0))
        .endsWith(
            """
            publisher_acl:
              bob:
              - '*':
                - state.apply:
                    args:
                    - a
              - test.ping
            """);
    assertThat(created(64, "--seq", "3")).isEmpty();
    configure("publisher_acl_blacklist:\n  modules: [state.*]\n");
    assertThat(created(1, "--seq", "1")).contains("publisher_acl:");
  }

  @Test
  void checksTheAuditLog() throws Exception {
    Path file = folder.resolve("audit");
    Files.writeString(file, "");
    assertThat(run(0, "audit", "verify", file.toString()).output())
        .startsWith("0 records in 1 file: the chain is whole\n");
    Files.writeString(file, "{}\n");
    assertThat(run(1, "audit", "verify", file.toString()).output())
        .startsWith("BROKEN at " + file + ":1: is not a record\n");
    assertThat(run(64, "audit", "verify", file + "x").errors()).contains("there is no record");
  }

  @Test
  void warnsOfRules() throws Exception {
    assertThat(run(1, "lint").output())
        .contains("/master:13: publisher_acl: alice: .*: allows every function\n");
  }

  @ParameterizedTest
  @CsvSource({
    "external_auth_publish,exact", "external_auth_publish,prefix", "publisher_acl_publish,exact",
    "publisher_acl_publish,prefix", "runner_wheel,exact", "runner_wheel,prefix"
  })
  void testsTheVectors(String name, String matching) throws Exception {
    configure("acl_matching: " + matching + "\n");
    String fleet = unpacked("fleet.json").toString();
    String file = unpacked(name + ".jsonl").toString();
    assertThat(run(0, "test", "--fleet", fleet, file).output())
        .matches("[1-9][0-9]* expectations, 0 mismatches\n");
  }

  private Path unpacked(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(VECTORS.resolve(name + ".gz")))) {
      Files.copy(in, file);
    }
    return file;
  }
}
