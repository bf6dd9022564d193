// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BacklogTest {
  private final Backlog backlog = new Backlog(100);

  @Test
  void takesNoMoreThanItsBound() {
    assertThat(backlog.tryAdd(60)).isTrue();
    assertThat(backlog.tryAdd(41)).isFalse();
    assertThat(backlog.tryAdd(40)).isTrue();
    assertThat(backlog.tryAdd(1)).isFalse();
    backlog.remove(60);
    assertThat(backlog.tryAdd(60)).isTrue();
  }

  @Test
  void takesTheLongestWhenThereIsNoOther() {
    assertThat(backlog.tryAdd(1000)).isTrue();
    assertThat(backlog.tryAdd(1)).isFalse();
    backlog.remove(1000);
    assertThat(backlog.tryAdd(1)).isTrue();
  }
}
