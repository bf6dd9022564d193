// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.channel;

/**
 * What a sign-in of which nothing was kept has shown.
 *
 * @param signIn how it ended
 * @param fingerprint of the master's public key, by {@code hash_type}; empty when the master did
 *     not show the key, which it does to accepted minions only
 * @param signed whether a signature of that key came with it
 * @param trust what the minion makes of the key, for people; empty when it was not shown
 */
public record MasterProbe(SignIn signIn, String fingerprint, boolean signed, String trust) {}
