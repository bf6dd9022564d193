// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.auto.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saltern.api.auth.Login;
import io.saltern.api.auth.Verdict;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.testing.FixedSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AutoBackendTest {
  private static final FixedSettings ALLOWING =
      new FixedSettings(Path.of("/nowhere")).withAll(Map.of(MasterOptions.EAUTH_AUTO, true));

  @Test
  void letsEverybodyInWhenAllowed() throws Exception {
    Login login = new Login("auto", "fred", new char[0], "a test");
    assertThat(
            new AutoBackend(ALLOWING)
                .authenticate(login)
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS))
        .isEqualTo(new Verdict.Accepted("fred", Set.of()));
  }

  @Test
  void refusesToStartUnlessAllowed() {
    assertThatThrownBy(() -> new AutoBackend(new FixedSettings(Path.of("/nowhere"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("eauth_auto");
  }
}
