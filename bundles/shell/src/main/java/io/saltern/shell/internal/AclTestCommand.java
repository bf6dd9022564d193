// SPDX-License-Identifier: Apache-2.0
package io.saltern.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code salt:acl-test}. */
@Service
@Command(
    scope = "salt",
    name = "acl-test",
    description = "Try a file of expectations on the access rules")
public final class AclTestCommand extends ProgramCommand {
  public AclTestCommand() {
    super("salt-acl", "test");
  }
}
