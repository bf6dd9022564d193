// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.api.FunctionCall;
import java.util.List;
import java.util.Map;

/**
 * What a function may be called with. Each pattern needs its argument; arguments without a pattern
 * may be anything.
 */
record ArgumentRule(List<ArgumentPattern> args, Map<String, ArgumentPattern> kwargs) {
  ArgumentRule {
    args = List.copyOf(args);
    kwargs = Map.copyOf(kwargs);
  }

  boolean accepts(FunctionCall call) {
    if (call.arguments().size() < args.size()) {
      return false;
    }
    for (int i = 0; i < args.size(); i++) {
      if (!args.get(i).matches(call.arguments().get(i))) {
        return false;
      }
    }
    return kwargs.entrySet().stream()
        .allMatch(
            e ->
                call.keywords().containsKey(e.getKey())
                    && e.getValue().matches(call.keywords().get(e.getKey())));
  }
}
