// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.KeyState;
import io.saltern.cli.CommandLine;
import io.saltern.cli.UsageException;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What {@code salt-key} is to do.
 *
 * @param match ids, as glob patterns
 * @param states in which states keys are looked for, but for {@link Kind#ACCEPT}, {@link
 *     Kind#REJECT} and {@link Kind#DELETE}: which keys may be changed
 */
record KeyAction(Kind kind, List<String> match, Set<KeyState> states) {
  /** The actions, with Salt's name of the function that does it. */
  enum Kind {
    LIST("list"),
    PRINT("key_str"),
    FINGER("finger"),
    ACCEPT("accept"),
    REJECT("reject"),
    DELETE("delete");

    private final String function;

    Kind(String function) {
      this.function = "key." + function;
    }

    /** The function that is judged, as {@code key.accept}. */
    String function() {
      return function;
    }

    boolean changes() {
      return this == ACCEPT || this == REJECT || this == DELETE;
    }
  }

  private static final Set<KeyState> ALL =
      Collections.unmodifiableSet(EnumSet.allOf(KeyState.class));
  private static final List<String> EVERYTHING = List.of("*");

  KeyAction {
    match = List.copyOf(match);
  }

  /** The first of the actions that were asked for, in Salt's order; to list all when none was. */
  static KeyAction of(CommandLine line) throws UsageException {
    if (line.value("list").isPresent()) {
      return new KeyAction(Kind.LIST, EVERYTHING, listed(line.value("list").get()));
    }
    if (line.has("list-all")) {
      return new KeyAction(Kind.LIST, EVERYTHING, ALL);
    }
    for (Kind kind : List.of(Kind.PRINT, Kind.ACCEPT, Kind.REJECT, Kind.DELETE, Kind.FINGER)) {
      String option = kind.name().toLowerCase(java.util.Locale.ROOT);
      if (line.value(option).isPresent()) {
        return new KeyAction(
            kind, Arrays.asList(line.value(option).get().split(",", -1)), states(kind, line));
      }
      if (line.has(option + "-all")) {
        return new KeyAction(kind, EVERYTHING, states(kind, line));
      }
    }
    return new KeyAction(Kind.LIST, EVERYTHING, ALL);
  }

  private static Set<KeyState> listed(String word) throws UsageException {
    if (word.startsWith("acc")) {
      return EnumSet.of(KeyState.ACCEPTED);
    }
    if (word.startsWith("pre") || word.startsWith("un")) {
      return EnumSet.of(KeyState.PENDING);
    }
    if (word.startsWith("rej")) {
      return EnumSet.of(KeyState.REJECTED);
    }
    if (word.startsWith("den")) {
      return EnumSet.of(KeyState.DENIED);
    }
    if (word.startsWith("all")) {
      return ALL;
    }
    throw new UsageException("'" + word + "' is not a valid argument to '--list'");
  }

  private static Set<KeyState> states(Kind kind, CommandLine line) {
    if (kind != Kind.ACCEPT && kind != Kind.REJECT) {
      return ALL;
    }
    Set<KeyState> states = EnumSet.of(KeyState.PENDING);
    String opposite = kind == Kind.ACCEPT ? "include-rejected" : "include-accepted";
    if (line.has("include-all") || line.has(opposite)) {
      states.add(kind == Kind.ACCEPT ? KeyState.REJECTED : KeyState.ACCEPTED);
    }
    if (line.has("include-denied")) {
      states.add(KeyState.DENIED);
    }
    return states;
  }

  /** Salt's words for a match that found nothing. */
  String nothingMatches() {
    StringBuilder text = new StringBuilder("unaccepted");
    List<KeyState> more =
        kind == Kind.DELETE
            ? List.of()
            : List.of(KeyState.ACCEPTED, KeyState.REJECTED, KeyState.DENIED).stream()
                .filter(states::contains)
                .toList();
    for (int i = 0; i < more.size(); i++) {
      String name = more.get(i).name().toLowerCase(java.util.Locale.ROOT);
      text.append(i == more.size() - 1 ? " or " : ", ").append(name);
    }
    return "The key glob '" + String.join(",", match) + "' does not match any " + text + " keys.\n";
  }

  /** The word for what is done to a key, as {@code accepted}. */
  String done() {
    return switch (kind) {
      case ACCEPT -> "accepted";
      case REJECT -> "rejected";
      case DELETE -> "deleted";
      default -> throw new IllegalStateException(kind + " changes nothing");
    };
  }
}
