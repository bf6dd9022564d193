// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.Caller;
import io.saltern.api.Caller.Proof;
import io.saltern.api.Decision;
import io.saltern.api.Decision.Reason;
import io.saltern.api.FunctionCall;
import io.saltern.api.master.AccessRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdministratorsOnlyTest {
  private static final Set<Proof> ALLOWED = EnumSet.of(Proof.LOCAL_ADMIN, Proof.SHELL);

  @ParameterizedTest
  @EnumSource(Proof.class)
  void judgesByTheProofAloneAndNotByTheName(Proof proof) {
    Caller caller = new Caller("root", proof, "", Set.of("root"));
    for (AccessRequest.Kind kind : AccessRequest.Kind.values()) {
      AccessRequest request =
          new AccessRequest(kind, List.of(FunctionCall.of("test.ping")), null, List.of());
      Decision decision = new AdministratorsOnly().decide(caller, request);
      assertThat(decision.allowed()).isEqualTo(ALLOWED.contains(proof));
      assertThat(decision.reason()).isEqualTo(decision.allowed() ? Reason.ADMIN : Reason.NO_RULE);
      assertThat(decision.explanation()).contains("root");
    }
  }
}
