// SPDX-License-Identifier: Apache-2.0
package io.saltern.runners.internal;

import io.saltern.api.FunctionCall;
import io.saltern.api.function.FunctionException;
import io.saltern.api.function.JobContext;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes Salt's minions go to their next master. They ask no master whether it drains; but the event
 * that their own check of the master fires makes them fail over, and any job can fire it.
 */
final class SaltMinions {
  private static final String EVENT = "__master_disconnected";
  private static final double SECONDS = 5;

  private final Minions minions;
  private final JobContext job;

  SaltMinions(Minions minions, JobContext job) {
    this.minions = minions;
    this.job = job;
  }

  /** Whether each of them has gone. */
  Map<String, Boolean> move(Set<String> ids) throws FunctionException, InterruptedException {
    Set<String> able = new TreeSet<>();
    ask(ids, FunctionCall.of("config.get", "master_type"))
        .forEach(
            (id, type) -> {
              if ("failover".equals(type)) {
                able.add(id);
              }
            });
    Map<String, Set<String>> byName =
        ask(able, FunctionCall.of("config.get", "master")).entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    entry -> String.valueOf(entry.getValue()),
                    TreeMap::new,
                    Collectors.mapping(Map.Entry::getKey, Collectors.toCollection(TreeSet::new))));
    for (Map.Entry<String, Set<String>> one : byName.entrySet()) {
      // it answers before it goes, or not at all
      ask(one.getValue(), FunctionCall.of("event.fire", Map.of("master", one.getKey()), EVENT));
    }
    Set<String> left = ask(able, FunctionCall.of("test.ping")).keySet();
    Map<String, Boolean> gone = new TreeMap<>();
    ids.forEach(id -> gone.put(id, able.contains(id) && !left.contains(id)));
    return gone;
  }

  private Map<String, @Nullable Object> ask(Set<String> ids, FunctionCall call)
      throws FunctionException, InterruptedException {
    return ids.isEmpty()
        ? Map.of()
        : minions.ask(String.join(",", ids), "list", call, SECONDS, SECONDS, job).returns();
  }
}
