// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Option;
import io.saltern.api.config.PamOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.testing.FixedSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PamOptionsCheckTest {
  private static final String NONE = "saltern-has-no-such-service";

  private static Settings settings(String backend, Map<Option<?>, Object> more) {
    Map<Option<?>, Object> values = new HashMap<>(more);
    values.put(MasterOptions.EXTERNAL_AUTH, Map.of(backend, Map.of("alice", List.of("test.*"))));
    return new FixedSettings(Path.of("/nowhere")).withAll(values).inFile();
  }

  @Test
  void aServiceThatIsNotThereIsAnErrorWithItsPlace() {
    assertThat(new PamOptionsCheck().problems(settings("pam", Map.of(PamOptions.SERVICE, NONE))))
        .containsExactly(
            "FILE:auth.pam.service: auth.pam.service: there is no PAM service '%1$s': no file"
                    .formatted(NONE)
                + " /etc/pam.d/%1$s or /usr/lib/pam.d/%1$s".formatted(NONE));
  }

  @Test
  void isNotAskedForWhereNobodyUsesIt() {
    assertThat(new PamOptionsCheck().problems(settings("file", Map.of(PamOptions.SERVICE, NONE))))
        .isEmpty();
  }

  @Test
  void theDeadlineIsThatOfAllBackendsUnlessSaid() {
    assertThat(PamSettings.of(settings("pam", Map.of())).patience())
        .isEqualTo(Duration.ofSeconds(10));
    assertThat(PamSettings.of(settings("pam", Map.of(PamOptions.TIMEOUT, 2.5))).patience())
        .isEqualTo(Duration.ofMillis(2500));
  }
}
