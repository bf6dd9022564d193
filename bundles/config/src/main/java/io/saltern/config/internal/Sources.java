// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The options of a configuration file and of those that it includes, as Salt puts them together:
 * within one include the maps are merged and the lists joined; then what is included replaces,
 * option by option, what the including file says.
 */
final class Sources {
  private static final long MAX_BYTES = 4L << 20;
  private static final int MAX_INCLUDE_DEPTH = 10;

  private final List<Problem> problems;
  private final List<String> warnings;

  Sources(List<Problem> problems, List<String> warnings) {
    this.problems = problems;
    this.warnings = warnings;
  }

  /**
   * Reads all files.
   *
   * @param file the main file; there need not be one
   * @param defaultInclude the pattern when the main file names none
   */
  Map<String, Item.Entry> read(Path file, String defaultInclude) {
    Map<String, Item.Entry> options = new LinkedHashMap<>();
    if (Files.exists(file)) {
      options.putAll(options(file));
    } else {
      warnings.add(file + ": there is no such file, every option has its default");
    }
    Item.Entry standard = options.get("default_include");
    Item.Entry more = options.get("include");
    List<String> patterns = standard == null ? List.of(defaultInclude) : patterns(standard);
    options.putAll(included(file, patterns, standard, 1));
    if (more != null) {
      options.putAll(included(file, patterns(more), more, 1));
    }
    return options;
  }

  private Map<String, Item.Entry> included(
      Path from, List<String> patterns, Item.@Nullable Entry origin, int depth) {
    Map<@Nullable Object, Item.Entry> together = new LinkedHashMap<>();
    for (String pattern : patterns) {
      for (Path file : matches(from, pattern, origin)) {
        Map<String, Item.Entry> options = options(file);
        Item.Entry more = options.get("include");
        if (more != null && depth >= MAX_INCLUDE_DEPTH) {
          problems.add(new Problem(more.place(), "include", "files include each other too deep"));
        } else if (more != null) {
          options.putAll(included(file, patterns(more), more, depth + 1));
        }
        Merge.into(together, options);
      }
    }
    Map<String, Item.Entry> result = new LinkedHashMap<>();
    together.forEach((name, entry) -> result.put(String.valueOf(name), entry));
    return result;
  }

  private List<Path> matches(Path from, String pattern, Item.@Nullable Entry origin) {
    Path folder = from.toAbsolutePath().getParent();
    try {
      List<Path> found = Glob.files(folder == null ? from : folder, pattern);
      if (found.isEmpty() && origin != null) {
        warnings.add(origin.place() + ": no file matches '" + pattern + "'");
      }
      return found;
    } catch (IOException | InvalidPathException e) {
      Place place = origin == null ? new Place(from.toString(), 1, 1) : origin.place();
      problems.add(new Problem(place, "include", "cannot look for '" + pattern + "': " + e));
      return List.of();
    }
  }

  private static List<String> patterns(Item.Entry entry) {
    List<String> patterns = new ArrayList<>();
    List<Item> items =
        entry.value() instanceof Item.Sequence sequence ? sequence.items() : List.of(entry.value());
    for (Item item : items) {
      // what is no text is reported when the option itself is checked
      if (item.plain() instanceof String pattern && !pattern.isEmpty()) {
        patterns.add(pattern);
      }
    }
    return patterns;
  }

  private Map<String, Item.Entry> options(Path file) {
    Map<String, Item.Entry> options = new LinkedHashMap<>();
    String text = text(file);
    if (text == null) {
      return options;
    }
    Document document = Document.read(file.toString(), text);
    problems.addAll(document.problems());
    if (document.root() instanceof Item.Mapping mapping) {
      mapping.entries().forEach((name, entry) -> options.put(Scalars.python(name), entry));
    } else if (document.root().plain() != null) {
      String what = "expected options as 'name: value', found " + Found.describe(document.root());
      problems.add(new Problem(document.root().place(), "", what));
    }
    return options;
  }

  private @Nullable String text(Path file) {
    Place start = new Place(file.toString(), 1, 1);
    try {
      if (Files.size(file) > MAX_BYTES) {
        problems.add(new Problem(start, "", "longer than " + MAX_BYTES + " bytes"));
        return null;
      }
      byte[] bytes = Files.readAllBytes(file);
      return decode(start, bytes);
    } catch (IOException e) {
      problems.add(new Problem(start, "", "cannot be read: " + e));
      return null;
    }
  }

  private @Nullable String decode(Place start, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(in).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      int line = 1;
      for (int i = 0; i < in.position(); i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      problems.add(new Problem(new Place(start.file(), line, 1), "", "not UTF-8"));
      return null;
    }
  }
}
