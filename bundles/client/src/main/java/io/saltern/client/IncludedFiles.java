// SPDX-License-Identifier: Apache-2.0
package io.saltern.client;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** The files that a configuration file names to be read with it. */
final class IncludedFiles {
  private static final Pattern MAGIC = Pattern.compile(".*[*?\\[].*");

  private IncludedFiles() {}

  /**
   * The patterns of an option: one after its name, a list in brackets, or a list of lines below.
   */
  static List<String> patterns(List<String> lines, String option) {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).startsWith(option + ":")) {
        continue;
      }
      String rest = withoutComment(lines.get(i).substring(option.length() + 1));
      if (rest.startsWith("[") && rest.endsWith("]")) {
        for (String one : rest.substring(1, rest.length() - 1).split(",", -1)) {
          add(found, one);
        }
      } else {
        add(found, rest);
      }
      for (int j = i + 1; rest.isEmpty() && j < lines.size(); j++) {
        String line = withoutComment(lines.get(j));
        if (line.startsWith("- ")) {
          add(found, line.substring(2));
        } else if (!line.isEmpty()) {
          break;
        }
      }
    }
    return found;
  }

  private static String withoutComment(String text) {
    String stripped = text.strip();
    int comment = stripped.startsWith("#") ? 0 : stripped.indexOf(" #");
    return comment < 0 ? stripped : stripped.substring(0, comment).strip();
  }

  private static void add(List<String> found, String text) {
    String value = ConfiguredPaths.unquoted(text.strip());
    if (!value.isEmpty()) {
      found.add(value);
    }
  }

  /** The files that exist, sorted by name. */
  static List<Path> matching(Path folder, String pattern) throws IOException {
    Path whole =
        pattern.startsWith("~/")
            ? Path.of(System.getProperty("user.home"), pattern.substring(2))
            : folder.toAbsolutePath().resolve(pattern);
    List<Path> found = List.of(whole.getRoot());
    for (Path segment : whole) {
      List<Path> next = new ArrayList<>();
      for (Path path : found) {
        step(path, segment.toString(), next);
      }
      found = next;
    }
    List<Path> files = new ArrayList<>(found);
    files.removeIf(file -> !Files.isRegularFile(file));
    Collections.sort(files);
    return files;
  }

  private static void step(Path folder, String segment, List<Path> found) throws IOException {
    if (!MAGIC.matcher(segment).matches()) {
      if (Files.exists(folder.resolve(segment))) {
        found.add(folder.resolve(segment));
      }
    } else if (Files.isDirectory(folder)) {
      String glob = segment.replaceAll("[\\\\{}]", "\\\\$0");
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
        for (Path entry : entries) {
          boolean hidden = entry.getFileName().toString().startsWith(".");
          if (!hidden || segment.startsWith(".")) {
            found.add(entry);
          }
        }
      }
    }
  }
}
