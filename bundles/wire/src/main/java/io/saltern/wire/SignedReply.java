// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

/**
 * The signed reply to a sign-in.
 *
 * @param load an {@link AuthReply}, encoded: exactly the bytes that are signed
 * @param sig the master's signature
 */
public record SignedReply(Bytes load, Bytes sig) implements AuthAnswer {}
