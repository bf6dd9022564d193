// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustTest {
  @ParameterizedTest
  @CsvSource({
    "NONE,  false, false, false, false, FIRST",
    "SAME,  false, false, false, false, KNOWN",
    "OTHER, false, false, false, false, CHANGED",
    "NONE,  true,  false, false, false, SIGNATURE_UNWANTED",
    "SAME,  true,  false, false, false, SIGNATURE_UNWANTED",
    "OTHER, true,  false, false, false, SIGNATURE_UNWANTED",
    "NONE,  false, true,  false, false, SIGNATURE_MISSING",
    "SAME,  false, true,  false, false, SIGNATURE_MISSING",
    "OTHER, false, true,  false, false, SIGNATURE_MISSING",
    "NONE,  true,  true,  false, false, VERIFY",
    "SAME,  true,  true,  false, false, KNOWN",
    "OTHER, true,  true,  false, false, VERIFY",
    "NONE,  true,  true,  true,  false, VERIFY",
    "SAME,  true,  true,  true,  false, KNOWN_AND_VERIFY",
    "OTHER, true,  true,  true,  false, VERIFY",
    "SAME,  false, false, true,  false, SIGNATURE_MISSING",
    "OTHER, false, false, true,  false, CHANGED",
    "OTHER, false, false, false, true,  FIRST",
    "OTHER, true,  true,  false, true,  VERIFY",
    "OTHER, true,  false, false, true,  SIGNATURE_UNWANTED",
    "SAME,  false, false, false, true,  KNOWN",
  })
  void followsSaltsTable(
      Trust.Stored stored,
      boolean signed,
      boolean verify,
      boolean always,
      boolean openMode,
      Trust wanted) {
    Trust.Rules rules = new Trust.Rules(verify, always, openMode);
    assertThat(Trust.of(stored, signed, rules)).isEqualTo(wanted);
  }
}
