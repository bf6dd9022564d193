// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.eauth.pam.internal.PamAnswer.Phase;
import io.saltern.testing.PrivateAccounts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole way through PAM, among accounts of the test's own. */
class PamStackTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static PrivateAccounts accounts;
  private static ClassPath classPath;
  private static PamHelper helper;
  private static final Queue<String> WARNINGS = new ConcurrentLinkedQueue<>();

  @BeforeAll
  static void start() throws Exception {
    classPath = new ClassPath();
    accounts = PrivateAccounts.usual();
    accounts.service(
        "asks-nothing", "auth required pam_rootok.so\naccount required pam_permit.so\n");
    accounts.service("broken", "auth required pam_saltern_nosuch.so\n");
    accounts.service("bare", "auth required pam_unix.so\naccount required pam_unix.so\n");
    List<String> enter = accounts.enter();
    helper = new PamHelper(() -> HelperJar.start(classPath.toString(), enter), WARNINGS::add);
  }

  @AfterAll
  static void stop() throws Exception {
    helper.close();
    accounts.close();
    classPath.close();
    assertThat(WARNINGS).isEmpty();
  }

  private static PamAnswer check(String service, String user, String password) throws Exception {
    byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
    return helper.check(new PamQuestion(service, user, bytes, PATIENCE)).get(180, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @CsvSource({
    "login, alice, alicepw, PASSED, 0",
    "login, bob, bobpw, PASSED, 0",
    "login, jürgen, ümläut, PASSED, 0",
    "login, john doe, alicepw, PASSED, 0",
    "login, CORP\\carol, alicepw, PASSED, 0",
    "login, dave@example.org, alicepw, PASSED, 0",
    "login, alice, bobpw, AUTHENTICATE, 7",
    "login, bob, alicepw, AUTHENTICATE, 7",
    "login, nosuch, alicepw, AUTHENTICATE, 7",
    "login, locked, alicepw, AUTHENTICATE, 7",
    "login, nohash, alicepw, AUTHENTICATE, 7",
    "login, blank, x, AUTHENTICATE, 7",
    "login, blank, '', AUTHENTICATE, 7",
    "login, alice, '', AUTHENTICATE, 7",
    "login, expired, alicepw, ACCOUNT, 7",
    "login, inactive, alicepw, ACCOUNT, 7",
    "login, mustchange, alicepw, ACCOUNT, 12",
    "bare, expired, alicepw, ACCOUNT, 13",
    "bare, inactive, alicepw, ACCOUNT, 27",
    "bare, mustchange, alicepw, ACCOUNT, 12",
    "bare, nosuch, alicepw, AUTHENTICATE, 10",
    "asks-nothing, alice, alicepw, AUTHENTICATE, 0",
    "no-such-service, alice, alicepw, AUTHENTICATE, 0",
    "broken, alice, alicepw, AUTHENTICATE, 28",
    "login, root, alicepw, USER, 0",
    "login, toor, alicepw, USER, 0",
  })
  void onlyWhoMayIsLetIn(String service, String user, String password, Phase last, int code)
      throws Exception {
    PamAnswer answer = check(service, user, password);
    assertThat(answer.last()).as(answer.text()).isEqualTo(last);
    assertThat(answer.code()).isEqualTo(code);
  }

  @Test
  void groupsAreThoseOfTheSystem() throws Exception {
    assertThat(check("login", "alice", "alicepw").groups())
        .containsExactlyInAnyOrder("staff", "admins", "saltops");
    assertThat(check("login", "jürgen", "ümläut").groups())
        .containsExactlyInAnyOrder("staff", "others");
    assertThat(check("login", "bob", "wrong").groups()).isEmpty();
  }
}
