// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.testing.Await;
import io.saltern.wire.Msgpack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever has no right to something does not get it, by whatever way: each is refused and on
 * record, and nothing is done.
 */
@Timeout(300)
class AttackIT {
  private static final String JID = "20261122000000000000";
  private static final Pattern TOKEN = Pattern.compile("\"token\": \"([0-9a-f]{64})\"");

  private static Path home;
  private static LocalUser user;
  private static Master master;
  private static Minion web;
  private static StrangeMinion strange;
  private static String fredsToken;
  private static String carolsToken;
  private static String oldToken;
  private static String adminsJob;

  private Evidence before;

  @BeforeAll
  static void start() throws Exception {
    Path users = Installation.newFolder("users").resolve("users");
    Files.writeString(
        users,
        "fred:$apr1$saltsalt$bPDIusap7bvNE5wy7vWOB/\n"
            + "carol:$apr1$saltsalt$.2ue1NVFZe52AipPakPoU0\n");
    home = Installation.newFolder("home");
    user = LocalUser.NOBODY.at(home);
    master =
        new Master(
            "attacked",
            """
            auto_accept: True
            request_server_ttl: 60
            timeout: 20
            eauth_timeout: 60
            auth_lockout: 0
            token_expire_user_override: True
            publisher_acl:
              somebody: [test.*]
            external_auth:
              file:
                ^filename: USERS
                ^filetype: htpasswd
                fred:
                  - 'web*': [test.ping]
                  - '@runner': [manage.present]
            peer:
              strange:
                - 'web*': [test.ping]
            peer_run:
              strange: [manage.present]
            """
                .replace("USERS", users.toString()));
    master.startAndAwait();
    web = new Minion("web1", master, "");
    master.startAndAwait(web);
    strange = new StrangeMinion(master, "strange");
    fredsToken = token("fred", "3600");
    carolsToken = token("carol", "3600");
    oldToken = token("fred", "1");
    Output sent = master.run("salt", "web1", "test.echo", "secret", "--show-jid");
    adminsJob = sent.out().lines().findFirst().orElseThrow().substring("jid: ".length());
    Await.until("a token has expired", Instance.PATIENCE, () -> validTokens() == 2);
  }

  private static String token(String user, String seconds) throws Exception {
    Output made =
        master.run(
            "salt-run",
            "auth.mk_token",
            "username=" + user,
            "password=" + user + "pw",
            "eauth=file",
            "token_expire=" + seconds,
            "--out=json");
    Matcher found = TOKEN.matcher(made.out());
    assertThat(found.find()).as(made.toString()).isTrue();
    return found.group(1);
  }

  private static int validTokens() throws Exception {
    Output listed = master.run("salt-run", "auth.list_tokens", "--out=json");
    return listed.out().split("\"id\"", -1).length - 1;
  }

  @AfterAll
  static void stop() {
    web.close();
    master.close();
  }

  @BeforeEach
  void look() throws Exception {
    before = new Evidence(master, web);
  }

  @AfterEach
  void nothingWasDone() throws Exception {
    before.assertNothingDone();
    assertThat(master.alive()).isTrue();
  }

  static Stream<WireAttack> proofs() {
    return WireAttack.proofs();
  }

  @ParameterizedTest
  @MethodSource("proofs")
  void noCommandIsTakenWithoutProof(WireAttack wrong) throws Exception {
    try (Attack attack = new Attack(master)) {
      Object answer = Msgpack.WIRE.decode(attack.ask(wrong.build().of(strange)));
      assertThat(answer).isIn("bad load", Map.of());
      assertThat(attack.refusals()).hasSize(1);
    }
  }

  static Stream<WireAttack> locals() {
    return WireAttack.locals(fredsToken, oldToken);
  }

