// SPDX-License-Identifier: Apache-2.0
package io.saltern.targeting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * {@code key:value} over nested data, as Salt's {@code subdict_match} reads it: every delimiter may
 * be the one between keys and value, the last one is tried first; a member of a list matches for
 * the list; a key of a map matches as a value does; {@code *:} stands for any key.
 *
 * <p>All the ways to read an expression are compiled beforehand into a graph that has one node for
 * each of its endings.
 */
final class DataExpression {
  private static final int MAX_PARTS = 32;
  private static final int MAX_WILDCARDS = 4;
  private static final int STEPS_OF_A_READING = 20;

  private final String expression;
  private final Level root;
  private final Optional<PatternSyntaxException> flaw;

  private DataExpression(String expression, Level root, Optional<PatternSyntaxException> flaw) {
    this.expression = expression;
    this.root = root;
    this.flaw = flaw;
  }

  /**
   * @throws PatternSyntaxException when the delimiter lacks or there are too many parts or
   *     wildcards
   */
  static DataExpression compile(String expression, String delimiter, ValuePattern.Kind kind) {
    if (delimiter.isEmpty() || !expression.contains(delimiter)) {
      throw new PatternSyntaxException(
          "key" + delimiter + "value is wanted", expression, expression.length());
    }
    Compiler compiler = new Compiler(kind);
    Level root = compiler.level(expression, delimiter);
    boolean readable =
        compiler.endings.values().stream().anyMatch(e -> e.value != null || e.key.equals("*"));
    return new DataExpression(
        expression, root, readable ? Optional.empty() : Optional.ofNullable(compiler.flaw));
  }

  /** Why the value is no regular expression in any reading. Such an expression matches nothing. */
  Optional<PatternSyntaxException> flaw() {
    return flaw;
  }

  /** Tells whether the data satisfies the expression. */
  boolean matches(Map<?, ?> data) {
    return root.matches(data, new Budget(expression));
  }

  /** One split into keys and value. Without a path, all the data is meant. */
  private record Reading(@Nullable DataPath path, Ending ending) {}

  private record Level(List<Reading> readings) {
    boolean matches(Map<?, ?> data, Budget budget) {
      for (Reading reading : readings) {
        budget.spend(STEPS_OF_A_READING);
        Optional<DataPath.Found> found =
            reading.path == null ? Optional.of(new DataPath.Found(data)) : reading.path.find(data);
        if (found.isPresent() && reading.ending.matches(found.get().value(), budget)) {
          return true;
        }
      }
      return false;
    }
  }

  /** What is to be found at the end of the keys. */
  private static final class Ending {
    private final @Nullable ValuePattern value;
    private final boolean anyKey;
    private final String key;
    private final Ending below;
    private final Level nested;

    Ending(@Nullable ValuePattern value, String text, Compiler compiler) {
      this.value = value;
      this.anyKey = text.startsWith("*:");
      this.key = anyKey ? text.substring(2) : text;
      this.below = anyKey ? compiler.ending(key) : this;
      this.nested = compiler.level(key, ":");
    }

    boolean matches(@Nullable Object found, Budget budget) {
      if (found instanceof Map<?, ?> map) {
        return !map.isEmpty() && inMap(map, budget);
      }
      if (found instanceof List<?> list) {
        for (Object member : list) {
          if ((member instanceof Map<?, ?> map && inMap(map, budget)) || equal(member, budget)) {
            return true;
          }
        }
        return false;
      }
      return equal(found, budget);
    }

    private boolean equal(@Nullable Object found, Budget budget) {
      return value != null && value.matches(found, budget);
    }

    private boolean inMap(Map<?, ?> map, Budget budget) {
      budget.spend(1);
      return key.equals("*")
          || map.containsKey(key)
          || nested.matches(map, budget)
          || (anyKey && belowAnyKey(map, budget));
    }

    private boolean belowAnyKey(Map<?, ?> map, Budget budget) {
      for (Object found : map.values()) {
        if (found instanceof Map<?, ?> inner) {
          if (below.inMap(inner, budget)) {
            return true;
          }
        } else if (found instanceof List<?> list) {
          for (Object member : list) {
            if (below.equal(member, budget)) {
              return true;
            }
          }
        } else if (below.equal(found, budget)) {
          return true;
        }
      }
      return false;
    }
  }

  private static final class Compiler {
    private final ValuePattern.Kind kind;
    private final Map<String, Ending> endings = new HashMap<>();
    private final Map<List<String>, Level> levels = new HashMap<>();
    private @Nullable PatternSyntaxException flaw;

    Compiler(ValuePattern.Kind kind) {
      this.kind = kind;
    }

    Level level(String expression, String delimiter) {
      List<String> name = List.of(expression, delimiter);
      Level known = levels.get(name);
      if (known == null) {
        known = new Level(Collections.unmodifiableList(readings(expression, delimiter)));
        levels.put(name, known);
      }
      return known;
    }

    private List<Reading> readings(String expression, String delimiter) {
      String[] parts = expression.split(Pattern.quote(delimiter), -1);
      if (parts.length > MAX_PARTS) {
        throw new PatternSyntaxException(
            "more than " + MAX_PARTS + " parts", expression, expression.length());
      }
      if (Arrays.stream(parts).filter("*"::equals).count() > MAX_WILDCARDS) {
        throw new PatternSyntaxException(
            "more than " + MAX_WILDCARDS + " parts *", expression, expression.length());
      }
      List<Reading> readings = new ArrayList<>();
      for (int i = parts.length - 1; i > 0; i--) {
        List<String> keys = List.of(parts).subList(0, i);
        if (i == 1 && parts[0].equals("*")) {
          readings.add(new Reading(null, ending(expression)));
        } else {
          String rest = String.join(delimiter, List.of(parts).subList(i, parts.length));
          readings.add(new Reading(new DataPath(keys), ending(rest)));
        }
      }
      return readings;
    }

    Ending ending(String text) {
      Ending known = endings.get(text);
      if (known == null) {
        known = new Ending(value(text), text, this);
        endings.put(text, known);
      }
      return known;
    }

    private @Nullable ValuePattern value(String text) {
      try {
        return ValuePattern.compile(kind, text);
      } catch (PatternSyntaxException e) {
        flaw = e;
        return null;
      }
    }
  }
}
