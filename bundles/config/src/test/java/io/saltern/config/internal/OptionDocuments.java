// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

import io.saltern.api.config.CommonOptions;
import io.saltern.api.config.Option;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the sample files and the table of options. */
final class OptionDocuments {
  private static final String SINCE = "0.1";
  private static final int WIDTH = 76;
  private static final String NOT_SET = "not set";

  private OptionDocuments() {}

  /** The sample file of a role: every option with its default, as a comment. */
  static String sample(Role role) {
    StringBuilder text = new StringBuilder();
    text.append(
        comment("Settings of the Saltern %s, with their defaults.".formatted(role.fileName())));
    text.append(
        comment(
            ("Remove the # before an option to set it. The files %s.d/*.conf are read too, and"
                    + " win over this one.")
                .formatted(role.fileName())));
    for (Option<?> option : role.options()) {
      text.append('\n').append(comment(option.meaning()));
      if (!option.limits().choices().isEmpty()) {
        text.append(comment("One of " + String.join(", ", option.limits().choices()) + "."));
      }
      text.append('#').append(option.name()).append(':').append(yaml(option)).append('\n');
    }
    return text.toString();
  }

  private static String comment(String text) {
    StringBuilder lines = new StringBuilder("#");
    int length = 1;
    for (String word : text.split(" ", -1)) {
      if (length + 1 + word.length() > WIDTH) {
        lines.append("\n#");
        length = 1;
      }
      lines.append(' ').append(word);
      length += 1 + word.length();
    }
    return lines.append('\n').toString();
  }

  private static String yaml(Option<?> option) {
    Object value = option.defaultValue();
    if (value == null) {
      return "";
    }
    if (option.kind() == Option.Kind.FLAG_OR_TEXT) {
      return " " + value;
    }
    if (value instanceof List<?> list && list.size() == 1) {
      value = list.get(0);
    }
    return " " + YamlWriter.write(value).strip();
  }

  /** The table of what is supported, and of what Salt has besides. */
  static String table(List<String> optionsOfSalt) {
    Map<String, String> rows = new TreeMap<>();
    for (Role role : Role.values()) {
      for (Option<?> option : role.options()) {
        boolean common = CommonOptions.ALL.contains(option);
        String side = common ? "both" : role.fileName();
        String shown = yaml(option).strip();
        rows.put(
            option.name() + ' ' + side, row(option.name(), side, shown, true, option.meaning()));
      }
    }
    for (String line : optionsOfSalt) {
      String[] fields = line.split("\t", -1);
      String key = fields[0] + ' ' + fields[1];
      if (!rows.containsKey(key) && !rows.containsKey(fields[0] + " both")) {
        rows.put(key, row(fields[0], fields[1], fields[2], false, ""));
      }
    }
    return """
        # Options

        What may stand in the files `master` and `minion`, and in the files that they include.
        What the files of `default_include` set replaces what the main file says, and then what those of
        `include` set. Within each of the two the files are joined, in the order of their names: a later
        value wins, maps and lists become one. An included file may include more, ten deep; relative names
        start at its own folder. A pattern that is set and matches nothing is warned of.

        `no` = Salt has the option and this release does not: it is named once in the log when a
        file sets it, and has no effect. An option that neither knows is named with the one that is
        probably meant. Values of a wrong type, bad YAML and duplicate keys are errors: the program
        does not start, and a reload keeps the old settings.

        | option | side | default | supported | since | meaning |
        |---|---|---|---|---|---|
        """
        + String.join("", rows.values());
  }

  private static String row(
      String name, String side, String value, boolean supported, String meaning) {
    String shown = value.isEmpty() ? NOT_SET : '`' + value + '`';
    return String.join(
                " | ",
                "| `" + name + '`',
                side,
                shown.replace("|", "\\|"),
                supported ? "yes" : "no",
                supported ? SINCE : "-",
                meaning.replace("|", "\\|"))
            .strip()
        + " |\n";
  }
}
