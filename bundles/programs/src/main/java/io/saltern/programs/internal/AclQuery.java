// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.Caller;
import io.saltern.api.FunctionCall;
import io.saltern.api.MinionId;
import io.saltern.api.Target;
import io.saltern.api.TargetType;
import io.saltern.api.config.Settings;
import io.saltern.api.function.PythonText;
import io.saltern.api.master.AccessRequest;
import io.saltern.api.master.AccessRequest.Kind;
import io.saltern.cli.ArgumentParser;
import io.saltern.cli.CommandLine;
import io.saltern.cli.UsageException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody might ask for.
 *
 * @param target null for functions on the master
 */
record AclQuery(Caller caller, Kind kind, @Nullable Target target, List<FunctionCall> calls) {
  AclQuery {
    calls = List.copyOf(calls);
  }

  static AclQuery of(CommandLine line, List<String> words, ArgumentParser parser)
      throws UsageException {
    if (words.isEmpty()) {
      throw new UsageException("a function is missing");
    }
    List<FunctionCall> calls =
        List.of(parser.call(words.get(0), words.subList(1, words.size()), Set.of()));
    Kind kind = line.has("runner") ? Kind.RUNNER : line.has("wheel") ? Kind.WHEEL : Kind.PUBLISH;
    return new AclQuery(caller(line, ""), kind, kind == Kind.PUBLISH ? target(line) : null, calls);
  }

  private static Target target(CommandLine line) throws UsageException {
    String type = line.value("tgt-type").orElse("glob");
    return new Target(
        TargetType.of(type)
            .orElseThrow(() -> new UsageException("option --tgt-type: no such type: " + type)),
        line.value("tgt").orElseThrow(() -> new UsageException("option --tgt is missing")),
        line.value("delimiter").orElse(Target.COLON));
  }

  /**
   * @param named the user where no option names one; empty = nobody is named
   */
  static Caller caller(CommandLine line, String named) throws UsageException {
    String user = line.value("user").orElse(named);
    if (user.isEmpty()) {
      throw new UsageException("option --user is missing");
    }
    if (line.has("minion")) {
      if (!MinionId.isValid(user)) {
        throw new UsageException("option --user: not the id of a minion: '" + user + "'");
      }
      return Caller.minion(new MinionId(user));
    }
    Set<String> groups =
        line.value("groups").stream()
            .flatMap(all -> Arrays.stream(all.split(",", -1)))
            .filter(group -> !group.isBlank())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return caller(user, line.value("eauth").orElse(""), groups);
  }

  /** A user of a backend, or of this machine when no backend is named. */
  static Caller caller(String user, String eauth, Set<String> groups) {
    if (!eauth.isEmpty()) {
      return new Caller(user, Caller.Proof.EAUTH, eauth, groups);
    }
    boolean admin = user.equals(Peer.SUPERUSER) || user.startsWith("sudo_");
    return new Caller(user, admin ? Caller.Proof.LOCAL_ADMIN : Caller.Proof.LOCAL_USER, "", groups);
  }

  /**
   * The request that it would be.
   *
   * @throws IllegalArgumentException when the target cannot be understood
   */
  AccessRequest request(AclFleet fleet, Settings settings) {
    List<MinionId> minions = target == null ? List.of() : fleet.named(target, settings);
    return new AccessRequest(kind, calls, target, minions);
  }

  /** Who, as {@code fred (file)}. */
  static String shown(Caller caller) {
    return switch (caller.proof()) {
      case EAUTH, TOKEN -> caller.user() + " (" + caller.eauth() + ")";
      case MINION -> "minion " + caller.user();
      default -> caller.user();
    };
  }

  /** In words, as {@code fred (file): cmd.run ls on web*}. */
  String text() {
    String functions = calls.stream().map(AclQuery::shown).collect(Collectors.joining(", "));
    return shown(caller) + ": " + functions + where();
  }

  private String where() {
    if (target == null) {
      return ", a " + kind.name().toLowerCase(Locale.ROOT);
    }
    String type = target.type() == TargetType.GLOB ? "" : " (" + target.type().wireName() + ")";
    return " on " + target.expression() + type;
  }

  private static String shown(FunctionCall call) {
    StringBuilder text = new StringBuilder(call.function());
    call.arguments().forEach(argument -> text.append(' ').append(PythonText.str(argument)));
    call.keywords()
        .forEach(
            (name, value) ->
                text.append(' ').append(name).append('=').append(PythonText.str(value)));
    return text.toString();
  }
}
