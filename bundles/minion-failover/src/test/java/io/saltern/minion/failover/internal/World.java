// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.failover.internal;

import io.saltern.api.channel.SignIn;
import io.saltern.api.minion.MasterChange;
import io.saltern.api.minion.SignOfLife;
import io.saltern.api.transport.Ending;
import io.saltern.api.transport.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Masters that live and die, and a {@link Machine} among them, in a time that the test moves. */
final class World {
  static final Rules USUAL =
      new Rules(
          Duration.ofSeconds(6),
          Duration.ofSeconds(4),
          false,
          Duration.ofSeconds(30),
          Duration.ofSeconds(5),
          0,
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofSeconds(125));
  static final Duration SIGN_IN = Duration.ofMillis(50);
  private static final Duration REFUSAL = Duration.ofMillis(20);

  final List<Endpoint> masters;
  final Set<Endpoint> alive = new HashSet<>();
  final Set<Endpoint> frozen = new HashSet<>();
  final Set<Endpoint> draining = new HashSet<>();
  final Map<Endpoint, SignIn.Outcome> refusing = new HashMap<>();
  final List<String> said = new ArrayList<>();
  final List<MasterChange> changes = new ArrayList<>();
  final List<String> parted = new ArrayList<>();
  final List<Endpoint> attempts = new ArrayList<>();
  final Map<Integer, Endpoint> open = new HashMap<>();
  Optional<String> gaveUp = Optional.empty();
  Duration now = Duration.ZERO;
  State state;
  private final Rules rules;
  private final Machine machine;
  private final PriorityQueue<Coming> coming = new PriorityQueue<>();
  private long order;

  private record Coming(Duration time, long order, Happening event) implements Comparable<Coming> {
    @Override
    public int compareTo(Coming other) {
      int byTime = time.compareTo(other.time);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  World(int size, Rules rules) {
    this(size, rules, UnaryOperator.identity());
  }

  World(int size, Rules rules, UnaryOperator<List<Endpoint>> shuffle) {
    this.rules = rules;
    masters = IntStream.rangeClosed(1, size).mapToObj(World::master).toList();
    alive.addAll(masters);
    machine =
        new Machine(rules, new Order(masters, shuffle, rules.failback()), UnaryOperator.identity());
    state = machine.idle();
  }

  static Endpoint master(int number) {
    return new Endpoint("172.16.0." + number, 4506);
  }

  World begin() {
    step(new Happening.Begin());
    return this;
  }

  /** The master that is served now. */
  Optional<Endpoint> served() {
    return state.phase() instanceof Phase.Serving serving
        ? Optional.of(serving.master())
        : Optional.empty();
  }

  /** A master dies, and its connections close. */
  void kill(Endpoint master) {
    alive.remove(master);
    links(master).forEach(link -> step(new Happening.Lost(link, Ending.CLOSED)));
  }

  /** The connections of a master close, and it lives. */
  void cut(Endpoint master) {
    links(master).forEach(link -> step(new Happening.Lost(link, Ending.CLOSED)));
  }

  private List<Integer> links(Endpoint master) {
    return open.entrySet().stream()
        .filter(entry -> entry.getValue().equals(master))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Lets time pass. */
  void pass(Duration time) {
    Duration end = now.plus(time);
    for (Optional<Duration> next = nextTime();
        next.isPresent() && next.get().compareTo(end) <= 0;
        next = nextTime()) {
      now = Rules.longer(now, next.get());
      Coming first = coming.peek();
      if (first != null && first.time().compareTo(now) <= 0) {
        coming.remove();
        step(first.event());
      } else {
        step(new Happening.Tick());
      }
    }
    now = end;
  }

  /** Lets time pass until a master is served, at most this long. */
  boolean passUntilServed(Duration most) {
    Duration end = now.plus(most);
    while (served().isEmpty() && now.compareTo(end) < 0) {
      pass(Duration.ofMillis(10));
    }
    return served().isPresent();
  }

  private Optional<Duration> nextTime() {
    Optional<Duration> event = Optional.ofNullable(coming.peek()).map(Coming::time);
    Optional<Duration> alarm = state.phase().wakeAt();
    return event.isPresent() && alarm.isPresent()
        ? Optional.of(event.get().compareTo(alarm.get()) <= 0 ? event.get() : alarm.get())
        : event.or(() -> alarm);
  }

  void step(Happening event) {
    if (event instanceof Happening.Failed failed) {
      open.remove(failed.link());
    }
    Step step = machine.step(state, event, now);
    state = step.state();
    step.deeds().forEach(this::carryOut);
  }

  private void later(Duration wait, Happening event) {
    coming.add(new Coming(now.plus(wait), order++, event));
  }

  private void carryOut(Deed deed) {
    if (deed instanceof Deed.Say say) {
      said.add(say.text());
    } else if (deed instanceof Deed.Serve serve) {
      serve(serve);
    } else if (deed instanceof Deed.Part part) {
      parted.add(part.reason());
      open.remove(part.link());
    } else if (deed instanceof Deed.Close close) {
      open.remove(close.link());
    } else if (deed instanceof Deed.Ask ask) {
      Endpoint master = open.get(ask.link());
      boolean answers = alive.contains(master) && !frozen.contains(master);
      later(
          answers ? REFUSAL : ask.timeout(),
          new Happening.Asked(ask.link(), life(master, answers)));
    } else if (deed instanceof Deed.Tell tell) {
      changes.add(tell.change());
    } else if (deed instanceof Deed.GiveUp giveUp) {
      gaveUp = Optional.of(giveUp.reason());
    }
  }

  private SignOfLife life(Endpoint master, boolean answers) {
    return !answers
        ? SignOfLife.NONE
        : draining.contains(master) ? SignOfLife.DRAINING : SignOfLife.ALIVE;
  }

  private void serve(Deed.Serve serve) {
    Endpoint master = serve.master();
    attempts.add(master);
    open.put(serve.link(), master);
    if (refusing.containsKey(master)) {
      later(REFUSAL, failed(serve.link(), refusing.get(master)));
    } else if (alive.contains(master) && !frozen.contains(master)) {
      later(SIGN_IN, new Happening.Ready(serve.link()));
    } else {
      later(rules.signIn(), failed(serve.link(), SignIn.Outcome.UNREACHABLE));
    }
  }

  private static Happening failed(int link, SignIn.Outcome outcome) {
    return new Happening.Failed(link, new SignIn(outcome, 0, "because"));
  }
}
