// SPDX-License-Identifier: Apache-2.0
package io.saltern.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code salt:key-list}. */
@Service
@Command(scope = "salt", name = "key-list", description = "List the keys of minions by their state")
public final class KeyListCommand extends ProgramCommand {
  public KeyListCommand() {
    super("salt-key", "--list-all");
  }
}
