// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.failover.internal;

import io.saltern.api.minion.SignOfLife;
import io.saltern.api.transport.Ending;
import io.saltern.api.transport.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Decides which master a minion serves. It has no clock, no threads and no links: it is told what
 * happens and when, and answers what is to be done.
 *
 * <p>Masters are tried in order, in rounds, until one takes the minion in. When that one is lost
 * the next round begins at once with the others, and with the lost one at its end. A loss soon
 * after another one waits for the end of the dwell time first, so that a network that comes and
 * goes does not drive the minion to and fro. How it leaves a master that lives is in {@link Moves}.
 */
final class Machine {
  private static final String NONE_LEFT =
      "No master could be reached or all masters denied the minion's connection attempt.";

  private final Rules rules;
  private final Order order;
  private final UnaryOperator<Duration> jitter;
  private final Moves moves;

  /**
   * @param jitter makes a wait a little shorter, differently each time
   */
  Machine(Rules rules, Order order, UnaryOperator<Duration> jitter) {
    this.rules = rules;
    this.order = order;
    this.jitter = jitter;
    this.moves = new Moves(rules, order);
  }

  /** How a minion stands before {@link Happening.Begin}. */
  State idle() {
    return State.idle(order.atStart(), rules.pause());
  }

  /**
   * What follows when something happens. What comes from links that are not tried or served any
   * more is ignored.
   *
   * @param now time since any fixed moment
   */
  Step step(State state, Happening event, Duration now) {
    Turn turn = new Turn(state, now);
    if (event instanceof Happening.Begin) {
      round(turn);
    } else if (event instanceof Happening.Ready ready) {
      ready(turn, ready.link());
    } else if (event instanceof Happening.Failed failed) {
      failed(turn, failed);
    } else if (event instanceof Happening.Lost lost) {
      lost(turn, lost);
    } else if (event instanceof Happening.Asked asked) {
      asked(turn, asked);
    } else if (event instanceof Happening.Recheck) {
      recheck(turn);
    } else {
      tick(turn);
    }
    return turn.step();
  }

  private void ready(Turn turn, int link) {
    Phase phase = turn.phase();
    if (phase instanceof Phase.Trying trying && trying.link() == link) {
      turn.lastLoss().ifPresent(loss -> turn.regained(link, loss, trying.master()));
      serve(turn, link, trying.master());
    } else if (phase instanceof Phase.Serving serving && serving.trial(link).isPresent()) {
      turn.phase(serving.trying(serving.trial().get().nowReady()));
      turn.ask(link, rules.answerWithin());
    }
  }

  private void move(Turn turn, Phase.Serving serving, Phase.Trial trial) {
    Endpoint master = trial.master();
    if (trial.reason() == Reason.FAILBACK) {
      turn.info("Master " + master.host() + " is there again");
    }
    turn.changed(serving.master(), master);
    turn.part(serving.link(), master, trial.reason());
    turn.tell(trial.link(), new State.Loss(serving.master(), trial.reason(), turn.now()), master);
    serve(turn, trial.link(), master);
  }

  private void serve(Turn turn, int link, Endpoint master) {
    boolean away = rules.failback() && !master.equals(order.first());
    Optional<Duration> failbackAt =
        away
            ? Optional.of(turn.now().plus(Rules.longer(rules.failbackInterval(), rules.dwell())))
            : Optional.empty();
    Watch watch =
        rules.alive().isZero() ? Watch.OFF : Watch.askAt(turn.now().plus(rules.askEvery()));
    turn.served(
        new Phase.Serving(
            link, master, turn.now(), watch, failbackAt, turn.now(), Optional.empty()),
        master,
        rules.pause());
  }

  private void failed(Turn turn, Happening.Failed failed) {
    Phase phase = turn.phase();
    if (phase instanceof Phase.Trying trying && trying.link() == failed.link()) {
      turn.debug("Master " + trying.master() + ": " + failed.outcome().message());
      next(turn, trying);
    } else if (phase instanceof Phase.Serving serving && serving.trial(failed.link()).isPresent()) {
      turn.phase(moves.next(turn, serving, serving.trial().get(), failed.outcome().message()));
    }
  }

  private void next(Turn turn, Phase.Trying trying) {
    turn.info(
        "Master " + trying.master().host() + " could not be reached, trying next master (if any)");
    attempt(turn, trying.next());
  }

  private void lost(Turn turn, Happening.Lost lost) {
    int link = lost.link();
    Phase phase = turn.phase();
    if (phase instanceof Phase.Trying trying && trying.link() == link) {
      turn.close(link);
      next(turn, trying);
    } else if (phase instanceof Phase.Serving serving && serving.link() == link) {
      leave(turn, serving, lost.how() == Ending.SILENT ? Reason.UNHEARD : Reason.CLOSED);
    } else if (phase instanceof Phase.Serving serving && serving.trial(link).isPresent()) {
      turn.close(link);
      turn.phase(moves.next(turn, serving, serving.trial().get(), "connection lost"));
    }
  }

  private void leave(Turn turn, Phase.Serving serving, Reason reason) {
    Endpoint master = serving.master();
    boolean soon = turn.now().minus(serving.since()).compareTo(rules.dwell()) < 0;
    turn.info("Connection to master " + master.host() + " lost");
    turn.info("Trying to tune in to next master from master-list");
    turn.info("Removing possibly failed master " + master.host() + " from list of masters");
    turn.close(serving.link());
    turn.lost(new State.Loss(master, reason, turn.now()), order, soon);
    Duration dwelled = serving.since().plus(rules.dwell());
    if (serving.trial().isPresent()) {
      goOnWith(turn, master, serving.trial().get());
    } else if (turn.shortStays() > 1) {
      turn.info("Masters are lost again and again: waiting before the next one");
      turn.phase(new Phase.Pausing(dwelled));
    } else {
      round(turn);
    }
  }

