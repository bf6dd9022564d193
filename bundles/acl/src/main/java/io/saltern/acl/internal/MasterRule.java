// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.api.master.AccessRequest.Kind;
import java.util.Locale;

/**
 * Functions on the master.
 *
 * @param scope {@code runner} and {@code runners} are all runners, {@code wheel} and {@code wheels}
 *     all wheels, and anything else is the module of that name, be it runner or wheel
 * @param function of all runners or wheels the full name, of a module the name within it
 */
record MasterRule(String scope, FunctionRule function) {
  /** Tells whether the rule is about a function. */
  boolean names(Kind kind, String module, String name, String fullName) {
    String form = kind.name().toLowerCase(Locale.ROOT);
    boolean wholeKind = scope.equals(form) || scope.equals(form + "s");
    return (wholeKind && function.names(fullName))
        || (scope.equals(module) && function.names(name));
  }
}
