// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.failover.internal;

import io.saltern.api.minion.MasterChange;
import io.saltern.api.minion.MasterChanges;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** Counts changes of the master. */
@Component(service = {MasterChanges.class, Changes.class})
public final class Changes implements MasterChanges {
  private final Map<String, Long> counts = new TreeMap<>();
  private @Nullable MasterChange last;

  synchronized void add(MasterChange change) {
    counts.merge(change.reason(), 1L, Long::sum);
    last = change;
  }

  @Override
  public synchronized Map<String, Long> counts() {
    return Map.copyOf(counts);
  }

  @Override
  public synchronized Optional<MasterChange> last() {
    return Optional.ofNullable(last);
  }
}
