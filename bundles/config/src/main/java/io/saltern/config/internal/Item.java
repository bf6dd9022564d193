// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a YAML document, with its place. */
sealed interface Item {
  Place place();

  /** The value without places: lists and maps that nobody can change. */
  @Nullable Object plain();

  /** A value that holds no others: null, truth value, whole number, number or text. */
  record Scalar(Place place, @Nullable Object value) implements Item {
    @Override
    public @Nullable Object plain() {
      return value;
    }
  }

  record Sequence(Place place, List<Item> items) implements Item {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public Object plain() {
      List<@Nullable Object> plain = new ArrayList<>();
      for (Item item : items) {
        plain.add(item.plain());
      }
      return Collections.unmodifiableList(plain);
    }
  }

  /** The place of an entry is that of its key. */
  record Entry(Place place, Item value) {}

  record Mapping(Place place, Map<@Nullable Object, Entry> entries) implements Item {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public Object plain() {
      Map<@Nullable Object, @Nullable Object> plain = new LinkedHashMap<>();
      entries.forEach((key, entry) -> plain.put(key, entry.value().plain()));
      return Collections.unmodifiableMap(plain);
    }
  }
}
