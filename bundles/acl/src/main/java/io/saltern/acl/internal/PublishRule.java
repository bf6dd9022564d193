// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

/** Functions on minions. */
record PublishRule(MinionScope scope, FunctionRule function) {}
