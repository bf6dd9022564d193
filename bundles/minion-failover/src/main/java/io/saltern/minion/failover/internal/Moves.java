// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.failover.internal;

import io.saltern.api.transport.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the {@link Machine} goes from a master that lives to another one: that is tried, and asked,
 * while the present one is served on.
 */
final class Moves {
  private final Rules rules;
  private final Order order;

  Moves(Rules rules, Order order) {
    this.rules = rules;
    this.order = order;
  }

  /** Tries the first master, when that is due. */
  Phase.Serving failback(Turn turn, Phase.Serving serving) {
    return serving.failbackAt().filter(turn::reached).isPresent()
        ? attempt(turn, serving, Reason.FAILBACK, List.of(order.first()))
        : serving;
  }

  /** The master that is served drains: tries the others, unless that was done a moment ago. */
  Phase.Serving leaveDraining(Turn turn, Phase.Serving serving) {
    if (serving.trial().isPresent() || !turn.reached(serving.moveFrom())) {
      return serving;
    }
    List<Endpoint> others =
        turn.order().stream().filter(master -> !master.equals(serving.master())).toList();
    turn.info(
        "Master "
            + serving.master().host()
            + (others.isEmpty()
                ? " drains, and there is no other one"
                : " drains: trying the others"));
    return attempt(turn, serving, Reason.DRAINING, others);
  }

  /** The master that is tried does not do; the next one is. */
  Phase.Serving next(Turn turn, Phase.Serving serving, Phase.Trial failed, String why) {
    turn.debug("Not moving to " + failed.master() + ": " + why);
    return attempt(turn, serving, failed.reason(), failed.next());
  }

  private Phase.Serving attempt(
      Turn turn, Phase.Serving serving, Reason reason, List<Endpoint> masters) {
    if (masters.isEmpty()) {
      return serving.staying(failbackAt(turn, serving.master()), again(turn));
    }
    Endpoint master = masters.get(0);
    int link = turn.tryOut(master);
    return serving.trying(
        new Phase.Trial(
            link,
            master,
            reason,
            masters.subList(1, masters.size()),
            turn.now().plus(rules.patience()),
            false));
  }

  /** When to try the first master next, if that is wanted. */
  Optional<Duration> failbackAt(Turn turn, Endpoint served) {
    return rules.failback() && !served.equals(order.first())
        ? Optional.of(again(turn))
        : Optional.empty();
  }

  private Duration again(Turn turn) {
    return turn.now().plus(rules.failbackInterval());
  }
}
