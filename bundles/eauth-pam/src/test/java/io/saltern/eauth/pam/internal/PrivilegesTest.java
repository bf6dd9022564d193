// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PrivilegesTest {
  @Test
  void whatIsLackingIsSaidWithTheRemedy() {
    assertThat(Privileges.lackOf("salt"))
        .contains("cannot read /etc/shadow", "usermod -a -G shadow salt");
  }

  @Test
  void lackWhereShadowCannotBeRead() {
    assertThat(Privileges.lack().isEmpty()).isEqualTo(Files.isReadable(Path.of("/etc/shadow")));
  }
}
