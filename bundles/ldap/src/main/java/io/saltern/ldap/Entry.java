// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An entry of a directory, as far as it was asked for.
 *
 * @param attributes values that are text, by the attribute's name in small letters
 */
public record Entry(String dn, Map<String, List<String>> attributes) {
  public Entry {
    attributes = Map.copyOf(attributes);
  }

  /** The values of an attribute in any order; empty when it has none that may be seen. */
  public List<String> values(String attribute) {
    return attributes.getOrDefault(attribute.toLowerCase(Locale.ROOT), List.of());
  }

  /**
   * The value by which the entry is named if the attribute names it, or else any.
   *
   * @return empty when it has none that may be seen
   */
  public Optional<String> value(String attribute) {
    Optional<String> naming = Names.naming(dn, attribute);
    return naming.isPresent() ? naming : values(attribute).stream().findFirst();
  }
}
