// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ad.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saltern.api.auth.Login;
import io.saltern.api.auth.LoginStep;
import io.saltern.api.auth.LoginStep.Outcome;
import io.saltern.api.auth.Verdict;
import io.saltern.api.config.Settings;
import io.saltern.config.internal.SettingsFiles;
import io.saltern.testing.ldap.ActiveDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdBackendTest {
  private static ActiveDirectory domain;

  @TempDir Path dir;
  private final AdBackend backend = new AdBackend();

  @BeforeAll
  static void start() throws IOException {
    domain = ActiveDirectory.started();
  }

  @AfterAll
  static void stop() throws IOException {
    domain.close();
  }

  @AfterEach
  void close() {
    backend.close();
  }

  private Settings settings(String... lines) throws Exception {
    Files.writeString(
        dir.resolve("master"),
        "external_auth: {ad: {saltadmins%: ['.*']}}\n" + String.join("\n", lines) + "\n");
    return new SettingsFiles().master(dir);
  }

  private String[] reachable(String... more) {
    String[] lines =
        new String[] {
          "auth.ad.domain: " + ActiveDirectory.REALM,
          "auth.ad.server: " + domain.address(),
          "auth.ad.cacertfile: " + domain.authority(),
          "auth.ad.connect_timeout: 30",
          "auth.ad.timeout: 30"
        };
    return Stream.of(lines, more).flatMap(Stream::of).toArray(String[]::new);
  }

  private static Login login(String user, String password) {
    return new Login("ad", user, password.toCharArray(), "a test");
  }

  private Verdict ask(String user, String password) {
    return backend.authenticate(login(user, password)).toCompletableFuture().join();
  }

  @Test
  void countsNestedGroupsUnlessToldOtherwise() throws Exception {
    backend.bindSettings(settings(reachable()));
    assertThat(ask("alice", "alicePw1"))
        .isEqualTo(new Verdict.Accepted("alice", Set.of("saltadmins", "saltops", "allstaff")));

    backend.bindSettings(settings(reachable("auth.ad.nested_groups: false")));
    assertThat(ask("SALTERN\\Alice", "alicePw1"))
        .isEqualTo(new Verdict.Accepted("alice", Set.of("saltadmins")));
  }

  @Test
  void searchesAsTheUserWhoIsNamedForThat() throws Exception {
    backend.bindSettings(
        settings(
            reachable(
                "auth.ad.binddn: ldaplookup@" + ActiveDirectory.REALM,
                "auth.ad.bindpw: wrong",
                "auth.ad.encryption: starttls")));
    assertThatThrownBy(() -> ask("alice", "alicePw1"))
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("ldaplookup")
        .hasMessageContaining("52e");

    backend.bindSettings(
        settings(
            reachable(
                "auth.ad.binddn: CN=Ldap Lookup,OU=Service," + ActiveDirectory.BASE,
                "auth.ad.bindpw: ldaplookupPw1",
                "auth.ad.encryption: starttls")));
    assertThat(ask("alice", "alicePw1")).isInstanceOf(Verdict.Accepted.class);
    assertThat(ask("carol", "carolPw1")).isEqualTo(new Verdict.Rejected("the account is disabled"));
  }

  @Test
  void passesOverAServerThatIsNotWhoItShouldBe() throws Exception {
    String[] lines = reachable();
    lines[1] = "auth.ad.server: [%s, %s]".formatted(domain.unnamedAddress(), domain.address());
    backend.bindSettings(settings(lines));
    assertThat(ask("bob", "bobPw1"))
        .isEqualTo(new Verdict.Accepted("bob", Set.of("saltops", "allstaff")));
  }

  private List<LoginStep> diagnose(Login login) {
    List<LoginStep> steps = new ArrayList<>();
    var unused = backend.diagnose(login, steps::add);
    return steps;
  }

  @Test
  void tellsEachStepWithoutSecrets() throws Exception {
    backend.bindSettings(settings(reachable()));
    List<LoginStep> steps = diagnose(login("odd", "oddPw1"));
    assertThat(steps).extracting(LoginStep::outcome).containsOnly(Outcome.OK);
    assertThat(steps)
        .extracting(LoginStep::name)
        .containsExactly("connect", "bind", "find user", "bind", "groups");
    assertThat(steps.toString())
        .contains(
            "ldaps://" + domain.address() + ":636",
            "TLSv1.3",
            "CN=One\\, Odd (Star*),OU=Staff," + ActiveDirectory.BASE,
            "(member:1.2.840.113556.1.4.1941:=CN=One\\5C, Odd \\28Star\\2A\\29",
            "allstaff, saltadmins, saltops")
        .doesNotContain("oddPw1");

    assertThat(diagnose(login("erin", "erinPw1")))
        .last()
        .satisfies(
            last -> {
              assertThat(last.outcome()).isEqualTo(Outcome.FAILED);
              assertThat(last.detail()).contains("must change", "data 773").doesNotContain("Pw1");
            });
  }

  @Test
  void hasNoVerdictWithoutSettingsThatAreGood() throws Exception {
    assertThatThrownBy(() -> ask("alice", "alicePw1")).hasMessageContaining("settings are gone");
    Settings given = settings("auth.ad.server: 127.0.0.1");
    backend.bindSettings(given);
    assertThatThrownBy(() -> ask("alice", "alicePw1")).hasMessageContaining("auth.ad.domain");
    assertThat(diagnose(login("alice", "alicePw1")))
        .singleElement()
        .extracting(LoginStep::name)
        .isEqualTo("settings");
    backend.unbindSettings(given);
    assertThatThrownBy(() -> ask("alice", "alicePw1")).hasMessageContaining("settings are gone");
  }

  @Test
  void findsWhatIsWrongWithSettings() throws Exception {
    AdOptionsCheck check = new AdOptionsCheck();
    assertThat(check.problems(settings(reachable()))).isEmpty();
    assertThat(
            check.problems(
                settings(
                    "auth.ad.domain: a b",
                    "auth.ad.basedn: nonsense",
                    "auth.ad.binddn: lookup",
                    "auth.ad.cacertfile: " + dir.resolve("missing.pem"))))
        .hasSize(4)
        .allMatch(problem -> problem.startsWith(dir.resolve("master") + ":"))
        .satisfiesExactlyInAnyOrder(
            problem -> assertThat(problem).contains(":2: auth.ad.domain: "),
            problem -> assertThat(problem).contains(":3: auth.ad.basedn: "),
            problem -> assertThat(problem).contains(":4: auth.ad.binddn: "),
            problem -> assertThat(problem).contains(":5: auth.ad.cacertfile: "));
    Files.writeString(dir.resolve("master"), "auth.ad.domain: a b\n");
    assertThat(check.problems(new SettingsFiles().master(dir))).isEmpty();
  }
}
