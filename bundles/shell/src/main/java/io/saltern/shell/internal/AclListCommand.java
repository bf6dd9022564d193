// SPDX-License-Identifier: Apache-2.0
package io.saltern.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code salt:acl-list}. */
@Service
@Command(
    scope = "salt",
    name = "acl-list",
    description = "List the access rules: salt:acl-list [USER [--eauth BACKEND]]")
public final class AclListCommand extends ProgramCommand {
  public AclListCommand() {
    super("salt-acl", "list");
  }
}
