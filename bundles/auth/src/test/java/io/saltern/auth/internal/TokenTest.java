// SPDX-License-Identifier: Apache-2.0
package io.saltern.auth.internal;

import static io.saltern.auth.internal.Desk.assertRefused;
import static io.saltern.auth.internal.Desk.done;
import static io.saltern.auth.internal.Desk.login;
import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.Caller;
import io.saltern.api.audit.AuditEntry.LoggedIn;
import io.saltern.api.audit.AuditEntry.TokenChanged;
import io.saltern.api.auth.IssuedToken;
import io.saltern.api.auth.Token;
import io.saltern.api.config.MasterOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenTest {
  private final Desk desk = new Desk();

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void standsForItsUserUntilTheMomentItExpires() throws Exception {
    IssuedToken issued = desk.token("fred");
    assertThat(issued.text()).matches("[0-9a-f]{64}");
    desk.clock.pass(Duration.ofHours(12).minusMillis(1));
    assertThat(done(desk.service.redeem(issued.text(), "a test")))
        .isEqualTo(new Caller("fred", Caller.Proof.TOKEN, "file", Set.of("ops")));
    desk.clock.pass(Duration.ofMillis(1));
    assertRefused(desk.service.redeem(issued.text(), "a test"));
    assertThat(desk.service.list()).isEmpty();
  }

  @Test
  void isOnRecordWhenItIsMadeUsedAndRevoked() throws Exception {
    IssuedToken issued = desk.token("fred");
    String id = issued.token().id();
    done(desk.service.redeem(issued.text(), "a test"));
    assertThat(done(desk.service.revoke(issued.text()))).isTrue();
    assertThat(done(desk.service.revoke(issued.text()))).isFalse();
    assertThat(desk.audit.entries())
        .containsExactly(
            new LoggedIn(Caller.Proof.EAUTH, "fred", "file", "a test", null),
            new TokenChanged(true, id, "fred", "file"),
            new LoggedIn(Caller.Proof.TOKEN, "fred", "file", "a test", null),
            new TokenChanged(false, id, "fred", "file"));
  }

  @Test
  void lastsAsLongAsConfigured() throws Exception {
    desk.set(MasterOptions.TOKEN_EXPIRE, 60L);
    IssuedToken issued = desk.token("fred");
    desk.clock.pass(Duration.ofMillis(59_999));
    done(desk.service.redeem(issued.text(), "a test"));
    desk.clock.pass(Duration.ofMillis(1));
    assertRefused(desk.service.redeem(issued.text(), "a test"));
  }

  private Duration lifeOf(String user) throws Exception {
    Token token =
        done(desk.service.issue(login("file", user, user + user), null, Duration.ofDays(1000)))
            .token();
    return Duration.between(token.start(), token.expire());
  }

  @Test
  void lastsAsLongAsTheUserWantsIfThatIsAllowed() throws Exception {
    assertThat(lifeOf("fred")).isEqualTo(Duration.ofHours(12));
    desk.set(MasterOptions.TOKEN_EXPIRE_USER_OVERRIDE, Map.of("file", List.of("fred")));
    assertThat(lifeOf("fred")).isEqualTo(Duration.ofDays(1000));
    assertThat(lifeOf("bob")).isEqualTo(Duration.ofHours(12));
    desk.set(MasterOptions.TOKEN_EXPIRE_USER_OVERRIDE, true);
    assertThat(lifeOf("bob")).isEqualTo(Duration.ofDays(1000));
  }

  @Test
  void keepsTheRulesOfItsUserIfThatIsWanted() throws Exception {
    desk.rules = List.of("test.*");
    IssuedToken without = desk.token("fred");
    desk.set(MasterOptions.KEEP_ACL_IN_TOKEN, true);
    IssuedToken with = desk.token("fred");
    desk.rules = List.of(".*");
    assertThat(done(desk.service.redeem(with.text(), "a test")).kept()).containsExactly("test.*");
    assertThat(done(desk.service.redeem(without.text(), "a test")).kept()).isNull();
    desk.set(MasterOptions.KEEP_ACL_IN_TOKEN, false);
    assertThat(done(desk.service.redeem(with.text(), "a test")).kept()).isNull();
  }

  @Test
  void isNotMadeForAWrongPassword() throws Exception {
    assertRefused(desk.service.issue(login("file", "fred", "x"), null, null));
    assertThat(desk.store.all()).isEmpty();
  }

  @Test
  void isKeptAsItsHashAlone() throws Exception {
    IssuedToken issued = desk.token("fred");
    Token kept = desk.store.all().iterator().next();
    assertThat(kept.toString()).doesNotContain(issued.text());
    assertThat(issued.toString()).doesNotContain(issued.text());
    assertRefused(desk.service.redeem(kept.id(), "a test"));
  }

  @Test
  void garbageIsRefused() throws Exception {
    for (String text : List.of("", "garbage", "../../etc/passwd", "0".repeat(64))) {
      assertRefused(desk.service.redeem(text, "a test"));
    }
  }

  @Test
  void countsNoMoreWhenItsBackendIsNotEnabled() throws Exception {
    IssuedToken issued = desk.token("fred");
    desk.set(MasterOptions.EXTERNAL_AUTH, Map.of("pam", Map.of()));
    assertRefused(desk.service.redeem(issued.text(), "a test"));
  }

  @Test
  void isRevokedByItsTextItsIdOrItsUser() throws Exception {
    IssuedToken one = desk.token("fred");
    IssuedToken two = desk.token("fred");
    IssuedToken three = desk.token("fred");
    IssuedToken bobs = desk.token("bob");
    assertThat(done(desk.service.revoke(one.text()))).isTrue();
    assertThat(done(desk.service.revoke(one.text()))).isFalse();
    assertThat(done(desk.service.revoke(two.token().id()))).isTrue();
    assertThat(desk.service.list()).containsExactlyInAnyOrder(three.token(), bobs.token());
    assertThat(done(desk.service.revokeAll("fred", "ldap"))).isZero();
    assertThat(done(desk.service.revokeAll("fred", null))).isEqualTo(1);
    assertRefused(desk.service.redeem(three.text(), "a test"));
    assertThat(done(desk.service.redeem(bobs.text(), "a test")).user()).isEqualTo("bob");
  }

  @Test
  void aUserHasOnlySoMany() throws Exception {
    IssuedToken first = desk.token("fred");
    desk.clock.pass(Duration.ofSeconds(1));
    for (int i = 0; i < TokenDesk.MOST_OF_USER; i++) {
      desk.token("fred");
    }
    assertThat(desk.service.list()).hasSize(TokenDesk.MOST_OF_USER).doesNotContain(first.token());
  }

  @Test
  void thoseThatExpiredAreForgotten() throws Exception {
    desk.token("fred");
    desk.clock.pass(Duration.ofHours(12));
    IssuedToken next = desk.token("bob");
    assertThat(desk.store.all()).containsExactly(next.token());
  }
}
