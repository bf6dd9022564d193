// SPDX-License-Identifier: Apache-2.0
package io.saltern.targeting;

import io.saltern.api.Target;
import io.saltern.api.TargetType;
import io.saltern.targeting.CompoundWords.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads {@code and}, {@code or}, {@code not} and parentheses, each a word of its own. {@code not}
 * binds closest and {@code or} least; a {@code not} that follows a term means {@code and not}.
 */
final class CompoundParser {
  private static final int MAX_DEPTH = 50;
  private static final String DATA_LETTERS = "GPIJ";

  private final TargetType type;
  private final String expression;
  private final List<Word> words;
  private final Function<Target, TargetMatcher> terms;
  private int at;
  private int depth;

  CompoundParser(
      TargetType type, String expression, List<Word> words, Function<Target, TargetMatcher> terms) {
    this.type = type;
    this.expression = expression;
    this.words = words;
    this.terms = terms;
  }

  TargetMatcher parse() {
    TargetMatcher matcher = readOr();
    if (at < words.size()) {
      Word word = words.get(at);
      throw flaw(word.is(")") ? ") without (" : "and, or, not expected before " + word.text());
    }
    return matcher;
  }

  private TargetMatcher readOr() {
    List<TargetMatcher> any = new ArrayList<>();
    any.add(readAnd());
    while (next("or")) {
      at++;
      any.add(readAnd());
    }
    return any.size() == 1 ? any.get(0) : new AnyOf(List.copyOf(any));
  }

  private TargetMatcher readAnd() {
    List<TargetMatcher> all = new ArrayList<>();
    all.add(readNot());
    while (next("and") || next("not")) {
      if (next("and")) {
        at++;
      }
      all.add(readNot());
    }
    return all.size() == 1 ? all.get(0) : new AllOf(List.copyOf(all));
  }

  private TargetMatcher readNot() {
    if (!next("not")) {
      return readTerm();
    }
    at++;
    TargetMatcher negated = readTerm();
    return minion -> !negated.matches(minion);
  }

  private TargetMatcher readTerm() {
    if (at >= words.size()) {
      throw flaw("something must follow");
    }
    Word word = words.get(at);
    if (word.is("(")) {
      return readParentheses();
    }
    if (CompoundWords.OPERATORS.contains(word.text())) {
      throw flaw("a term is expected, not " + word.text());
    }
    try {
      TargetMatcher matcher = terms.apply(target(word.text()));
      at++;
      return matcher;
    } catch (TargetSyntaxException e) {
      throw new TargetSyntaxException(
          type, expression, word.position(), word.text() + " is no term: " + e.flaw());
    }
  }

  private TargetMatcher readParentheses() {
    if (++depth > MAX_DEPTH) {
      throw flaw("parentheses are nested deeper than " + MAX_DEPTH);
    }
    Word opening = words.get(at);
    at++;
    TargetMatcher matcher = readOr();
    if (!next(")")) {
      if (at < words.size()) {
        throw flaw("and, or, not or ) expected before " + words.get(at).text());
      }
      throw new TargetSyntaxException(type, expression, opening.position(), "( without )");
    }
    at++;
    depth--;
    return matcher;
  }

  private Target target(String word) {
    boolean delimited =
        word.length() > 3 && word.charAt(2) == '@' && DATA_LETTERS.indexOf(word.charAt(0)) >= 0;
    if (delimited) {
      return new Target(typeOf(word.charAt(0)), word.substring(3), word.substring(1, 2));
    }
    if (word.length() > 1 && word.charAt(1) == '@' && isLetter(word.charAt(0))) {
      if (word.length() == 2) {
        throw flaw("nothing follows " + word);
      }
      return new Target(typeOf(word.charAt(0)), word.substring(2), Target.COLON);
    }
    return Target.glob(word);
  }

  private static boolean isLetter(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private TargetType typeOf(char letter) {
    return switch (letter) {
      case 'G' -> TargetType.GRAIN;
      case 'P' -> TargetType.GRAIN_PCRE;
      case 'I' -> TargetType.PILLAR;
      case 'J' -> TargetType.PILLAR_PCRE;
      case 'L' -> TargetType.LIST;
      case 'S' -> TargetType.IPCIDR;
      case 'E' -> TargetType.PCRE;
      default -> throw flaw("there is no matcher " + letter + "@");
    };
  }

  private boolean next(String word) {
    return at < words.size() && words.get(at).is(word);
  }

  private TargetSyntaxException flaw(String what) {
    int position = at < words.size() ? words.get(at).position() : expression.length();
    return new TargetSyntaxException(type, expression, position, what);
  }

  private record AllOf(List<TargetMatcher> all) implements TargetMatcher {
    @Override
    public boolean matches(MinionFacts minion) {
      for (TargetMatcher one : all) {
        if (!one.matches(minion)) {
          return false;
        }
      }
      return true;
    }
  }

  private record AnyOf(List<TargetMatcher> any) implements TargetMatcher {
    @Override
    public boolean matches(MinionFacts minion) {
      for (TargetMatcher one : any) {
        if (one.matches(minion)) {
          return true;
        }
      }
      return false;
    }
  }
}
