// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.minions;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A publication, as far as simulated minions look into it.
 *
 * @param jid its id
 * @param fun its function
 * @param arg the arguments, unread
 */
public record Job(String jid, String fun, List<?> arg) {
  static Job of(Map<String, @Nullable Object> load) {
    Object arg = load.get("arg");
    return new Job(
        String.valueOf(load.get("jid")),
        String.valueOf(load.get("fun")),
        arg instanceof List<?> list ? list : List.of());
  }

  /** What a minion that works for no job but this one would return. */
  Object answer() {
    return fun.equals("saltutil.find_job") ? Map.of() : true;
  }
}
