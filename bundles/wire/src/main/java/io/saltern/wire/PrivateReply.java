// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

/**
 * The reply to {@code _pillar}: under a key of its own, which only the holder of the minion's
 * private key can read.
 *
 * @param key the text of a fresh key, RSA-encrypted to the minion
 * @param pillar a {@link SignedPillar}, sealed under that key without a nonce
 */
public record PrivateReply(Bytes key, Bytes pillar) {}
