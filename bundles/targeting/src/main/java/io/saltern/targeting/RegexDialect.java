// SPDX-License-Identifier: Apache-2.0
package io.saltern.targeting;

import com.google.re2j.Pattern;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.PatternSyntaxException;

/**
 * Reads a pattern of Python's {@code re} and writes it for RE2/J, which has no look-ahead: what
 * looks ahead from the start of a top-level alternative is split off, to be matched by itself. Also
 * bounds the size, since RE2/J would unfold nested counted repetitions without end.
 */
final class RegexDialect {
  private static final int MAX_SIZE = 2_000;
  private static final int MAX_DEPTH = 50;
  private static final java.util.regex.Pattern COUNTED =
      java.util.regex.Pattern.compile("\\{(\\d{0,4})(,?)(\\d{0,4})\\}");
  private static final java.util.regex.Pattern GLOBAL_FLAGS =
      java.util.regex.Pattern.compile("\\(\\?([aimsu]+)\\)");

  /** What must, or must not, follow where an alternative starts. */
  record Look(boolean negative, String body) {}

  /** One top-level alternative. */
  record Branch(List<Look> looks, String rest) {}

  private static final class Group {
    long size;
    long last;
  }

  private final String source;
  private final List<Branch> branches = new ArrayList<>();
  private final Deque<Group> groups = new ArrayDeque<>();
  private List<Look> looks = new ArrayList<>();
  private StringBuilder out = new StringBuilder();
  private Group group = new Group();
  private int flags;
  private boolean dollar;
  private boolean absoluteEnd;
  private int at;

  private RegexDialect(String source) {
    this.source = source;
  }

  static RegexDialect parse(String source) {
    RegexDialect dialect = new RegexDialect(source);
    Matcher global = GLOBAL_FLAGS.matcher(source);
    if (global.lookingAt()) {
      dialect.setFlags(global.group(1));
      dialect.at = global.end();
    }
    dialect.readAlternatives();
    return dialect;
  }

  /** The alternatives; only one when nothing looks ahead. */
  List<Branch> branches() {
    if (branches.stream().allMatch(branch -> branch.looks().isEmpty())) {
      List<String> rests = branches.stream().map(Branch::rest).toList();
      return List.of(new Branch(List.of(), String.join("|", rests)));
    }
    return branches;
  }

  /** RE2/J flags that the pattern itself sets for its whole. */
  int flags() {
    return flags;
  }

  /** Whether it has a {@code $}, which also matches before a final line break. */
  boolean dollar() {
    return dollar;
  }

  /** Whether it has a {@code \Z}, which does not. */
  boolean absoluteEnd() {
    return absoluteEnd;
  }

  private void setFlags(String letters) {
    flags |= letters.indexOf('i') >= 0 ? Pattern.CASE_INSENSITIVE : 0;
    flags |= letters.indexOf('m') >= 0 ? Pattern.MULTILINE : 0;
    flags |= letters.indexOf('s') >= 0 ? Pattern.DOTALL : 0;
  }

  private void readAlternatives() {
    while (at < source.length()) {
      readOne();
    }
    if (!groups.isEmpty()) {
      throw flaw("missing )", source.length());
    }
    endBranch();
  }

  private void readOne() {
    switch (source.charAt(at)) {
      case '\\' -> readEscape();
      case '[' -> readSet();
      case '(' -> openGroup();
      case ')' -> closeGroup();
      case '{' -> readCount();
      case '|' -> readBar();
      default -> readPlain();
    }
  }

  private void readPlain() {
    char c = source.charAt(at++);
    dollar |= c == '$';
    out.append(c);
    if (c != '*' && c != '+' && c != '?') {
      grow(1);
    }
  }

  private void readEscape() {
    if (at + 1 >= source.length()) {
      throw flaw("trailing backslash", at);
    }
    char c = source.charAt(at + 1);
    if (c == 'Z') {
      absoluteEnd = true;
      out.append("\\z");
    } else if (c >= '1' && c <= '9') {
      throw flaw("back-references are not supported", at);
    } else if (c == 'Q' || c == 'E' || c == 'C' || c == 'z') {
      throw flaw("bad escape \\" + c, at);
    } else {
      out.append('\\').append(c);
    }
    at += 2;
    grow(1);
  }

