// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** File names by pattern, as Python's {@code glob}: {@code *}, {@code ?}, {@code [a-z]}. */
final class Glob {
  private Glob() {}

  /**
   * The files that exist, sorted by name.
   *
   * @param folder where a relative pattern starts
   * @param pattern {@code ~/} at its start is the user's home
   * @throws java.nio.file.InvalidPathException when the pattern could be no path
   */
  static List<Path> files(Path folder, String pattern) throws IOException {
    String expanded =
        pattern.startsWith("~/") ? System.getProperty("user.home") + pattern.substring(1) : pattern;
    Path whole = folder.resolve(expanded).toAbsolutePath();
    List<Path> found = List.of(whole.getRoot());
    for (Path segment : whole) {
      found = step(found, segment.toString());
    }
    return found.stream().filter(Files::isRegularFile).sorted().toList();
  }

  private static List<Path> step(List<Path> folders, String segment) throws IOException {
    List<Path> found = new ArrayList<>();
    boolean magic = segment.matches(".*[*?\\[].*");
    for (Path folder : folders) {
      if (!magic) {
        Path next = folder.resolve(segment);
        if (Files.exists(next)) {
          found.add(next);
        }
      } else if (Files.isDirectory(folder)) {
        Pattern names = regex(segment);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
          for (Path entry : entries) {
            String name = entry.getFileName().toString();
            if ((!name.startsWith(".") || segment.startsWith("."))
                && names.matcher(name).matches()) {
              found.add(entry);
            }
          }
        }
      }
    }
    return found;
  }

  private static Pattern regex(String segment) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      int end = c == '[' ? segment.indexOf(']', i + 2) : -1;
      if (c == '*') {
        regex.append(".*");
      } else if (c == '?') {
        regex.append('.');
      } else if (end > 0) {
        String set = segment.substring(i + 1, end).replaceAll("[\\\\\\[&^]", "\\\\$0");
        regex.append('[').append(set.startsWith("!") ? "^" + set.substring(1) : set).append(']');
        i = end;
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    try {
      return Pattern.compile(regex.toString(), Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      // as in Python, a set that makes no sense matches nothing but itself
      return Pattern.compile(segment, Pattern.LITERAL);
    }
  }
}
