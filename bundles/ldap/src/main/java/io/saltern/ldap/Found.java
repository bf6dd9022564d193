// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

import java.util.List;

/**
 * What a search found. Referrals to other directories are not among it.
 *
 * @param more whether there is more than what was asked for, or than the server gives
 */
public record Found(List<Entry> entries, boolean more) {
  public Found {
    entries = List.copyOf(entries);
  }
}
