// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.sharedsecret.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.auth.Login;
import io.saltern.api.auth.LoginStep;
import io.saltern.api.auth.LoginStep.Outcome;
import io.saltern.api.auth.Verdict;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.testing.FixedSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SharedSecretBackendTest {
  private Settings settings = new FixedSettings(Path.of("/nowhere"));
  private final SharedSecretBackend backend = new SharedSecretBackend(() -> settings);

  private Verdict check(String user, String password) throws Exception {
    return backend
        .authenticate(new Login("sharedsecret", user, password.toCharArray(), "a test"))
        .toCompletableFuture()
        .get(60, TimeUnit.SECONDS);
  }

  @Test
  void believesWhoeverKnowsTheSecret() throws Exception {
    settings =
        new FixedSettings(Path.of("/nowhere"))
            .withAll(Map.of(MasterOptions.SHAREDSECRET, "s3cr3t"));
    assertThat(check("fred", "s3cr3t")).isEqualTo(new Verdict.Accepted("fred", Set.of()));
    assertThat(check("fred", "s3cr3")).isEqualTo(new Verdict.Rejected("wrong secret"));
    assertThat(check("fred", "")).isEqualTo(new Verdict.Rejected("wrong secret"));
    assertThat(diagnose("s3cr3t"))
        .containsExactly(new LoginStep("compare", Outcome.OK, "with the option sharedsecret"));
    assertThat(diagnose("x"))
        .containsExactly(new LoginStep("compare", Outcome.FAILED, "wrong secret"));
  }

  private List<LoginStep> diagnose(String password) {
    List<LoginStep> steps = new ArrayList<>();
    var unused =
        backend.diagnose(
            new Login("sharedsecret", "fred", password.toCharArray(), "a test"), steps::add);
    return steps;
  }

  @Test
  void believesNobodyWithoutASecret() throws Exception {
    Verdict none = new Verdict.Rejected("the option sharedsecret is not set");
    assertThat(check("fred", "")).isEqualTo(none);
    settings = new FixedSettings(Path.of("/nowhere"));
    assertThat(check("fred", "")).isEqualTo(none);
    settings =
        new FixedSettings(Path.of("/nowhere")).withAll(Map.of(MasterOptions.SHAREDSECRET, ""));
    assertThat(check("fred", "")).isEqualTo(none);
  }
}
