// SPDX-License-Identifier: Apache-2.0
package io.saltern.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code salt:key-accept}. */
@Service
@Command(
    scope = "salt",
    name = "key-accept",
    description = "Accept the keys of minions, by id or glob pattern")
public final class KeyAcceptCommand extends ProgramCommand {
  public KeyAcceptCommand() {
    super("salt-key", "--yes", "--accept");
  }
}
