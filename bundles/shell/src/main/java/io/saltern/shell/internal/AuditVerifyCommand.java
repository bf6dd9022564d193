// SPDX-License-Identifier: Apache-2.0
package io.saltern.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code salt:audit-verify}. */
@Service
@Command(
    scope = "salt",
    name = "audit-verify",
    description = "Check that the audit log is as it was written")
public final class AuditVerifyCommand extends ProgramCommand {
  public AuditVerifyCommand() {
    super("salt-acl", "audit", "verify");
  }
}
