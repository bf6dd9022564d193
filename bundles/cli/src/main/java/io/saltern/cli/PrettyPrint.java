// SPDX-License-Identifier: Apache-2.0
package io.saltern.cli;

import io.saltern.api.function.PythonText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Python's {@code pprint.pformat} at its usual width. */
final class PrettyPrint {
  private static final int WIDTH = 80;
  private static final Pattern WORD =
      Pattern.compile("\\S+\\s*|\\s+", Pattern.UNICODE_CHARACTER_CLASS);

  private final int step;
  private final StringBuilder out = new StringBuilder();

  private PrettyPrint(int step) {
    this.step = step;
  }

  /**
   * @param step spaces per level, at least 0
   */
  static String format(@Nullable Object value, int step) {
    PrettyPrint print = new PrettyPrint(step);
    print.value(Sorted.deep(value), 0, 0, 1);
    return print.out.toString();
  }

  private void value(@Nullable Object value, int indent, int allowance, int level) {
    String repr = PythonText.repr(value);
    if (repr.length() <= WIDTH - indent - allowance) {
      out.append(repr);
    } else if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      map(map, indent, allowance + 1, level + 1);
    } else if (value instanceof Collection<?> items && !items.isEmpty()) {
      list(items, indent, allowance + 1, level + 1);
    } else if (value instanceof String text) {
      text(text, repr, indent, allowance, level);
    } else {
      out.append(repr);
    }
  }

  private void map(Map<?, ?> map, int indent, int allowance, int level) {
    open('{');
    Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<?, ?> entry = entries.next();
      String key = PythonText.repr(entry.getKey());
      out.append(key).append(": ");
      boolean last = !entries.hasNext();
      value(entry.getValue(), indent + step + key.length() + 2, last ? allowance : 1, level);
      separate(last, indent + step);
    }
    out.append('}');
  }

  private void list(Collection<?> items, int indent, int allowance, int level) {
    open('[');
    Iterator<?> left = items.iterator();
    while (left.hasNext()) {
      Object item = left.next();
      boolean last = !left.hasNext();
      value(item, indent + step, last ? allowance : 1, level);
      separate(last, indent + step);
    }
    out.append(']');
  }

  private void open(char bracket) {
    out.append(bracket).append(" ".repeat(Math.max(0, step - 1)));
  }

  private void separate(boolean last, int indent) {
    if (!last) {
      out.append(",\n").append(" ".repeat(indent));
    }
  }

  private void text(String text, String whole, int indentBefore, int allowanceBefore, int level) {
    boolean top = level == 1;
    int indent = indentBefore + (top ? 1 : 0);
    int allowance = allowanceBefore + (top ? 1 : 0);
    List<String> chunks = chunks(text, WIDTH - indent, allowance);
    if (chunks.size() == 1) {
      out.append(whole);
      return;
    }
    String separator = "\n" + " ".repeat(indent);
    out.append(top ? "(" : "").append(String.join(separator, chunks)).append(top ? ")" : "");
  }

  private static List<String> chunks(String text, int width, int allowance) {
    List<String> chunks = new ArrayList<>();
    Iterator<String> lines = linesWithEnds(text).iterator();
    while (lines.hasNext()) {
      String line = lines.next();
      boolean lastLine = !lines.hasNext();
      if (PythonText.repr(line).length() <= width - (lastLine ? allowance : 0)) {
        chunks.add(PythonText.repr(line));
      } else {
        wrap(line, width, lastLine ? allowance : 0, chunks);
      }
    }
    return chunks;
  }

  private static void wrap(String line, int width, int allowance, List<String> chunks) {
    String current = "";
    Matcher words = WORD.matcher(line);
    boolean found = words.find();
    while (found) {
      String word = words.group();
      found = words.find();
      String candidate = current + word;
      if (PythonText.repr(candidate).length() > width - (found ? 0 : allowance)) {
        if (!current.isEmpty()) {
          chunks.add(PythonText.repr(current));
        }
        current = word;
      } else {
        current = candidate;
      }
    }
    if (!current.isEmpty()) {
      chunks.add(PythonText.repr(current));
    }
  }

  private static List<String> linesWithEnds(String text) {
    List<String> lines = new ArrayList<>();
    int from = 0;
    for (String line : TextLines.lines(text)) {
      int end = from + line.length();
      int next = end;
      if (end < text.length()) {
        next = text.startsWith("\r\n", end) ? end + 2 : end + 1;
      }
      lines.add(text.substring(from, next));
      from = next;
    }
    return lines;
  }
}
