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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** {@code salt --subset}: some minions of a target, by chance, that have the functions. */
final class Subset {
  private Subset() {}

  /**
   * @throws NoMinionsException when no minion of the target has the functions
   */
  static Target of(
      LocalClient client, Caller caller, SaltCommand command, Patience patience, int wanted)
      throws RefusedException, NoMinionsException, InterruptedException {
    List<String> functions = command.calls().stream().map(FunctionCall::function).toList();
    List<String> able = new ArrayList<>();
    client.run(
        caller,
        PublishRequest.of(command.target(), FunctionCall.of("sys.list_functions")),
        patience,
        value -> {
          if (value.value() instanceof Collection<?> known && known.containsAll(functions)) {
            able.add(value.minion().value());
          }
        });
    if (able.isEmpty()) {
      throw new NoMinionsException("No minion has " + String.join(", ", functions));
    }
    Collections.shuffle(able);
    return Target.list(able.subList(0, Math.min(wanted, able.size())));
  }
}
