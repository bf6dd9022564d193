// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.Caller;
import io.saltern.api.Caller.Proof;
import io.saltern.api.Decision;
import io.saltern.api.FunctionCall;
import io.saltern.api.MinionId;
import io.saltern.api.Target;
import io.saltern.api.TargetType;
import io.saltern.api.function.SaltArguments;
import io.saltern.api.master.AccessRequest;
import io.saltern.api.master.AccessRequest.Kind;
import io.saltern.config.internal.SaltYaml;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Calls with their verdicts, one a line: {@code allow} or {@code deny}, who asks, whom for, and the
 * functions, with {@code ;} between them.
 *
 * <p>Who asks is {@code local:NAME}, {@code root:NAME}, {@code minion:ID}, or {@code
 * BACKEND:NAME+GROUP}. Whom for is a compound target with {@code _} for a space, or {@code @runner}
 * or {@code @wheel}.
 */
final class Table {
  private static final SaltArguments ARGUMENTS = new SaltArguments(new SaltYaml());

  private Table() {}

  static void check(Judge judge, Fleet fleet, String... lines) {
    assertThat(lines)
        .allSatisfy(
            line -> {
              List<String> words = Arrays.asList(line.strip().split("\\s+", 4));
              Decision decision =
                  judge.decide(caller(words.get(1)), request(fleet, words.get(2), words.get(3)));
              assertThat(decision.allowed())
                  .as("%s", decision)
                  .isEqualTo(words.get(0).equals("allow"));
            });
  }

  static Caller caller(String text) {
    String kind = text.substring(0, text.indexOf(':'));
    List<String> names = Arrays.asList(text.substring(kind.length() + 1).split("\\+", -1));
    String name = names.get(0);
    return switch (kind) {
      case "local" -> Caller.local(name, false);
      case "root" -> Caller.local(name, true);
      case "minion" -> Caller.minion(new MinionId(name));
      default -> new Caller(name, Proof.EAUTH, kind, Set.copyOf(names.subList(1, names.size())));
    };
  }

  static AccessRequest request(Fleet fleet, String whom, String functions) {
    List<FunctionCall> calls =
        Arrays.stream(functions.split(";")).map(String::strip).map(Table::call).toList();
    if (whom.startsWith("@")) {
      Kind kind = Kind.valueOf(whom.substring(1).toUpperCase(Locale.ROOT));
      return new AccessRequest(kind, calls, null, List.of());
    }
    Target target = new Target(TargetType.COMPOUND, whom.replace('_', ' '), Target.COLON);
    return new AccessRequest(Kind.PUBLISH, calls, target, fleet.named(target));
  }

  private static FunctionCall call(String text) {
    List<String> words = Arrays.asList(text.split("\\s+"));
    return ARGUMENTS.fromCommandLine(words.get(0), words.subList(1, words.size()));
  }
}
