// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks for patterns that allow more functions than they seem to. */
final class PatternLint {
  private static final int MOST_SHOWN = 5;

  /** Whoever may run one of these with any arguments may do everything. */
  private static final Set<String> ALMIGHTY =
      Set.of(
          "cmd.run",
          "cmd.shell",
          "cmd.script",
          "cmd.exec_code",
          "state.single",
          "state.high",
          "state.low",
          "state.template_str",
          "file.write",
          "file.append",
          "cron.set_job",
          "at.at",
          "ssh.set_auth_key",
          "shadow.set_password");

  private final KnownFunctions known;
  private final Matching matching;

  PatternLint(KnownFunctions known, Matching matching) {
    this.known = known;
    this.matching = matching;
  }

  /** Looks at the functions of a rule that allows. */
  void function(FunctionRule rule, Consumer<String> tell) {
    @Nullable NamePattern pattern = rule.function();
    if (pattern == null) {
      return;
    }
    String text = pattern.toString();
    Set<String> now = known.matching(text, matching);
    almighty(text, now, rule, tell);
    differences(text, tell);
  }

  private void almighty(String text, Set<String> now, FunctionRule rule, Consumer<String> tell) {
    if (rule.arguments() != null || now.contains(text)) {
      return;
    }
    List<String> found = now.stream().filter(ALMIGHTY::contains).toList();
    if (now.size() == known.count()) {
      tell.accept("allows every function");
    } else if (!found.isEmpty()) {
      tell.accept("allows " + shown(found) + ", by which everything else can be done as well");
    }
  }

  private void differences(String text, Consumer<String> tell) {
    Set<String> exact = known.matching(text, Matching.EXACT);
    Set<String> prefix = known.matching(text, Matching.PREFIX);
    boolean isExact = matching == Matching.EXACT;
    List<String> more = without(isExact ? prefix : exact, isExact ? exact : prefix);
    List<String> fewer = without(isExact ? exact : prefix, isExact ? prefix : exact);
    String other = isExact ? "acl_matching: prefix" : "acl_matching: exact";
    if (!more.isEmpty()) {
      tell.accept("with " + other + " it would allow " + shown(more) + " as well");
    }
    if (!fewer.isEmpty()) {
      tell.accept("with " + other + " it would not allow " + shown(fewer));
    }
  }

  private static List<String> without(Set<String> all, Set<String> those) {
    Set<String> left = new LinkedHashSet<>(all);
    left.removeAll(those);
    return List.copyOf(left);
  }

  private static String shown(List<String> names) {
    int more = names.size() - MOST_SHOWN;
    return String.join(", ", names.subList(0, Math.min(MOST_SHOWN, names.size())))
        + (more > 0 ? " and " + more + " more" : "");
  }
}
