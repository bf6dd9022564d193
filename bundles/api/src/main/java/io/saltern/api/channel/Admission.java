// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.channel;

/** What becomes of a minion that signs in with a key. */
public enum Admission {
  /** It may work. */
  ACCEPTED,
  /** An administrator has yet to accept the key. */
  PENDING,
  /** The key is refused, or another one is known for the id. */
  REJECTED,
  /** The master serves as many minions as it may. */
  FULL
}
