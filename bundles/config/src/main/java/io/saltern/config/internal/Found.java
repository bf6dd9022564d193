// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

/** Names for what was found where something else should be. */
final class Found {
  private static final int MAX_SHOWN = 60;

  private Found() {}

  static String describe(Item item) {
    if (item instanceof Item.Sequence) {
      return "a list";
    }
    if (item instanceof Item.Mapping) {
      return "a map";
    }
    Object value = item.plain();
    if (value == null) {
      return "nothing";
    }
    if (value instanceof Boolean) {
      return value.toString();
    }
    return (value instanceof String ? "text " : "number ") + quote(value);
  }

  private static String quote(Object value) {
    String text = Scalars.python(value);
    if (value instanceof Number) {
      return text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "..." : text;
    }
    StringBuilder shown = new StringBuilder("'");
    text.codePoints()
        .limit(MAX_SHOWN)
        .forEach(
            c -> {
              if (Character.isISOControl(c)) {
                shown.append(String.format("\\x%02x", c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown.append(text.length() > MAX_SHOWN ? "..." : "").append('\'').toString();
  }
}
