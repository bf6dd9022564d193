// SPDX-License-Identifier: Apache-2.0
package io.saltern.api;

/**
 * A minion's key as the master has it.
 *
 * @param pem the public key's text as it was received
 */
public record MinionKey(MinionId id, KeyState state, String pem) {}
