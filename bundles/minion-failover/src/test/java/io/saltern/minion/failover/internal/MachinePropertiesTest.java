// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.failover.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.channel.SignIn;
import io.saltern.api.transport.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The laws of the choice of a master. */
class MachinePropertiesTest {
  private static final SignIn.Outcome[] REFUSALS = {
    SignIn.Outcome.PENDING,
    SignIn.Outcome.REJECTED,
    SignIn.Outcome.FULL,
    SignIn.Outcome.UNTRUSTED,
    SignIn.Outcome.UNREACHABLE
  };

  /** What is done to a master, and how long to wait then. */
  record Blow(int master, int kind, int millis) {}

  @Provide
  Arbitrary<Blow> blows() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 7),
            Arbitraries.integers().between(0, 6),
            Arbitraries.integers().between(0, 40_000))
        .as(Blow::new);
  }

  private static void strike(World world, Blow blow) {
    Endpoint master = world.masters.get(blow.master() % world.masters.size());
    switch (blow.kind()) {
      case 0 -> world.kill(master);
      case 1 -> world.alive.add(master);
      case 2 -> world.frozen.add(master);
      case 3 -> world.frozen.remove(master);
      case 4 -> world.draining.add(master);
      case 5 -> world.draining.remove(master);
      default -> world.cut(master);
    }
    world.pass(Duration.ofMillis(blow.millis()));
  }

  private static Rules rules(boolean failback, int alive) {
    Rules usual = World.USUAL;
    return new Rules(
        Duration.ofSeconds(alive),
        Duration.ofSeconds(alive).multipliedBy(2).dividedBy(3),
        failback,
        usual.failbackInterval(),
        usual.dwell(),
        0,
        usual.pause(),
        usual.pauseMax(),
        usual.signIn(),
        usual.patience());
  }

  private static UnaryOperator<List<Endpoint>> shuffle(long seed) {
    Random random = new Random(seed);
    return list -> {
      List<Endpoint> copy = new ArrayList<>(list);
      if (seed % 2 != 0) {
        Collections.shuffle(copy, random);
      }
      return copy;
    };
  }

  @Property(seed = "20261122")
  void aLivingMasterIsReachedWithinOneRound(
      @ForAll @IntRange(min = 1, max = 8) int size,
      @ForAll @Size(max = 8) Set<@IntRange(max = 7) Integer> dead,
      @ForAll @IntRange(max = 4) int refusal,
      @ForAll long seed) {
    World world = new World(size, World.USUAL, shuffle(seed));
    dead.stream()
        .filter(number -> number < size)
        .limit(size - 1)
        .forEach(number -> world.refusing.put(world.masters.get(number), REFUSALS[refusal]));
    world.begin();
    world.pass(World.USUAL.signIn().multipliedBy(size));
    assertThat(world.served()).isPresent();
    assertThat(world.refusing).doesNotContainKey(world.served().orElseThrow());
    assertThat(world.attempts).hasSizeLessThanOrEqualTo(size).doesNotHaveDuplicates();
  }

  @Property(seed = "20261122")
  void whateverHappenedALivingMasterIsServedSoon(
      @ForAll @IntRange(min = 1, max = 5) int size,
      @ForAll @Size(max = 40) List<@From("blows") Blow> blows,
      @ForAll boolean failback,
      @ForAll @IntRange(max = 4) int survivor,
      @ForAll long seed) {
    World world = new World(size, rules(failback, 6), shuffle(seed)).begin();
    for (Blow blow : blows) {
      strike(world, blow);
      assertThat(world.state.order()).containsExactlyInAnyOrderElementsOf(world.masters);
      assertThat(world.open).hasSizeLessThanOrEqualTo(2);
      assertThat(world.gaveUp).isEmpty();
    }
    Endpoint left = world.masters.get(survivor % size);
    world.alive.add(left);
    world.frozen.remove(left);
    world.masters.stream().filter(other -> !other.equals(left)).forEach(world::kill);
    // a round that had begun, a pause, and a round
    Duration round = World.USUAL.signIn().multipliedBy(size);
    world.pass(round.multipliedBy(2).plus(World.USUAL.pause()).plus(World.USUAL.dwell()));
    assertThat(world.served()).contains(left);
  }

  @Property(seed = "20261122")
  void theOpenLinkIsTheOneThatIsServed(
      @ForAll @IntRange(min = 1, max = 5) int size,
      @ForAll @Size(max = 40) List<@From("blows") Blow> blows,
      @ForAll boolean failback) {
    World world = new World(size, rules(failback, 6)).begin();
    for (Blow blow : blows) {
      strike(world, blow);
      world
          .served()
          .ifPresent(
              served -> {
                Phase.Serving serving = (Phase.Serving) world.state.phase();
                assertThat(world.open).containsEntry(serving.link(), served);
              });
      Set<Endpoint> others =
          world.open.values().stream()
              .filter(master -> !world.served().equals(Optional.of(master)))
              .collect(Collectors.toSet());
      assertThat(others).hasSizeLessThanOrEqualTo(1);
    }
  }

  @Property(seed = "20261122")
  void aSilentMasterIsLeftWithinTheInterval(
      @ForAll @IntRange(min = 2, max = 5) int size,
      @ForAll @IntRange(min = 1, max = 60) int alive,
      @ForAll @IntRange(max = 100_000) int millis) {
    World world = new World(size, rules(false, alive)).begin();
    world.pass(Duration.ofMillis(millis + 100));
    Endpoint first = world.served().orElseThrow();
    world.frozen.add(first);
    world.pass(Duration.ofSeconds(alive).plus(World.SIGN_IN));
    assertThat(world.served()).isPresent().isNotEqualTo(Optional.of(first));
    assertThat(world.changes)
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.from()).isEqualTo(first);
              assertThat(change.reason()).isEqualTo("no answer");
              assertThat(change.time()).isEqualTo(World.SIGN_IN);
            });
  }

  @Property(seed = "20261122")
  void masterChangesAreFewHoweverConnectionsBreak(
      @ForAll @IntRange(min = 1, max = 5) int size,
      @ForAll @IntRange(min = 1, max = 2_000) int everyMillis,
      @ForAll boolean failback) {
    World world = new World(size, rules(failback, 6)).begin();
    Duration time = Duration.ofMinutes(2);
    for (Duration t = Duration.ZERO; t.compareTo(time) < 0; t = t.plusMillis(everyMillis)) {
      world.served().ifPresent(world::cut);
      world.pass(Duration.ofMillis(everyMillis));
    }
    long dwells = time.dividedBy(World.USUAL.dwell());
    assertThat(world.attempts.size()).isBetween((int) dwells / 4, (int) dwells + 3);
  }

  @Property(seed = "20261122")
  void itGivesUpAfterTheRoundsThatMasterTriesNames(
      @ForAll @IntRange(min = 1, max = 4) int size, @ForAll @IntRange(min = 1, max = 5) int tries) {
    Rules usual = World.USUAL;
    Rules rules =
        new Rules(
            usual.alive(),
            usual.answerWithin(),
            false,
            usual.failbackInterval(),
            usual.dwell(),
            tries,
            usual.pause(),
            usual.pauseMax(),
            usual.signIn(),
            usual.patience());
    World world = new World(size, rules);
    world.alive.clear();
    world.begin();
    world.pass(Duration.ofHours(1));
    assertThat(world.gaveUp)
        .contains(
            "No master could be reached or all masters denied the minion's connection attempt.");
    assertThat(world.attempts).hasSize(size * tries);
  }
}
