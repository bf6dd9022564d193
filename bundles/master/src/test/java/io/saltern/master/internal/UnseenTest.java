// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.FunctionCall;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnseenTest {
  @Test
  void passwordsAndTokensAreMasked() {
    FunctionCall making =
        new FunctionCall(
            "auth.mk_token", List.of("fred", "pw"), Map.of("Password", "pw", "eauth", "file"));
    assertThat(Unseen.arguments(making))
        .isEqualTo(
            List.of(
                "XXXXXXXX",
                "XXXXXXXX",
                Map.of("__kwarg__", true, "Password", "XXXXXXXX", "eauth", "file")));
    assertThat(Unseen.result(making, Map.of("name", "fred", "token", "abc")))
        .isEqualTo(Map.of("name", "fred", "token", "XXXXXXXX"));
    assertThat(Unseen.arguments(new FunctionCall("auth.revoke", List.of(), Map.of("token", "a"))))
        .isEqualTo(List.of(Map.of("__kwarg__", true, "token", "XXXXXXXX")));
  }

  @Test
  void theRestIsShown() {
    FunctionCall call = new FunctionCall("jobs.x", List.of("a"), Map.of("colour", "b"));
    assertThat(Unseen.arguments(call)).isEqualTo(call.toWire());
    assertThat(Unseen.result(call, Map.of("token", "b"))).isEqualTo(Map.of("token", "b"));
    assertThat(Unseen.result(call, null)).isNull();
  }
}
