// SPDX-License-Identifier: Apache-2.0
package io.saltern.targeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saltern.api.MinionId;
import io.saltern.api.Target;
import io.saltern.api.TargetType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTargetsTest {
  private static final Map<String, Object> GRAINS =
      Map.of(
          "ipv4", List.of("127.0.0.1", "10.0.1.7"),
          "ipv6", List.of("::1", "fe80::1:2", "not an address"));

  private static boolean matches(String expression, Map<String, ?> grains) {
    return new TargetCompiler(Nodegroups.none())
        .compile(new Target(TargetType.IPCIDR, expression, ":"))
        .matches(MinionFacts.of(new MinionId("m"), grains, Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.1.7, true",
    "10.0.1.8, false",
    "10.0.1.0/24, true",
    "10.0.1.0/29, true",
    "10.0.1.0/30, false",
    "10.0.0.0/255.255.0.0, true",
    "0.0.0.0/0, true",
    "fe80::1:2, true",
    "fe80:0:0::1:2, true",
    "fe80::/10, true",
    "fd00::/8, false"
  })
  void addressesAndNetworks(String expression, boolean expected) {
    assertThat(matches(expression, GRAINS)).isEqualTo(expected);
  }

  @Test
  void aMinionWithoutAddressesIsNotMeant() {
    assertThat(matches("0.0.0.0/0", Map.of())).isFalse();
    assertThat(matches("10.0.1.7", Map.of("ipv4", "10.0.1.7"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bad",
        "",
        "10.0.1",
        "10.0.1.256",
        "10.0.1.07",
        "10.0.1.1/24",
        "10.0.1.0/33",
        "10.0.1.0/",
        "10.0.1.0/255.0.255.0",
        "localhost",
        "fe80::g",
        ":::",
        "::/129",
        "1.2.3.4/24/24"
      })
  void whatIsNeitherIsAnError(String expression) {
    assertThatThrownBy(() -> matches(expression, GRAINS))
        .isInstanceOf(TargetSyntaxException.class)
        .hasMessageContaining("bad ipcidr target");
  }
}
