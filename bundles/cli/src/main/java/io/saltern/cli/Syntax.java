// SPDX-License-Identifier: Apache-2.0
package io.saltern.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a program may be called with. It is read from the program's own help text, so that the two
 * cannot differ: a line that begins with two or four spaces and a dash names an option, as {@code
 * -t TIMEOUT, --timeout=TIMEOUT}. What follows the line {@value #KNOWN_TO_SALT} is not shown; it
 * names options that Salt has and this program has not.
 *
 * <p>Command lines are read as Python's {@code optparse} reads them: options and arguments in any
 * order, long options cut short as far as they are unique, {@code --} to end the options.
 */
public final class Syntax {
  /** Ends the part of a help text that is shown. */
  public static final String KNOWN_TO_SALT = "Known to Salt, but not supported here:";

  /** Salt's exit code for a wrong command line. */
  public static final int EX_USAGE = 64;

  private static final Pattern OPTION_LINE =
      Pattern.compile(
          "(?: {2}| {4})(-[^ ,=]+(?:[ =][A-Za-z_0-9,.]+)?(?:, -[^ ,=]+(?:[ =][A-Za-z_0-9,.]+)?)*)(?: {2}.*)?");

  private record Option(String key, boolean takesValue, boolean supported) {}

  private final String program;
  private final String help;
  private final Map<String, Option> byName = new TreeMap<>();

  /**
   * @param program its name, for messages
   * @param help its help text, beginning with the usage line
   */
  public Syntax(String program, String help) {
    int hidden = help.indexOf(KNOWN_TO_SALT);
    this.program = program;
    this.help = hidden < 0 ? help : help.substring(0, hidden);
    this.help.lines().forEach(line -> learn(line, true));
    help.substring(this.help.length()).lines().forEach(line -> learn(line, false));
  }

  /**
   * The syntax in a resource {@code PROGRAM.txt} beside a class.
   *
   * @throws UncheckedIOException when it cannot be read
   */
  public static Syntax of(String program, Class<?> beside) {
    try (InputStream in = beside.getResourceAsStream(program + ".txt")) {
      if (in == null) {
        throw new IOException("no help text of " + program);
      }
      return new Syntax(program, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void learn(String line, boolean supported) {
    Matcher matcher = OPTION_LINE.matcher(line);
    if (!matcher.matches()) {
      return;
    }
    List<String> names = new ArrayList<>();
    boolean takesValue = false;
    for (String form : matcher.group(1).split(", ", -1)) {
      String[] parts = form.split("[ =]", 2);
      names.add(parts[0]);
      takesValue |= parts.length > 1;
    }
    String key =
        names.stream().filter(name -> name.startsWith("--")).findFirst().orElse(names.get(0));
    Option option = new Option(key.replaceFirst("^-+", ""), takesValue, supported);
    names.forEach(name -> byName.put(name, option));
  }

  /** The program's name. */
  public String program() {
    return program;
  }

  /** What {@code --help} prints. */
  public String help() {
    return help;
  }

  /** What to print to standard error for a wrong command line. */
  public String complaint(UsageException wrong) {
    return usage() + "\n\n" + program + ": error: " + wrong.getMessage() + "\n";
  }

  private String usage() {
    return help.lines().findFirst().orElse("");
  }

  /**
   * Reads a command line.
   *
   * @throws UsageException in {@code optparse}'s words
   */
  public CommandLine parse(List<String> typed) throws UsageException {
    Map<String, String> options = new HashMap<>();
    List<String> arguments = new ArrayList<>();
    Deque<String> left = new ArrayDeque<>(typed);
    while (!left.isEmpty()) {
      String next = left.removeFirst();
      if (next.equals("--")) {
        arguments.addAll(left);
        left.clear();
      } else if (next.startsWith("--")) {
        longOption(next, left, options);
      } else if (next.length() > 1 && next.startsWith("-")) {
        shortOptions(next, left, options);
      } else {
        arguments.add(next);
      }
    }
    return new CommandLine(options, arguments);
  }

  private void longOption(String typed, Deque<String> left, Map<String, String> options)
      throws UsageException {
    int equals = typed.indexOf('=');
    String name = whole(equals < 0 ? typed : typed.substring(0, equals));
    String value = equals < 0 ? null : typed.substring(equals + 1);
    Option option = option(name);
    if (option.takesValue) {
      options.put(option.key, value != null ? value : valueOf(name, left));
    } else if (value != null) {
      throw new UsageException(name + " option does not take a value");
    } else {
      options.put(option.key, "");
    }
  }

  private String whole(String name) throws UsageException {
    if (byName.containsKey(name)) {
      return name;
    }
    Collection<String> possible =
        byName.keySet().stream().filter(full -> full.startsWith(name)).toList();
    if (possible.size() > 1) {
      throw new UsageException(
          "ambiguous option: " + name + " (" + String.join(", ", possible) + "?)");
    }
    return possible.isEmpty() ? name : possible.iterator().next();
  }

  private void shortOptions(String typed, Deque<String> left, Map<String, String> options)
      throws UsageException {
    for (int i = 1; i < typed.length(); i++) {
      String name = "-" + typed.charAt(i);
      Option option = option(name);
      if (option.takesValue) {
        String rest = typed.substring(i + 1);
        options.put(option.key, rest.isEmpty() ? valueOf(name, left) : rest);
        return;
      }
      options.put(option.key, "");
    }
  }

  private static String valueOf(String name, Deque<String> left) throws UsageException {
    if (left.isEmpty()) {
      throw new UsageException(name + " option requires 1 argument");
    }
    return left.removeFirst();
  }

  private Option option(String name) throws UsageException {
    @Nullable Option option = byName.get(name);
    if (option == null) {
      throw new UsageException("no such option: " + name);
    }
    if (!option.supported) {
      throw new UsageException(name + " is not supported by Saltern");
    }
    return option;
  }
}
