// SPDX-License-Identifier: Apache-2.0
package io.saltern.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code salt:acl-lint}. */
@Service
@Command(
    scope = "salt",
    name = "acl-lint",
    description = "Warn of access rules that are perhaps not what was meant")
public final class AclLintCommand extends ProgramCommand {
  public AclLintCommand() {
    super("salt-acl", "lint");
  }
}