  @ParameterizedTest
  @MethodSource("locals")
  void noCommandOfLocalProgramsIsTakenFromTheNetwork(WireAttack wrong) throws Exception {
    try (Attack attack = new Attack(master)) {
      Object answer = Msgpack.WIRE.decode(attack.ask(wrong.build().of(strange)));
      if (answer instanceof Map<?, ?> map && !map.isEmpty()) {
        assertThat(map.keySet().toString()).isEqualTo("[error]");
      } else {
        assertThat(answer).isIn("", Map.of());
      }
      assertThat(attack.refusals())
          .singleElement()
          .asString()
          .contains("a command that is not for the network");
    }
  }

  /** What a minion asks for in due form and may not have. */
  static Stream<Arguments> wishes() {
    Map<String, Map<String, Object>> jobs = new LinkedHashMap<>();
    jobs.put("without permission", Map.of("fun", "cmd.run", "arg", List.of("id")));
    jobs.put("for minions that are not its own to name", Map.of("tgt", "*"));
    jobs.put("for a target that matches nothing", Map.of("tgt", "db*"));
    jobs.put(
        "of several functions, one of them allowed",
        Map.of("fun", "test.ping,cmd.run", "arg", List.of("", "id")));
    jobs.put(
        "of several functions in a list",
        Map.of("fun", List.of("test.ping", "cmd.run"), "arg", List.of("", "id")));
    jobs.put("that publishes", Map.of("fun", "publish.publish", "arg", List.of("*", "x.y")));
    jobs.put(
        "with injected keys",
        Map.of(
            "fun", "cmd.run",
            "arg", List.of("id"),
            "user", "root",
            "key", "x",
            "token", "x",
            "eauth", "file",
            "kwargs", Map.of("user", "root", "jid", JID),
            "peer", Map.of(".*", List.of(".*"))));
    jobs.put("with a path for a target", Map.of("tgt", "../../etc/passwd", "tgt_type", "list"));
    jobs.put("by a pattern over pillars", Map.of("tgt", "a:*", "tgt_type", "pillar"));
    List<Arguments> all = new ArrayList<>();
    for (String command : List.of("minion_pub", "minion_publish")) {
      jobs.forEach((name, fields) -> all.add(Arguments.of(command, name, fields)));
    }
    String run = "minion_runner";
    all.add(Arguments.of(run, "without permission", Map.of("fun", "manage.up")));
    all.add(Arguments.of(run, "of a wheel", Map.of("fun", "key.list_all")));
    all.add(Arguments.of(run, "of a wheel by its name", Map.of("fun", "wheel.key.list_all")));
    all.add(Arguments.of(run, "of several", Map.of("fun", "manage.present,manage.up")));
    all.add(Arguments.of(run, "with no module", Map.of("fun", "present")));
    all.add(
        Arguments.of(
            run,
            "with injected keys",
            Map.of("fun", "auth.revoke", "arg", List.of("user=fred"), "user", "root")));
    return all.stream();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("wishes")
  void aMinionGetsNothingItMayNotHave(String command, String name, Map<String, Object> fields)
      throws Exception {
    try (Attack attack = new Attack(master)) {
      Object answer =
          strange.ask(
              attack,
              load -> {
                load.putAll(WireAttack.fields(command));
                load.putAll(fields);
              });
      assertThat(answer).isEqualTo(Map.of());
      before.awaitRecordOfRefusal(
          "\"face\": \"wire\"", "\"user\": \"strange\"", "\"proof\": \"minion\"");
    }
  }

  static Stream<Arguments> lookUps() {
    return Stream.of(
            adminsJob, JID, "", "../../../etc/passwd", "../publish_auth/" + JID, JID + "/x", "req")
        .flatMap(jid -> Stream.of(Arguments.of("pub_ret", jid), Arguments.of("_return", jid)))
        .filter(row -> !row.get()[0].equals("_return") || ((String) row.get()[1]).contains("/"));
  }

  @ParameterizedTest
  @MethodSource("lookUps")
  void aMinionSeesNobodyElsesJobs(String command, String jid) throws Exception {
    try (Attack attack = new Attack(master)) {
      Object answer =
          strange.ask(
              attack,
              load -> {
                load.putAll(WireAttack.fields(command));
                load.put("jid", jid);
              });
      assertThat(answer).isEqualTo(command.equals("pub_ret") ? Map.of() : false);
    }
  }

  static Stream<Arguments> programs() {
    List<String> fred = List.of("-a", "file", "--username", "fred", "--password", "fredpw");
    List<String> wrong = List.of("-a", "file", "--username", "fred", "--password", "x");
    List<String> carol = List.of("-a", "file", "--username", "carol", "--password", "carolpw");
    List<String> backend = List.of("-a", "sharedsecret", "--username", "fred", "--password", "");
    List<Arguments> all = new ArrayList<>();
    for (List<String> words :
        List.of(
            List.of("salt", "web1", "test.ping"),
            List.of("salt", "-b", "1", "web1", "test.ping"),
            List.of("salt-run", "manage.present"),
            List.of("salt-run", "wheel.key.delete", "web1"))) {
      all.add(Arguments.of("nobody's own rights", "", List.of(), words));
      all.add(Arguments.of("a wrong password", "", wrong, words));
      all.add(Arguments.of("another backend", "", backend, words));
      all.add(Arguments.of("a made up token", "0".repeat(64), List.of("-T"), words));
      all.add(Arguments.of("an expired token", oldToken, List.of("-T"), words));
      all.add(Arguments.of("a token of somebody without rights", carolsToken, List.of(), words));
      all.add(Arguments.of("the password of somebody without rights", "", carol, words));
    }
    for (List<String> words :
        List.of(
            List.of("salt", "web1", "cmd.run", "id"),
            List.of("salt", "*", "test.ping"),
            List.of("salt", "db*", "test.ping"),
            List.of("salt", "web1", "test.ping,cmd.run", ",", "id"),
            List.of("salt", "web1", "saltutil.find_job,cmd.run", JID, ",", "id"),
            List.of("salt", "-L", "web1,../../etc/passwd", "cmd.run", "id"),
            List.of("salt", "-I", "a:*", "test.ping"),
            List.of("salt", "--subset", "1", "web1", "cmd.run", "id"),
            List.of("salt", "--async", "web1", "cmd.run", "id"),
            List.of("salt-run", "manage.up", "user=root", "key=x", "eauth=auto"),
            List.of("salt-run", "manage.present,manage.up"),
            List.of("salt-run", "auth.revoke", "user=carol"),
            List.of("salt-run", "jobs.lookup_jid", "../../../../etc/passwd"),
            List.of("salt-run", "wheel.key.accept", "../web1"),
            List.of("salt-run", "wheel.manage.present"),
            List.of("salt-run", "wheel.config.values"))) {
      all.add(Arguments.of("the right password", "", fred, words));
      all.add(Arguments.of("the right token", fredsToken, List.of("-T"), words));
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{3} with {0}")
  @MethodSource("programs")
  void nobodyGetsWhatNoRuleAllows(
      String name, String token, List<String> options, List<String> words) throws Exception {
    Path file = home.resolve("salt_token");
    Files.deleteIfExists(file);
    if (!token.isEmpty()) {
      Files.writeString(file, token);
      user.own(file);
    }
    List<String> typed = new ArrayList<>(options);
    typed.addAll(words.subList(1, words.size()));
    Output output = user.run(master, words.get(0), typed);
    assertThat(output.exit()).isEqualTo(1);
    assertThat(output.out()).isEmpty();
    assertThat(output.err()).containsPattern("Auth(entication|orization) (error|failure)");
    before.awaitRecordOfRefusal();
  }

  static final List<List<String>> KEY_CALLS =
      List.of(List.of("-L"), List.of("-y", "-d", "web1"), List.of("-y", "-a", "../web1"));

  @ParameterizedTest
  @FieldSource("KEY_CALLS")
  void nobodyTouchesKeys(List<String> words) throws Exception {
    Output output = user.run(master, "salt-key", words);
    assertThat(output.exit()).isEqualTo(1);
    assertThat(output.out()).isEmpty();
    assertThat(output.err()).containsPattern("Auth(entication|orization) error occurred");
    before.awaitRecordOfRefusal("\"where\": \"wheel\"");
  }
}
