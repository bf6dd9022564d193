// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.failover.internal;

import io.saltern.api.transport.Endpoint;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.UnaryOperator;

/** In which order masters are tried: always all of them, each once. */
final class Order {
  private final List<Endpoint> masters;
  private final UnaryOperator<List<Endpoint>> shuffle;
  private final boolean firstStays;

  /**
   * @param masters as configured
   * @param shuffle makes another order of a list; identity where none is wanted
   * @param firstStays whether the first one is not moved by it
   */
  Order(List<Endpoint> masters, UnaryOperator<List<Endpoint>> shuffle, boolean firstStays) {
    this.masters = List.copyOf(new LinkedHashSet<>(masters));
    this.shuffle = shuffle;
    this.firstStays = firstStays;
  }

  /** The one to which a failback goes. */
  Endpoint first() {
    return masters.get(0);
  }

  /** The order at the start. */
  List<Endpoint> atStart() {
    return mixed(masters);
  }

  /** The order after one of them was lost: that one is the last. */
  List<Endpoint> after(List<Endpoint> before, Endpoint lost) {
    List<Endpoint> others = before.stream().filter(master -> !master.equals(lost)).toList();
    List<Endpoint> next = new ArrayList<>(mixed(others));
    next.add(lost);
    return List.copyOf(next);
  }

  private List<Endpoint> mixed(List<Endpoint> some) {
    if (!firstStays || !some.contains(first())) {
      return shuffle.apply(some);
    }
    List<Endpoint> mixed = new ArrayList<>();
    mixed.add(first());
    mixed.addAll(shuffle.apply(some.stream().filter(m -> !m.equals(first())).toList()));
    return List.copyOf(mixed);
  }
}
