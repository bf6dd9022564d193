// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.Caller;
import io.saltern.api.FunctionCall;
import io.saltern.api.Target;
import io.saltern.api.master.LocalClient;
import io.saltern.api.master.LocalClient.Patience;
import io.saltern.api.master.NoMinionsException;
import io.saltern.api.master.PublishRequest;
import io.saltern.api.master.RefusedException;
import java.util.List;
import java.util.TreeSet;

/**
 * Who of a target answers {@code test.ping}.
 *
 * @param up sorted
 * @param down those who do not, sorted
 */
record Pings(List<String> up, List<String> down) {
  private static final Pings NOBODY = new Pings(List.of(), List.of());

  /** Asks; nobody answers when the target names nobody. */
  static Pings of(LocalClient client, Caller caller, Target target, Patience patience)
      throws RefusedException, InterruptedException {
    TreeSet<String> up = new TreeSet<>();
    try {
      List<String> down =
          client.run(
              caller,
              PublishRequest.of(target, FunctionCall.of("test.ping")),
              patience,
              value -> up.add(value.minion().value()));
      return new Pings(List.copyOf(up), down);
    } catch (NoMinionsException nobody) {
      return NOBODY;
    }
  }

  int targeted() {
    return up.size() + down.size();
  }
}
