// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.failover.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.MinionId;
import io.saltern.api.transport.Endpoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderTest {
  private static final Endpoint A = World.master(1);
  private static final Endpoint B = World.master(2);
  private static final Endpoint C = World.master(3);

  private static List<Endpoint> reversed(List<Endpoint> masters) {
    List<Endpoint> copy = new ArrayList<>(masters);
    Collections.reverse(copy);
    return copy;
  }

  @Test
  void theLostOneIsTheLast() {
    Order order = new Order(List.of(A, B, C), UnaryOperator.identity(), false);
    assertThat(order.atStart()).containsExactly(A, B, C);
    assertThat(order.after(List.of(A, B, C), A)).containsExactly(B, C, A);
    assertThat(order.after(List.of(B, C, A), B)).containsExactly(C, A, B);
  }

  @Test
  void aMasterNamedTwiceIsOne() {
    assertThat(new Order(List.of(A, B, A), UnaryOperator.identity(), false).atStart())
        .containsExactly(A, B);
  }

  @Test
  void withFailbackTheFirstStaysAtItsPlaceWhenTheyAreMixed() {
    Order order = new Order(List.of(A, B, C), OrderTest::reversed, true);
    assertThat(order.atStart()).containsExactly(A, C, B);
    assertThat(order.after(List.of(A, C, B), C)).containsExactly(A, B, C);
    assertThat(order.after(List.of(A, C, B), A)).containsExactly(B, C, A);
  }

  @Test
  void withoutFailbackAllAreMixed() {
    Order order = new Order(List.of(A, B, C), OrderTest::reversed, false);
    assertThat(order.atStart()).containsExactly(C, B, A);
    assertThat(order.after(List.of(C, B, A), C)).containsExactly(A, B, C);
  }

  @Test
  void aDistributedMinionPrefersTheMasterThatItsChecksumNames() {
    // CRC-32 of "123456789" is 0xCBF43926, the check value of its definition
    assertThat(0xCBF43926L % 3).isEqualTo(2);
    assertThat(DistributedPolicy.preferred(new MinionId("123456789"), List.of(B, C, A)))
        .startsWith(A)
        .containsExactlyInAnyOrder(A, B, C);
  }

  @Test
  void minionsOfOneMasterSpreadOverTheOthersWhenItFails() {
    Map<List<Endpoint>, Long> orders =
        IntStream.range(0, 600)
            .mapToObj(i -> DistributedPolicy.preferred(new MinionId("web" + i), List.of(A, B, C)))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(orders).hasSize(6);
    assertThat(orders.values()).allMatch(count -> count > 60);
  }
}
