// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Merges what several included files say, as Salt does. */
final class Merge {
  private Merge() {}

  /** Adds entries: maps are merged, lists joined without repetition, all else is replaced. */
  static void into(
      Map<@Nullable Object, Item.Entry> target, Map<? extends @Nullable Object, Item.Entry> added) {
    added.forEach(
        (key, entry) ->
            target.merge(
                key,
                entry,
                (old, fresh) -> new Item.Entry(fresh.place(), merged(old.value(), fresh.value()))));
  }

  private static Item merged(Item old, Item fresh) {
    if (old instanceof Item.Mapping oldMap && fresh instanceof Item.Mapping freshMap) {
      Map<@Nullable Object, Item.Entry> entries = new LinkedHashMap<>(oldMap.entries());
      into(entries, freshMap.entries());
      return new Item.Mapping(fresh.place(), entries);
    }
    if (old instanceof Item.Sequence oldList && fresh instanceof Item.Sequence freshList) {
      List<Item> items = new ArrayList<>(oldList.items());
      for (Item item : freshList.items()) {
        if (items.stream().noneMatch(has -> Objects.equals(has.plain(), item.plain()))) {
          items.add(item);
        }
      }
      return new Item.Sequence(fresh.place(), items);
    }
    return fresh;
  }
}
