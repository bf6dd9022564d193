// SPDX-License-Identifier: Apache-2.0
package io.saltern.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code salt:acl-explain}. */
@Service
@Command(
    scope = "salt",
    name = "acl-explain",
    description =
        "Explain what would become of a request: salt:acl-explain FUNCTION [ARGUMENTS] --user USER --tgt TARGET")
public final class AclExplainCommand extends ProgramCommand {
  public AclExplainCommand() {
    super("salt-acl", "explain");
  }
}
