// SPDX-License-Identifier: Apache-2.0
package io.saltern.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code salt:key-reject}. */
@Service
@Command(
    scope = "salt",
    name = "key-reject",
    description = "Reject the keys of minions, by id or glob pattern")
public final class KeyRejectCommand extends ProgramCommand {
  public KeyRejectCommand() {
    super("salt-key", "--yes", "--reject");
  }
}
