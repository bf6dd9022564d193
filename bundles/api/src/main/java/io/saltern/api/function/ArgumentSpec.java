// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.function;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a function can be called with.
 *
 * @param names of the named parameters, in order
 * @param defaults of the last of them; their values may be null
 * @param positionals whether further positional arguments are taken
 * @param keywords whether further keyword arguments are taken
 */
public record ArgumentSpec(
    List<String> names, List<@Nullable Object> defaults, boolean positionals, boolean keywords) {
  public ArgumentSpec {
    names = List.copyOf(names);
    defaults = Collections.unmodifiableList(new ArrayList<>(defaults));
  }

  /** As {@code sys.argspec} tells it. */
  public Map<String, @Nullable Object> report() {
    Map<String, @Nullable Object> report = new LinkedHashMap<>();
    report.put("args", names.isEmpty() ? null : names);
    report.put("defaults", defaults.isEmpty() ? null : defaults);
    report.put("varargs", positionals ? true : null);
    report.put("kwargs", keywords ? true : null);
    return report;
  }
}
