// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

import io.saltern.api.config.Option;
import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the typed value of an option of what a file says, or a problem. */
final class OptionCheck {
  private final List<Problem> problems;

  OptionCheck(List<Problem> problems) {
    this.problems = problems;
  }

  /** The value; null when the file leaves it open, or says something wrong. */
  @Nullable Object value(Option<?> option, Item item) {
    try {
      return switch (option.kind()) {
        case FLAG -> flag(option, item);
        case INTEGER -> within(option, item, whole(option, item));
        case NUMBER -> within(option, item, number(option, item));
        case TEXT, SECRET -> chosen(option, item, text(item));
        case BLANKABLE_TEXT -> Objects.requireNonNullElse(text(item), "");
        case FLAG_OR_TEXT -> flagOrText(item);
        case PATH -> path(item);
        case TEXTS -> texts(item);
        case MAP -> map(item);
        case FLAG_OR_MAP -> item instanceof Item.Mapping ? map(item) : flag(option, item);
      };
    } catch (Unfit unfit) {
      String found =
          option.kind() == Option.Kind.SECRET && unfit.item instanceof Item.Scalar
              ? "something else"
              : Found.describe(unfit.item);
      problems.add(
          new Problem(
              unfit.item.place(), option.name(), "expected " + unfit.wanted + ", found " + found));
      return null;
    }
  }

  private static @Nullable Object flag(Option<?> option, Item item) throws Unfit {
    if (item.plain() instanceof Boolean
        || (item.plain() == null && option.defaultValue() == null)) {
      return item.plain();
    }
    throw new Unfit(item, "true or false");
  }

  private static @Nullable Long whole(Option<?> option, Item item) throws Unfit {
    Object value = item.plain();
    if (value == null && option.defaultValue() == null) {
      return null;
    }
    if (value instanceof Long number) {
      return number;
    }
    if (value instanceof String text && text.strip().matches("[-+]?[0-9]{1,18}")) {
      return Long.valueOf(text.strip());
    }
    throw new Unfit(item, value instanceof BigInteger ? "a smaller number" : "a whole number");
  }

  private static @Nullable Double number(Option<?> option, Item item) throws Unfit {
    Object value = item.plain();
    if (value == null && option.defaultValue() == null) {
      return null;
    }
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    if (value instanceof String text
        && text.strip().matches("[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)")) {
      return Double.valueOf(text.strip());
    }
    throw new Unfit(item, "a number");
  }

  private static @Nullable Number within(Option<?> option, Item item, @Nullable Number number)
      throws Unfit {
    long least = option.limits().least();
    long most = option.limits().most();
    if (number == null || (number.doubleValue() >= least && number.doubleValue() <= most)) {
      return number;
    }
    throw new Unfit(
        item, most == Long.MAX_VALUE ? "at least " + least : "from " + least + " to " + most);
  }

  private static @Nullable String text(Item item) throws Unfit {
    if (item instanceof Item.Scalar) {
      return item.plain() == null ? null : Scalars.python(item.plain());
    }
    throw new Unfit(item, "a text");
  }

  private static @Nullable String chosen(Option<?> option, Item item, @Nullable String text)
      throws Unfit {
    List<String> choices = option.limits().choices();
    if (text == null || choices.isEmpty()) {
      return text;
    }
    for (String choice : choices) {
      if (option.limits().anyCase() ? choice.equalsIgnoreCase(text) : choice.equals(text)) {
        return choice;
      }
    }
    throw new Unfit(item, "one of " + String.join(", ", choices));
  }

  private static @Nullable String flagOrText(Item item) throws Unfit {
    return item.plain() instanceof Boolean flag ? flag.toString() : text(item);
  }

  private static @Nullable String path(Item item) throws Unfit {
    String text = text(item);
    try {
      return text == null ? null : Path.of(text) == null ? null : text;
    } catch (InvalidPathException e) {
      throw new Unfit(item, "a path");
    }
  }

  private static List<String> texts(Item item) throws Unfit {
    List<String> texts = new ArrayList<>();
    List<Item> items = item instanceof Item.Sequence list ? list.items() : List.of(item);
    for (Item one : items) {
      if (one instanceof Item.Mapping) {
        throw new Unfit(one, one == item ? "a text or a list of texts" : "a text");
      }
      String text = text(one);
      if (text == null) {
        throw new Unfit(one, one == item ? "a text or a list of texts" : "a text");
      }
      texts.add(text);
    }
    return List.copyOf(texts);
  }

  private static @Nullable Map<String, Object> map(Item item) throws Unfit {
    if (item.plain() == null) {
      return null;
    }
    if (!(item instanceof Item.Mapping mapping)) {
      throw new Unfit(item, "a map");
    }
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    mapping.entries().forEach((key, entry) -> map.put(Scalars.python(key), entry.value().plain()));
    return Collections.unmodifiableMap(map);
  }

  /** What was found, and what should have been there. */
  private static final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Item item;
    private final String wanted;

    Unfit(Item item, String wanted) {
      super(wanted, null, false, false);
      this.item = item;
      this.wanted = wanted;
    }
  }
}
