// SPDX-License-Identifier: Apache-2.0
package io.saltern.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code salt:master-status}. */
@Service
@Command(
    scope = "salt",
    name = "master-status",
    description = "Tell whether the master drains, and which masters its minions serve")
public final class MasterStatusCommand extends ProgramCommand {
  public MasterStatusCommand() {
    super("salt-run", "manage.master_status");
  }
}
