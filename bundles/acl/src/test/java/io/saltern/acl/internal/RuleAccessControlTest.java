// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saltern.api.Caller;
import io.saltern.api.Decision;
import io.saltern.api.Decision.Reason;
import io.saltern.api.FunctionCall;
import io.saltern.api.MinionId;
import io.saltern.api.Target;
import io.saltern.api.TargetType;
import io.saltern.api.config.ConfigurationException;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.SettingsCheck;
import io.saltern.api.master.AccessRequest;
import io.saltern.api.master.AccessRequest.Kind;
import io.saltern.api.master.AclMatcher;
import io.saltern.api.store.MinionData;
import io.saltern.api.store.MinionDataStore;
import io.saltern.api.testing.FixedSettings;
import io.saltern.config.internal.SaltYaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RuleAccessControlTest {
  private static final MinionId WEB1 = new MinionId("web1");
  private static final Caller FRED = Caller.local("fred", false);

  @TempDir Path dir;
  private final Matchers matchers = new Matchers();
  private final RuleAccessControl access =
      new RuleAccessControl(new OneMinion(), new SaltYaml(), matchers);
  private ConfigFile file;

  /** Knows of web1 that it runs Debian. */
  private static final class OneMinion implements MinionDataStore {
    @Override
    public CompletionStage<Void> save(MinionData data) {
      return CompletableFuture.failedStage(new UnsupportedOperationException());
    }

    @Override
    public Optional<MinionData> data(MinionId id) {
      return id.equals(WEB1)
          ? Optional.of(new MinionData(id, Map.of("os", "Debian"), Map.of()))
          : Optional.empty();
    }

    @Override
    public Collection<MinionData> all() {
      return List.of();
    }

    @Override
    public CompletionStage<Void> forget(MinionId id) {
      return CompletableFuture.failedStage(new UnsupportedOperationException());
    }
  }

  @BeforeEach
  void open() {
    file = new ConfigFile(dir, "publisher_acl:", "  fred: [{'G@os:Debian': [test.*]}]");
    file.offer(SettingsCheck.class, new AccessRuleCheck());
  }

  @AfterEach
  void close() {
    file.close();
  }

  private static AccessRequest request(String function) {
    return new AccessRequest(
        Kind.PUBLISH,
        List.of(FunctionCall.of(function)),
        new Target(TargetType.GLOB, "web1", Target.COLON),
        List.of(WEB1));
  }

  private boolean fredMay(String function) {
    return access.decide(FRED, request(function)).allowed();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void administratorsNeedNoRulesAndOthersDo(Kind kind) {
    AccessRequest request =
        new AccessRequest(kind, List.of(FunctionCall.of("test.ping")), null, List.of());
    for (Caller.Proof proof : Caller.Proof.values()) {
      Decision decision = access.decide(new Caller("root", proof, "", Set.of("root")), request);
      boolean admin = proof == Caller.Proof.LOCAL_ADMIN || proof == Caller.Proof.SHELL;
      assertThat(decision.allowed()).as("%s", proof).isEqualTo(admin);
      assertThat(decision.reason() == Reason.ADMIN).isEqualTo(admin);
    }
  }

  @Test
  void rulesComeWithTheSettingsAndKnowTheMinions() {
    assertThat(fredMay("test.ping")).isFalse();
    access.bindSettings(file.settings());
    assertThat(fredMay("test.ping")).isTrue();
    assertThat(fredMay("cmd.run")).isFalse();
  }

  @Test
  void aReloadReplacesThem() throws ConfigurationException {
    access.bindSettings(file.settings());
    file.write("publisher_acl: {fred: [cmd.*]}");
    access.bindSettings(file.reload());
    assertThat(fredMay("test.ping")).isFalse();
    assertThat(fredMay("cmd.run")).isTrue();
  }

  @Test
  void aReloadOfMalformedRulesIsRefused() {
    access.bindSettings(file.settings());
    file.write("publisher_acl:", "  fred:", "    - cmd.*", "    - '('");
    assertThatThrownBy(file::reload)
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(dir + "/master:4: publisher_acl: fred: bad pattern '(', at 1: missing )");
    assertThat(fredMay("test.ping")).isTrue();
  }

  @Test
  void malformedRulesThatComeAllTheSameChangeNothing() {
    access.bindSettings(file.settings());
    access.bindSettings(
        new FixedSettings(Path.of("/nowhere"))
            .with(MasterOptions.PUBLISHER_ACL, Map.of("fred", List.of("cmd.*", "("))));
    assertThat(fredMay("test.ping")).isTrue();
    assertThat(fredMay("cmd.run")).isFalse();
  }

  @Test
  void aServiceThatNamesMinionsMayComeAndGo() throws ConfigurationException {
    file.write("publisher_acl: {fred: [{\"ldap('OU=Web')\": [test.*]}]}");
    access.bindSettings(file.reload());
    assertThat(fredMay("test.ping")).isFalse();
    List<String> asked = new ArrayList<>();
    AclMatcher web =
        (argument, minion) -> {
          asked.add(argument);
          return minion.equals(WEB1);
        };
    Map<String, Object> properties = Map.of(AclMatcher.NAME, "ldap");
    matchers.bindMatcher(web, properties);
    assertThat(fredMay("test.ping")).isTrue();
    assertThat(fredMay("cmd.run")).isFalse();
    assertThat(asked).containsOnly("OU=Web");
    matchers.unbindMatcher(web, properties);
    assertThat(fredMay("test.ping")).isFalse();
  }

  @Test
  void aDnForAServiceMayLackItsQuotes() throws ConfigurationException {
    file.write("publisher_acl: {fred: [{'ldap(OU=Web,DC=x)': [test.*]}, {'not(db*)': [cmd.*]}]}");
    access.bindSettings(file.reload());
    List<String> asked = new ArrayList<>();
    AclMatcher web = (argument, minion) -> asked.add(argument);
    matchers.bindMatcher(web, Map.of(AclMatcher.NAME, "ldap"));
    assertThat(fredMay("test.ping")).isTrue();
    assertThat(asked).containsOnly("OU=Web,DC=x");
  }

  @Test
  void oddRequestsAreRefused() throws ConfigurationException {
    file.write("publisher_acl: {fred: [.+, '@runner']}");
    access.bindSettings(file.reload());
    assertThat(access.decide(FRED, new AccessRequest(Kind.PUBLISH, List.of(), null, List.of())))
        .extracting(Decision::allowed, Decision::reason)
        .containsExactly(false, Reason.SYNTAX);
    assertThat(access.explain(FRED, new AccessRequest(Kind.RUNNER, List.of(), null, List.of())))
        .extracting(Decision::allowed)
        .containsExactly(false);
    assertThat(fredMay("")).isFalse();
  }

  @Test
  void aPatternThatTakesTooLongGivesNoVerdict() throws ConfigurationException {
    file.write(
        "publisher_acl:",
        "  fred:",
        "    - .*",
        "    - deny: [{'*': [{test.arg: {args: ['(a|b)*c']}}]}]");
    access.bindSettings(file.reload());
    assertThat(fredMay("test.arg")).isTrue();
    FunctionCall call = FunctionCall.of("test.arg", "a".repeat(5_000_000));
    AccessRequest request =
        new AccessRequest(Kind.PUBLISH, List.of(call), Target.glob("*"), List.of(WEB1));
    assertThat(access.decide(FRED, request).reason()).isEqualTo(Reason.NO_VERDICT);
    assertThat(access.explain(FRED, request))
        .extracting(Decision::reason)
        .containsExactly(Reason.NO_VERDICT);
  }

  @Test
  void rulesThatAreKeptCountWhateverTheSettingsSayNow() throws Exception {
    file.write(
        "external_auth:",
        "  pam:",
        "    fred: [test.ping, {'G@os:Debian': [pkg.*]}]",
        "    ops%:",
        "      deny: [test.arg]",
        "      web*: [test.*]");
    access.bindSettings(file.reload());
    Caller fred = new Caller("fred", Caller.Proof.EAUTH, "pam", Set.of("ops"));
    List<Object> kept = access.rules(fred);
    assertThat(kept).hasSize(4);
    assertThat(access.rules(new Caller("eve", Caller.Proof.EAUTH, "pam", Set.of()))).isEmpty();
    assertThat(access.rules(new Caller("fred", Caller.Proof.EAUTH, "ldap", Set.of()))).isEmpty();

    file.write("external_auth:", "  pam: {}", "publisher_acl_blacklist: {modules: [pkg.remove]}");
    access.bindSettings(file.reload());
    Caller token = new Caller("fred", Caller.Proof.TOKEN, "pam", Set.of("ops"), kept);
    assertThat(publishes(fred, "test.ping")).isFalse();
    assertThat(publishes(token, "test.ping")).isTrue();
    assertThat(publishes(token, "test.echo")).isTrue();
    assertThat(publishes(token, "pkg.install")).isTrue();
    assertThat(publishes(token, "pkg.remove")).isFalse();
    assertThat(publishes(token, "test.arg")).isFalse();
    assertThat(publishes(token, "cmd.run")).isFalse();
    Caller none = new Caller("fred", Caller.Proof.TOKEN, "pam", Set.of(), List.of());
    assertThat(publishes(none, "test.ping")).isFalse();
    Caller broken = new Caller("fred", Caller.Proof.TOKEN, "pam", Set.of(), List.of("test.*", "("));
    assertThat(publishes(broken, "test.ping")).isFalse();
  }

  private boolean publishes(Caller caller, String function) {
    return access
        .decide(
            caller,
            new AccessRequest(
                Kind.PUBLISH,
                List.of(FunctionCall.of(function)),
                Target.glob("web1"),
                List.of(WEB1)))
        .allowed();
  }
}
