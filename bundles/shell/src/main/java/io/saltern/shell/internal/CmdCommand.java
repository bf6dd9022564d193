// SPDX-License-Identifier: Apache-2.0
package io.saltern.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code salt:cmd}. */
@Service
@Command(
    scope = "salt",
    name = "cmd",
    description = "Run a function on minions: salt:cmd TARGET FUNCTION [ARGUMENTS]")
public final class CmdCommand extends ProgramCommand {
  public CmdCommand() {
    super("salt");
  }
}
