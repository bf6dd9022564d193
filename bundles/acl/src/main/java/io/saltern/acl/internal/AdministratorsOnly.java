// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.api.Caller;
import io.saltern.api.Decision;
import io.saltern.api.Decision.Reason;
import io.saltern.api.master.AccessControl;
import io.saltern.api.master.AccessRequest;
import org.osgi.service.component.annotations.Component;

/**
 * Lets the superuser, the master's own user and whoever sits at the master's shell do everything,
 * and nobody else anything.
 */
@Component
public final class AdministratorsOnly implements AccessControl {
  @Override
  public Decision decide(Caller caller, AccessRequest request) {
    return switch (caller.proof()) {
      case LOCAL_ADMIN ->
          Decision.allow(Reason.ADMIN, caller.user() + " administers the master on this machine");
      case SHELL -> Decision.allow(Reason.ADMIN, caller.user() + " is at the master's own shell");
      case LOCAL_USER, EAUTH, TOKEN, MINION ->
          Decision.deny(Reason.NO_RULE, "no rule allows " + caller.user() + " anything");
    };
  }
}