  private void readSet() {
    int start = at;
    out.append('[');
    at++;
    if (at < source.length() && source.charAt(at) == '^') {
      out.append('^');
      at++;
    }
    int first = at;
    while (at < source.length() && (source.charAt(at) != ']' || at == first)) {
      char c = source.charAt(at++);
      if (c == '[' || c == ']') {
        out.append('\\');
      }
      out.append(c);
      if (c == '\\' && at < source.length()) {
        out.append(source.charAt(at++));
      }
    }
    if (at >= source.length()) {
      throw flaw("unterminated character set", start);
    }
    out.append(']');
    at++;
    grow(1);
  }

  private void openGroup() {
    if (source.startsWith("(?=", at) || source.startsWith("(?!", at)) {
      readLook();
      return;
    }
    if (source.startsWith("(?<=", at) || source.startsWith("(?<!", at)) {
      throw flaw("look-behind is not supported", at);
    }
    if (source.startsWith("(?P=", at)) {
      throw flaw("back-references are not supported", at);
    }
    if (groups.size() >= MAX_DEPTH) {
      throw flaw("groups are nested deeper than " + MAX_DEPTH, at);
    }
    int head = groupHead();
    out.append(source, at, at + head);
    at += head;
    groups.push(group);
    group = new Group();
  }

  private int groupHead() {
    if (!source.startsWith("(?", at)) {
      return 1;
    }
    int end = at + 2;
    while (end < source.length() && "):>".indexOf(source.charAt(end)) < 0) {
      end++;
    }
    if (end >= source.length()) {
      throw flaw("unterminated group", at);
    }
    return source.charAt(end) == ')' ? end - at : end + 1 - at;
  }

  private void closeGroup() {
    if (groups.isEmpty()) {
      throw flaw("unbalanced )", at);
    }
    long size = Math.max(1, group.size);
    group = groups.pop();
    out.append(')');
    at++;
    grow(size);
  }

  private void readCount() {
    Matcher count = COUNTED.matcher(source).region(at, source.length());
    if (!count.lookingAt() || (count.group(1).isEmpty() && count.group(3).isEmpty())) {
      out.append("\\{");
      at++;
      grow(1);
      return;
    }
    String low = count.group(1).isEmpty() ? "0" : count.group(1);
    String high = count.group(2).isEmpty() ? low : count.group(3);
    long times = Math.max(1, Integer.parseInt(high.isEmpty() ? low : high));
    out.append('{').append(low).append(count.group(2)).append(count.group(3)).append('}');
    long last = group.last;
    grow(last * (times - 1));
    group.last = last * times;
    at = count.end();
  }

  private void readBar() {
    if (groups.isEmpty()) {
      endBranch();
    } else {
      out.append('|');
    }
    at++;
  }

  private void endBranch() {
    branches.add(new Branch(List.copyOf(looks), out.toString()));
    looks = new ArrayList<>();
    out = new StringBuilder();
  }

  private void readLook() {
    String before = out.toString();
    if (!groups.isEmpty() || !(before.isEmpty() || before.equals("^") || before.equals("\\A"))) {
      throw flaw("look-ahead is supported only at the start of an alternative", at);
    }
    int start = at;
    boolean negative = source.charAt(at + 2) == '!';
    at += 3;
    out = new StringBuilder("(?:");
    groups.push(group);
    group = new Group();
    readToEndOfLook(start);
    if (at < source.length() && "*+?{".indexOf(source.charAt(at)) >= 0) {
      throw flaw("a look-ahead cannot be repeated", at);
    }
    looks.add(new Look(negative, out.toString()));
    out = new StringBuilder(before);
  }

  private void readToEndOfLook(int start) {
    int depth = groups.size();
    while (groups.size() >= depth) {
      if (at >= source.length()) {
        throw flaw("unterminated look-ahead", start);
      }
      readOne();
    }
  }

  private void grow(long size) {
    group.size += size;
    group.last = size;
    if (group.size > MAX_SIZE) {
      throw flaw("too large", at);
    }
  }

  private PatternSyntaxException flaw(String what, int position) {
    return new PatternSyntaxException(what, source, position);
  }
}
