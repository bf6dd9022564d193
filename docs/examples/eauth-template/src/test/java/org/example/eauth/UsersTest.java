// SPDX-License-Identifier: Apache-2.0
package org.example.eauth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.saltern.api.auth.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UsersTest {
  /** By Python: hashlib.pbkdf2_hmac('sha256', b'fredpw', b'salt', 10000).hex(). */
  private static final String HASH = "da5a0dce4165964fc2d7ce2c0fccead411d4cb557699599a1019a5b868070941";

  private final Users users =
      Users.of(
          Map.of(
              "^users", Map.of("fred", "salt$" + HASH, "bob", "nonsense"),
              "^groups", Map.of("ops", List.of("fred"), "dev", List.of("bob"))));

  private Verdict check(String user, String password) {
    return users.check(user, password.toCharArray());
  }

  @Test
  void letsInWhoeverHasTheRightPassword() {
    assertEquals(new Verdict.Accepted("fred", Set.of("ops")), check("fred", "fredpw"));
    assertEquals(new Verdict.Rejected("wrong password"), check("fred", "x"));
    assertEquals(new Verdict.Rejected("wrong password"), check("fred", ""));
    assertEquals(new Verdict.Rejected("no such user"), check("eve", "fredpw"));
    assertEquals(new Verdict.Rejected("wrong password"), check("bob", "nonsense"));
  }

  @Test
  void aSectionWithoutUsersLetsNobodyIn() {
    assertEquals(Users.NONE, Users.of(Map.of("fred", List.of("test.*"))));
  }
}
