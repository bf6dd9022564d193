// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

/**
 * Functions on minions.
 *
 * @param target the scope as it is written
 */
record PublishRule(MinionScope scope, String target, FunctionRule function) {}
