// SPDX-License-Identifier: Apache-2.0
package io.saltern.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code salt:minion-list}. */
@Service
@Command(
    scope = "salt",
    name = "minion-list",
    description = "Tell which accepted minions are up and which are down")
public final class MinionListCommand extends ProgramCommand {
  public MinionListCommand() {
    super("salt-run", "manage.status");
  }
}
