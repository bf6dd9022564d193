// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.channel;

import java.util.Map;

/**
 * An answer for the sender's eyes alone: encrypted to its RSA key and signed, as Salt does with
 * pillars.
 *
 * @param field the name it travels under, as {@code pillar}
 */
public record PrivateAnswer(String field, Map<String, Object> value) {
  /** Without the value. */
  @Override
  public String toString() {
    return "PrivateAnswer[" + field + "]";
  }
}
