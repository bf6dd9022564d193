// SPDX-License-Identifier: Apache-2.0
package io.saltern.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code salt:auth-test}. */
@Service
@Command(
    scope = "salt",
    name = "auth-test",
    description = "Show how a login goes: salt:auth-test BACKEND USER; asks for the password")
public final class AuthTestCommand extends ProgramCommand {
  public AuthTestCommand() {
    super("salt-run", "auth.test");
  }
}
