// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlacesTest {
  private static final Peer ROOT = new Peer("root", true);
  private final Places places = new Places();

  private int enter(Peer peer, int tries) {
    int entered = 0;
    for (int i = 0; i < tries; i++) {
      entered += places.enter(peer) ? 1 : 0;
    }
    return entered;
  }

  @Test
  void nobodyKeepsOthersOut() {
    for (int i = 0; i < Places.OF_OTHERS / Places.OF_ONE; i++) {
      assertThat(enter(new Peer("user" + i, false), 1000)).isEqualTo(Places.OF_ONE);
    }
    assertThat(enter(new Peer("late", false), 1)).isZero();
    assertThat(enter(ROOT, 1000)).isEqualTo(Places.ALL - Places.OF_OTHERS);
    places.leave(new Peer("user0", false));
    assertThat(enter(new Peer("late", false), 2)).isEqualTo(1);
  }

  @Test
  void aPlaceThatIsLeftIsFreeAgain() {
    Peer fred = new Peer("fred", false);
    for (int i = 0; i < 3 * Places.ALL; i++) {
      assertThat(places.enter(fred)).isTrue();
      places.leave(fred);
    }
    assertThat(enter(ROOT, 1000)).isEqualTo(Places.ALL);
    assertThat(places.enter(fred)).isFalse();
    places.leave(ROOT);
    assertThat(places.enter(fred)).isTrue();
  }
}
