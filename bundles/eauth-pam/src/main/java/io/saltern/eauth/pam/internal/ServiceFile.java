// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The file of a PAM service. Where there is none, or it has no rules for what is to be done, PAM
 * takes those of the service {@code other}, and says nothing.
 */
final class ServiceFile {
  private static final List<Path> FOLDERS =
      List.of(Path.of("/etc/pam.d"), Path.of("/usr/lib/pam.d"));
  private static final Pattern NAME = Pattern.compile("[a-z0-9_][a-z0-9_.-]{0,63}");
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final int DEEPEST = 16;

  private final List<Path> folders;
  private final String name;

  ServiceFile(String service) {
    this(FOLDERS, service);
  }

  /**
   * @param folders where PAM looks, in this order
   * @param service as in the settings; PAM takes no notice of capitals
   */
  ServiceFile(List<Path> folders, String service) {
    this.folders = folders;
    this.name = service.toLowerCase(Locale.ROOT);
  }

  /** The service as PAM calls it. */
  String name() {
    return name;
  }

  /** Where it is; empty when there is none. */
  Optional<Path> path() {
    return NAME.matcher(name).matches() ? find(name) : Optional.empty();
  }

  /** What keeps it from being used; empty when it can be. */
  Optional<String> flaw() {
    if (!NAME.matcher(name).matches()) {
      return Optional.of("'" + name + "' is no name of a PAM service");
    }
    Optional<Path> path = path();
    if (path.isEmpty()) {
      return Optional.of("there is no PAM service '" + name + "': no file " + places());
    }
    for (String type : List.of("auth", "account")) {
      try {
        if (!hasRules(path.get(), type, 0)) {
          return Optional.of(path.get() + " has no rules for " + type);
        }
      } catch (IOException e) {
        return Optional.of(path.get() + " cannot be read: " + e);
      }
    }
    return Optional.empty();
  }

  private String places() {
    return String.join(
        " or ", folders.stream().map(folder -> folder.resolve(name).toString()).toList());
  }

  private Optional<Path> find(String file) {
    return folders.stream()
        .map(folder -> folder.resolve(file))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private boolean hasRules(Path file, String type, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new IOException("files include each other");
    }
    // names of modules are bytes, whatever the encoding
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      for (String line : lines.map(String::strip).toList()) {
        String[] words = BLANKS.split(line, 4);
        if (words.length >= 2 && words[0].equalsIgnoreCase("@include")) {
          if (includes(words[1], type, depth)) {
            return true;
          }
        } else if (words.length >= 3 && isOf(type, words[0])) {
          boolean includes = words[1].equalsIgnoreCase("include");
          if (!includes || includes(words[2], type, depth)) {
            return true;
          }
        }
      }
      return false;
    }
  }

  private boolean includes(String file, String type, int depth) throws IOException {
    Optional<Path> path = file.startsWith("/") ? Optional.of(Path.of(file)) : find(file);
    return path.isPresent() && hasRules(path.get(), type, depth + 1);
  }

  /** A dash before it: a module that is missing is not logged. */
  private static boolean isOf(String type, String word) {
    return word.equalsIgnoreCase(type) || word.equalsIgnoreCase('-' + type);
  }
}
