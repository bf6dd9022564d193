// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import java.util.List;
import java.util.Optional;

/** Users and functions by pattern: a blacklist or a whitelist. */
record NameList(List<Item> users, List<Item> modules) {
  /** A pattern and where it is written. */
  record Item(NamePattern pattern, Origin origin) {}

  NameList {
    users = List.copyOf(users);
    modules = List.copyOf(modules);
  }

  /** The first pattern for the user's name. */
  Optional<Item> user(String name) {
    return first(users, name);
  }

  /** The first pattern for the function. */
  Optional<Item> function(String name) {
    return first(modules, name);
  }

  private static Optional<Item> first(List<Item> items, String name) {
    for (Item item : items) {
      if (item.pattern().matches(name)) {
        return Optional.of(item);
      }
    }
    return Optional.empty();
  }
}
