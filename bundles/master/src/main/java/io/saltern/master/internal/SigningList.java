// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.targeting.Glob;
import io.saltern.targeting.MatchLimitException;
import io.saltern.targeting.RegularExpression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of ids, one a line: names, glob patterns or regular expressions over the whole id; {@code
 * #} begins a comment line. A file that others may write does not count.
 */
final class SigningList {
  private static final Logger LOG = LoggerFactory.getLogger(SigningList.class);

  private final Map<Path, Stamped<List<Predicate<String>>>> files = new ConcurrentHashMap<>();

  boolean names(Path file, String id) throws IOException {
    if (!TrustedFiles.mayDecide(file)) {
      return false;
    }
    Stamped<List<Predicate<String>>> known = files.get(file);
    Stamped<List<Predicate<String>>> now = Stamped.of(file, known, SigningList::parse);
    if (now == null) {
      return false;
    }
    files.put(file, now);
    return now.value().stream().anyMatch(line -> line.test(id));
  }

  private static List<Predicate<String>> parse(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .map(line -> matcher(file, line))
        .toList();
  }

  private static Predicate<String> matcher(Path file, String line) {
    Predicate<String> glob = Glob.compile(line)::matches;
    try {
      RegularExpression expression = RegularExpression.compile(line);
      return glob.or(id -> matches(file, expression, id));
    } catch (PatternSyntaxException e) {
      LOG.debug("{}: {} counts as a glob pattern only", file, line, e);
      return glob;
    }
  }

  private static boolean matches(Path file, RegularExpression expression, String id) {
    try {
      return expression.matchesWhole(id);
    } catch (MatchLimitException e) {
      LOG.warn("{}: {} takes too long, it names nobody", file, expression, e);
      return false;
    }
  }
}
