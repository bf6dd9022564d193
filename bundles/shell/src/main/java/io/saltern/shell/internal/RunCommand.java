// SPDX-License-Identifier: Apache-2.0
package io.saltern.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code salt:run}. */
@Service
@Command(
    scope = "salt",
    name = "run",
    description = "Run a function on the master: salt:run FUNCTION [ARGUMENTS]")
public final class RunCommand extends ProgramCommand {
  public RunCommand() {
    super("salt-run");
  }
}
