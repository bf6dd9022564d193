// SPDX-License-Identifier: Apache-2.0
package io.saltern.targeting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A shell-style pattern over a whole text, as Python's {@code fnmatch.fnmatchcase} reads it: {@code
 * *} is any run of characters, {@code ?} any one, {@code [a-z]} one of a set, {@code [!a]} one
 * outside it; upper and lower case differ; nothing escapes; a {@code [} that is never closed is
 * itself. Matching takes at most length of pattern times length of text, and allocates nothing.
 */
public final class Glob {
  private static final int STAR = -1;
  private static final int ANY = -2;
  private static final int FIRST_SET = -3;

  private final String pattern;
  private final int[] items;
  private final CharacterSet[] sets;

  private Glob(String pattern, int[] items, CharacterSet[] sets) {
    this.pattern = pattern;
    this.items = items;
    this.sets = sets;
  }

  /** Compiles any text: there are no malformed patterns. */
  public static Glob compile(String pattern) {
    int[] source = pattern.codePoints().toArray();
    int[] items = new int[source.length];
    int count = 0;
    List<CharacterSet> sets = new ArrayList<>();
    for (int i = 0; i < source.length; i++) {
      int c = source[i];
      int close = c == '[' ? CharacterSet.close(source, i + 1) : -1;
      if (c == '*') {
        if (count == 0 || items[count - 1] != STAR) {
          items[count++] = STAR;
        }
      } else if (c == '?') {
        items[count++] = ANY;
      } else if (close >= 0) {
        items[count++] = FIRST_SET - sets.size();
        sets.add(CharacterSet.parse(source, i + 1, close));
        i = close;
      } else {
        items[count++] = c;
      }
    }
    return new Glob(pattern, Arrays.copyOf(items, count), sets.toArray(new CharacterSet[0]));
  }

  /** The text it was made from. */
  public String pattern() {
    return pattern;
  }

  /** Tells whether the pattern covers the whole text. */
  public boolean matches(String text) {
    int at = 0;
    int item = 0;
    int starItem = -1;
    int starAt = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (item < items.length && items[item] == STAR) {
        starItem = ++item;
        starAt = at;
      } else if (item < items.length && accepts(items[item], c)) {
        item++;
        at += Character.charCount(c);
      } else if (starItem >= 0) {
        starAt += Character.charCount(text.codePointAt(starAt));
        at = starAt;
        item = starItem;
      } else {
        return false;
      }
    }
    while (item < items.length && items[item] == STAR) {
      item++;
    }
    return item == items.length;
  }

  private boolean accepts(int item, int c) {
    return item == c || item == ANY || (item <= FIRST_SET && sets[FIRST_SET - item].holds(c));
  }

  /** The most steps that a text of this length can take. */
  long cost(String text) {
    return (long) (text.length() + 1) * (items.length + 1);
  }

  @Override
  public String toString() {
    return pattern;
  }
}
