// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.failover.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.channel.SignIn;
import io.saltern.api.minion.MasterChange;
import io.saltern.api.minion.SignOfLife;
import io.saltern.api.transport.Ending;
import io.saltern.api.transport.Endpoint;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MachineTest {
  private static final Rules FAILBACK =
      new Rules(
          Duration.ofSeconds(6),
          Duration.ofSeconds(4),
          true,
          Duration.ofSeconds(30),
          Duration.ofSeconds(5),
          0,
          Duration.ofSeconds(10),
          Duration.ofSeconds(40),
          Duration.ofSeconds(5),
          Duration.ofSeconds(125));

  private static final Endpoint A = World.master(1);
  private static final Endpoint B = World.master(2);
  private static final Endpoint C = World.master(3);

  private static World settled(int size, Rules rules) {
    World world = new World(size, rules).begin();
    world.pass(Duration.ofMinutes(1));
    assertThat(world.served()).contains(A);
    world.said.clear();
    world.attempts.clear();
    return world;
  }

  @Test
  void aFailoverSaysWhatTheTutorialShows() {
    World world = settled(3, World.USUAL);
    world.kill(A);
    world.pass(World.SIGN_IN);
    assertThat(world.said)
        .containsExactly(
            "Connection to master 172.16.0.1 lost",
            "Trying to tune in to next master from master-list",
            "Removing possibly failed master 172.16.0.1 from list of masters",
            "Master ip address changed from 172.16.0.1 to 172.16.0.2");
    assertThat(world.changes)
        .containsExactly(new MasterChange(A, B, "connection closed", World.SIGN_IN));
  }

  @Test
  void silenceIsAReasonOfItsOwn() {
    World world = settled(2, World.USUAL);
    world.alive.remove(A);
    world.step(new Happening.Lost(1, Ending.SILENT));
    world.pass(World.SIGN_IN);
    assertThat(world.changes)
        .containsExactly(new MasterChange(A, B, "no heartbeat", World.SIGN_IN));
  }

  @Test
  void deadMastersAreNamedOnTheWay() {
    World world = settled(3, World.USUAL);
    world.alive.remove(B);
    world.kill(A);
    world.pass(Duration.ofSeconds(6));
    assertThat(world.served()).contains(C);
    assertThat(world.said)
        .containsSubsequence(
            "Master ip address changed from 172.16.0.1 to 172.16.0.2",
            "Master 172.16.0.2 could not be reached, trying next master (if any)",
            "Master ip address changed from 172.16.0.2 to 172.16.0.3");
    assertThat(world.changes).hasSize(1);
  }

  @Test
  void aHundredFailoversInARow() {
    World world = settled(3, World.USUAL);
    for (int i = 0; i < 100; i++) {
      Endpoint served = world.served().orElseThrow();
      world.kill(served);
      assertThat(world.passUntilServed(Duration.ofSeconds(1))).isTrue();
      assertThat(world.served()).isNotEqualTo(Optional.of(served));
      world.alive.add(served);
      world.pass(Duration.ofSeconds(10));
    }
    assertThat(world.changes).hasSize(100);
    assertThat(world.state.order()).containsExactlyInAnyOrder(A, B, C);
  }

  @Test
  void theSameMasterAgainIsNoChange() {
    World world = settled(1, World.USUAL);
    world.cut(A);
    world.pass(World.SIGN_IN);
    assertThat(world.served()).contains(A);
    assertThat(world.said).endsWith("Connection to master 172.16.0.1 re-established");
    assertThat(world.changes).isEmpty();
  }

  @Test
  void roundsWithoutSuccessWaitLongerEachTime() {
    World world = new World(2, FAILBACK);
    world.alive.clear();
    world.begin();
    world.pass(Duration.ofMinutes(10));
    assertThat(world.said.stream().filter(line -> line.startsWith("Waiting")).limit(4))
        .containsExactly(
            "Waiting 10.0 seconds before retry.",
            "Waiting 20.0 seconds before retry.",
            "Waiting 40.0 seconds before retry.",
            "Waiting 40.0 seconds before retry.");
  }

  @Test
  void itGoesBackToTheFirstMasterWithoutAGap() {
    World world = settled(3, FAILBACK);
    world.kill(A);
    world.pass(Duration.ofSeconds(20));
    world.alive.add(A);
    world.pass(Duration.ofSeconds(60));
    assertThat(world.served()).contains(A);
    assertThat(world.changes.get(1)).isEqualTo(new MasterChange(B, A, "failback", Duration.ZERO));
    assertThat(world.open).hasSize(1);
    assertThat(world.parted).containsExactly("failback");
    assertThat(world.said)
        .containsSubsequence(
            "Master 172.16.0.1 is there again",
            "Master ip address changed from 172.16.0.2 to 172.16.0.1");
  }

  @Test
  void aFirstMasterThatDoesNotTakeTheMinionInChangesNothing() {
    World world = settled(2, FAILBACK);
    world.kill(A);
    world.pass(Duration.ofSeconds(1));
    world.alive.add(A);
    world.refusing.put(A, SignIn.Outcome.REJECTED);
    world.pass(Duration.ofMinutes(5));
    assertThat(world.served()).contains(B);
    assertThat(world.changes).hasSize(1);
    assertThat(world.attempts.stream().filter(A::equals).count()).isBetween(8L, 10L);
  }

  @Test
  void aMasterLostDuringAFailbackIsReplacedByIt() {
    World world = settled(3, FAILBACK);
    world.kill(A);
    world.pass(Duration.ofSeconds(1));
    world.alive.add(A);
    while (world.open.size() < 2) {
      world.pass(Duration.ofMillis(1));
    }
    world.kill(B);
    assertThat(world.open).hasSize(1).containsValue(A);
    world.pass(World.SIGN_IN);
    assertThat(world.served()).contains(A);
    assertThat(world.changes).hasSize(2);
    assertThat(world.changes.get(1).reason()).isEqualTo("connection closed");
  }

  @Test
  void aMasterThatFreezesWhileItTakesTheMinionInIsNoticed() {
    World world = new World(2, World.USUAL);
    world.begin();
    world.frozen.add(A);
    world.step(new Happening.Asked(1, SignOfLife.NONE));
    world.pass(World.SIGN_IN);
    assertThat(world.served()).contains(B);
  }

  @Test
  void aDrainingMasterIsLeftForOneThatTakesTheMinionIn() {
    World world = settled(3, World.USUAL);
    world.refusing.put(B, SignIn.Outcome.PENDING);
    world.draining.add(A);
    world.pass(Duration.ofSeconds(3));
    assertThat(world.served()).contains(C);
    assertThat(world.open).hasSize(1);
    assertThat(world.parted).containsExactly("drain");
    assertThat(world.changes).containsExactly(new MasterChange(A, C, "drain", Duration.ZERO));
    assertThat(world.said)
        .containsExactly(
            "Master 172.16.0.1 drains: trying the others",
            "Not moving to 172.16.0.2:4506: because",
            "Master ip address changed from 172.16.0.1 to 172.16.0.3");
  }

  @Test
  void aDrainingMasterIsBetterThanNone() {
    World world = settled(2, World.USUAL);
    world.alive.remove(B);
    world.draining.add(A);
    world.pass(Duration.ofMinutes(5));
    assertThat(world.served()).contains(A);
    assertThat(world.changes).isEmpty();
    assertThat(world.attempts.stream().filter(B::equals).count()).isBetween(7L, 11L);
    world.alive.add(B);
    world.pass(Duration.ofSeconds(40));
    assertThat(world.served()).contains(B);
  }

  @Test
  void mastersThatAllDrainAreNotSwapped() {
    World world = settled(3, World.USUAL);
    world.draining.addAll(world.masters);
    world.pass(Duration.ofMinutes(5));
    assertThat(world.served()).contains(A);
    assertThat(world.open).hasSize(1);
    assertThat(world.changes).isEmpty();
  }

  @Test
  void thereIsNoWayBackToAFirstMasterThatDrains() {
    World world = settled(2, FAILBACK);
    world.draining.add(A);
    world.pass(Duration.ofMinutes(5));
    assertThat(world.served()).contains(B);
    assertThat(world.changes).hasSize(1);
    world.draining.clear();
    world.pass(Duration.ofSeconds(40));
    assertThat(world.served()).contains(A);
  }

  @Test
  void aQuestionBetweenTimesFindsADrainingMaster() {
    Rules unasked =
        new Rules(
            Duration.ZERO,
            Duration.ofSeconds(10),
            false,
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            0,
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(125));
    World world = settled(2, unasked);
    world.draining.add(A);
    world.pass(Duration.ofMinutes(5));
    assertThat(world.served()).contains(A);
    world.step(new Happening.Recheck());
    world.pass(Duration.ofSeconds(1));
    assertThat(world.served()).contains(B);
    world.step(new Happening.Recheck());
    world.pass(Duration.ofSeconds(1));
    assertThat(world.state.phase().wakeAt()).isEmpty();
  }

  @Test
  void aDrainingMasterThatDiesIsReplacedByTheOneThatIsTried() {
    World world = settled(2, World.USUAL);
    world.draining.add(A);
    while (world.open.size() < 2) {
      world.pass(Duration.ofMillis(1));
    }
    world.pass(World.SIGN_IN.plusMillis(1));
    world.kill(A);
    assertThat(world.served()).contains(B);
    assertThat(world.open).hasSize(1).containsValue(B);
    assertThat(world.changes)
        .containsExactly(new MasterChange(A, B, "connection closed", Duration.ZERO));
  }

  @Test
  void whatComesFromOldLinksIsIgnored() {
    World world = settled(2, World.USUAL);
    world.kill(A);
    world.pass(Duration.ofSeconds(1));
    State before = world.state;
    world.step(new Happening.Lost(1, Ending.CLOSED));
    world.step(new Happening.Ready(1));
    world.step(new Happening.Asked(1, SignOfLife.NONE));
    assertThat(world.state).isEqualTo(before);
  }
}
