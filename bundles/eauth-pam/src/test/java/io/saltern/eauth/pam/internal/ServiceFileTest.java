// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceFileTest {
  @TempDir Path own;
  @TempDir Path vendors;

  @BeforeEach
  void other() throws IOException {
    file(own, "other", "auth required pam_unix.so\naccount required pam_unix.so\n");
  }

  private static void file(Path folder, String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private ServiceFile service(String name) {
    return new ServiceFile(List.of(own, vendors), name);
  }

  @Test
  void isUsedWithRulesForBoth() throws IOException {
    file(own, "login", "auth required pam_unix.so\n-account  [default=bad] pam_unix.so\n");
    file(vendors, "vendor", "auth required pam_unix.so\naccount required pam_unix.so\n");
    assertThat(service("login").flaw()).isEmpty();
    assertThat(service("login").path()).contains(own.resolve("login"));
    assertThat(service("vendor").path()).contains(vendors.resolve("vendor"));
    assertThat(service("other").flaw()).isEmpty();
  }

  @Test
  void isFoundAsPamDoesWithoutCapitals() throws IOException {
    file(own, "login", "auth required pam_unix.so\naccount required pam_unix.so\n");
    assertThat(service("Login").flaw()).isEmpty();
    assertThat(service("Login").name()).isEqualTo("login");
  }

  @Test
  void rulesMayBeIncluded() throws IOException {
    file(own, "all", "auth required pam_unix.so\naccount required pam_unix.so\n");
    file(own, "debians", "# comment\n@include all\n");
    file(own, "fedoras", "auth include all\naccount substack all\n");
    assertThat(service("debians").flaw()).isEmpty();
    assertThat(service("fedoras").flaw()).isEmpty();
  }

  @Test
  void namesWhatIsMissing() throws IOException {
    assertThat(service("nosuch").flaw())
        .contains(
            "there is no PAM service 'nosuch': no file %s/nosuch or %s/nosuch"
                .formatted(own, vendors));
    file(own, "half", "auth required pam_unix.so\n#account required pam_unix.so\n");
    assertThat(service("half").flaw()).contains(own + "/half has no rules for account");
    file(own, "less", "auth include session-only\naccount required pam_unix.so\n");
    file(own, "session-only", "session required pam_unix.so\n");
    assertThat(service("less").flaw()).contains(own + "/less has no rules for auth");
    file(own, "round", "@include round\n");
    assertThat(service("round").flaw().orElseThrow()).contains("include each other");
  }

  @Test
  void isNoPath() {
    for (String name : List.of("../login", "/etc/pam.d/login", "", "a b", ".hidden")) {
      assertThat(service(name).flaw().orElseThrow()).contains("is no name of a PAM service");
    }
  }
}
