// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.failover.internal;

import io.saltern.api.minion.MasterChange;
import io.saltern.api.transport.Endpoint;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One step of the {@link Machine} while it is made: the state so far, and the deeds so far. */
final class Turn {
  private final List<Deed> deeds = new ArrayList<>();
  private final Duration now;
  private State state;

  Turn(State state, Duration now) {
    this.state = state;
    this.now = now;
  }

  Step step() {
    return new Step(state, deeds);
  }

  Duration now() {
    return now;
  }

  boolean reached(Duration time) {
    return time.compareTo(now) <= 0;
  }

  Phase phase() {
    return state.phase();
  }

  void phase(Phase phase) {
    state = state.with(phase);
  }

  List<Endpoint> order() {
    return state.order();
  }

  Optional<State.Loss> lastLoss() {
    return state.loss();
  }

  Optional<Endpoint> triedLast() {
    return state.tried();
  }

  int shortStays() {
    return state.shortStays();
  }

  int rounds() {
    return state.rounds();
  }

  Duration pause() {
    return state.pause();
  }

  void served(Phase.Serving serving, Endpoint master, Duration firstPause) {
    state = state.served(serving, master, firstPause);
  }

  void lost(State.Loss loss, Order order, boolean soon) {
    state = state.lost(loss, order.after(state.order(), loss.master()), soon);
  }

  void failedRound(Duration nextPause) {
    state = state.failedRound(nextPause);
  }

  /** Begins to serve a master; gives the link's number. */
  int serve(Endpoint master) {
    state = state.begun(master);
    deeds.add(new Deed.Serve(state.links(), master));
    return state.links();
  }

  /** The same beside the master that is served. */
  int tryOut(Endpoint master) {
    Optional<Endpoint> served = state.tried();
    int link = serve(master);
    state = state.tried(served);
    return link;
  }

  void close(int link) {
    deeds.add(new Deed.Close(link));
  }

  /** Leaves a master that lives. */
  void part(int link, Endpoint to, Reason reason) {
    deeds.add(new Deed.Part(link, to, reason.text()));
  }

  void ask(int link, Duration timeout) {
    deeds.add(new Deed.Ask(link, timeout));
  }

  void tell(int link, State.Loss loss, Endpoint to) {
    deeds.add(
        new Deed.Tell(
            link,
            new MasterChange(loss.master(), to, loss.reason().text(), now.minus(loss.time()))));
  }

  /** A master is served after one was lost. */
  void regained(int link, State.Loss loss, Endpoint master) {
    if (loss.master().equals(master)) {
      info("Connection to master " + master.host() + " re-established");
    } else {
      tell(link, loss, master);
    }
  }

  void giveUp(String reason) {
    say(Level.ERROR, reason);
    phase(new Phase.Ended());
    deeds.add(new Deed.GiveUp(reason));
  }

  /** Says that another master has its turn, if it is another one. */
  void changed(Endpoint from, Endpoint to) {
    if (!from.equals(to)) {
      boolean neighbours = from.host().equals(to.host());
      say(
          Level.WARNING,
          "Master ip address changed from %s to %s"
              .formatted(neighbours ? from : from.host(), neighbours ? to : to.host()));
    }
  }

  void info(String text) {
    say(Level.INFO, text);
  }

  void debug(String text) {
    say(Level.DEBUG, text);
  }

  private void say(Level level, String text) {
    deeds.add(new Deed.Say(level, text));
  }
}
