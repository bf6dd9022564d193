// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

import java.util.List;

/**
 * A search.
 *
 * @param base the DN below which to search
 * @param filter as in RFC 4515, with its brackets
 * @param attributes those that are wanted
 * @param most how many entries are taken
 */
public record Query(String base, Scope scope, String filter, List<String> attributes, int most) {
  /** How far below the base. */
  public enum Scope {
    /** The base alone. */
    BASE,
    /** What is directly below it. */
    ONE,
    /** It and all that is below it. */
    SUBTREE;

    /**
     * The scope of a number: 0, 1, 2 in this order.
     *
     * @throws IllegalArgumentException for any other
     */
    public static Scope of(long number) {
      if (number < 0 || number >= values().length) {
        throw new IllegalArgumentException("expected 0, 1 or 2, found " + number);
      }
      return values()[(int) number];
    }
  }

  public Query {
    attributes = List.copyOf(attributes);
  }
}
