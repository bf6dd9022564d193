// SPDX-License-Identifier: Apache-2.0
package io.saltern.api;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, under one of Salt's tags.
 *
 * @param tag as {@code salt/job/20261122040423764416/ret/web1}
 * @param data without {@code _stamp}; unmodifiable
 * @param time what {@code _stamp} says
 */
public record Event(String tag, Map<String, @Nullable Object> data, Instant time) {
  public Event {
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
  }
}