  /** The master is lost while another one is tried. */
  private void goOnWith(Turn turn, Endpoint lost, Phase.Trial trial) {
    Endpoint master = trial.master();
    turn.changed(lost, master);
    if (trial.ready()) {
      turn.lastLoss().ifPresent(loss -> turn.regained(trial.link(), loss, master));
      serve(turn, trial.link(), master);
      return;
    }
    List<Endpoint> others = turn.order().stream().filter(m -> !m.equals(master)).toList();
    turn.phase(new Phase.Trying(trial.link(), master, others, trial.until(), Watch.OFF));
  }

  private void round(Turn turn) {
    attempt(turn, turn.order());
  }

  private void attempt(Turn turn, List<Endpoint> masters) {
    if (masters.isEmpty()) {
      roundFailed(turn);
      return;
    }
    Endpoint master = masters.get(0);
    turn.triedLast().ifPresent(last -> turn.changed(last, master));
    int link = turn.serve(master);
    // asked once it may be signed in: a master that freezes while it takes the minion in is noticed
    Watch watch =
        rules.alive().isZero()
            ? Watch.OFF
            : Watch.askAt(turn.now().plus(rules.signIn()).plus(rules.askEvery()));
    turn.phase(
        new Phase.Trying(
            link,
            master,
            masters.subList(1, masters.size()),
            turn.now().plus(rules.patience()),
            watch));
  }

  private void roundFailed(Turn turn) {
    Duration pause = jitter.apply(turn.pause());
    turn.failedRound(rules.longerPause(turn.pause()));
    if (rules.tries() > 0 && turn.rounds() >= rules.tries()) {
      turn.giveUp(NONE_LEFT);
      return;
    }
    turn.info("Waiting " + pause.toMillis() / 1000.0 + " seconds before retry.");
    turn.phase(new Phase.Pausing(turn.now().plus(pause)));
  }

  private void asked(Turn turn, Happening.Asked asked) {
    Phase phase = turn.phase();
    if (phase instanceof Phase.Serving serving && serving.link() == asked.link()) {
      if (asked.life() == SignOfLife.NONE) {
        leave(turn, serving, Reason.SILENT);
        return;
      }
      Phase.Serving on = serving.with(again(turn, serving.watch()));
      boolean draining = asked.life() == SignOfLife.DRAINING;
      turn.phase(draining ? moves.leaveDraining(turn, on) : on);
    } else if (phase instanceof Phase.Serving serving && serving.trial(asked.link()).isPresent()) {
      trialAsked(turn, serving, serving.trial().get(), asked.life());
    } else if (phase instanceof Phase.Trying trying && trying.link() == asked.link()) {
      if (asked.life() != SignOfLife.NONE) {
        turn.phase(trying.with(again(turn, trying.watch())));
      } else {
        turn.close(asked.link());
        next(turn, trying);
      }
    }
  }

  private void trialAsked(Turn turn, Phase.Serving serving, Phase.Trial trial, SignOfLife life) {
    if (life == SignOfLife.ALIVE) {
      move(turn, serving, trial);
    } else {
      turn.close(trial.link());
      String why = life == SignOfLife.DRAINING ? "it drains" : "no answer";
      turn.phase(moves.next(turn, serving, trial, why));
    }
  }

  private void recheck(Turn turn) {
    if (turn.phase() instanceof Phase.Serving serving && serving.watch().answerBy().isEmpty()) {
      turn.phase(serving.with(ask(turn, serving.link())));
    }
  }

  /** Counted from the last question, not from its answer: else the interval would not hold. */
  private Watch again(Turn turn, Watch answered) {
    if (rules.alive().isZero()) {
      return Watch.OFF;
    }
    Duration asked =
        answered.answerBy().map(time -> time.minus(rules.answerWithin())).orElse(turn.now());
    return Watch.askAt(Rules.longer(asked.plus(rules.askEvery()), turn.now()));
  }

  private void tick(Turn turn) {
    Phase phase = turn.phase();
    if (phase instanceof Phase.Pausing pausing && turn.reached(pausing.until())) {
      round(turn);
    } else if (phase instanceof Phase.Trying trying) {
      if (turn.reached(trying.until()) || trying.watch().isOver(turn.now())) {
        turn.close(trying.link());
        next(turn, trying);
      } else if (trying.watch().isDue(turn.now())) {
        turn.phase(trying.with(ask(turn, trying.link())));
      }
    } else if (phase instanceof Phase.Serving serving) {
      if (serving.watch().isOver(turn.now())) {
        leave(turn, serving, Reason.SILENT);
        return;
      }
      Phase.Serving now = serving;
      if (now.watch().isDue(turn.now())) {
        now = now.with(ask(turn, now.link()));
      }
      turn.phase(trialOver(turn, now));
    }
  }

  private Watch ask(Turn turn, int link) {
    turn.ask(link, rules.answerWithin());
    return Watch.answerBy(turn.now().plus(rules.answerWithin()));
  }

  private Phase.Serving trialOver(Turn turn, Phase.Serving serving) {
    Optional<Phase.Trial> over = serving.trial().filter(trial -> turn.reached(trial.until()));
    if (over.isEmpty()) {
      return moves.failback(turn, serving);
    }
    turn.close(over.get().link());
    return moves.next(turn, serving, over.get(), "it takes too long");
  }
}
