// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Return codes as minions send them. */
final class Retcodes {
  private Retcodes() {}

  /** A number, or of several functions' codes the highest; 0 when there is none. */
  static int of(@Nullable Object retcode) {
    if (retcode instanceof Map<?, ?> several) {
      return several.values().stream().mapToInt(Retcodes::of).max().orElse(0);
    }
    return retcode instanceof Number number ? number.intValue() : 0;
  }
}
