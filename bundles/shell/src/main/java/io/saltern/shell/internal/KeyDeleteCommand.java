// SPDX-License-Identifier: Apache-2.0
package io.saltern.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code salt:key-delete}. */
@Service
@Command(
    scope = "salt",
    name = "key-delete",
    description = "Delete the keys of minions, by id or glob pattern")
public final class KeyDeleteCommand extends ProgramCommand {
  public KeyDeleteCommand() {
    super("salt-key", "--yes", "--delete");
  }
}
