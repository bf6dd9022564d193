// SPDX-License-Identifier: Apache-2.0
package io.saltern.api;

import java.util.Arrays;
import java.util.Optional;

/** How a target expression is read: Salt's {@code tgt_type}. */
public enum TargetType {
  GLOB("glob"),
  PCRE("pcre"),
  LIST("list"),
  GRAIN("grain"),
  GRAIN_PCRE("grain_pcre"),
  PILLAR("pillar"),
  PILLAR_PCRE("pillar_pcre"),
  PILLAR_EXACT("pillar_exact"),
  IPCIDR("ipcidr"),
  RANGE("range"),
  DATA("data"),
  NODEGROUP("nodegroup"),
  COMPOUND("compound");

  private final String wireName;

  TargetType(String wireName) {
    this.wireName = wireName;
  }

  /** The name that travels, as {@code grain_pcre}. */
  public String wireName() {
    return wireName;
  }

  /** The type of that name, or empty when there is none. */
  public static Optional<TargetType> of(String wireName) {
    return Arrays.stream(values()).filter(t -> t.wireName.equals(wireName)).findFirst();
  }
}
