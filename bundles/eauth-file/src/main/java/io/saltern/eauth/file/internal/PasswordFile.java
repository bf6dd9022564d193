// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.file.internal;

import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Settings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where passwords are and in what form: what {@code external_auth: file} says in keys that begin
 * with {@code ^}.
 *
 * @param hash the digest of text files; plain when there is none
 * @param userField the field of text files that holds the user, counted from 0
 * @param passwordField the field of text files that holds the password or its digest
 * @param realm the realm of htdigest files; empty for others
 */
record PasswordFile(
    Path path,
    Type type,
    Digests hash,
    String separator,
    int userField,
    int passwordField,
    String realm) {
  static final String BACKEND = "file";

  /** The forms of files. */
  enum Type {
    TEXT,
    HTPASSWD,
    HTDIGEST
  }

  /** What settings say of the backend; null when they do not name it. */
  static @Nullable Map<?, ?> section(Settings settings) {
    return settings.get(MasterOptions.EXTERNAL_AUTH).get(BACKEND) instanceof Map<?, ?> map
        ? map
        : null;
  }

  /**
   * Reads.
   *
   * @param problems takes what is wrong, each with its place
   * @return empty when something is wrong, or the settings do not name the backend
   */
  static Optional<PasswordFile> of(Settings settings, List<String> problems) {
    Map<?, ?> section = section(settings);
    if (section == null) {
      return Optional.empty();
    }
    int before = problems.size();
    Reader reader = new Reader(settings, section, problems);
    Path path = reader.path();
    Type type = reader.choice("^filetype", Type.class, Type.TEXT);
    Digests hash = reader.choice("^hashtype", Digests.class, Digests.PLAINTEXT);
    String separator = reader.text("^field_separator", ":");
    int userField = reader.field("^username_field", 1);
    int passwordField = reader.field("^password_field", 2);
    String realm = reader.text("^realm", "");
    if (type == Type.HTDIGEST && realm.isEmpty()) {
      reader.problem("^realm", "a file of type htdigest needs it");
    }
    if (separator.isEmpty()) {
      reader.problem("^field_separator", "must not be empty");
    }
    return problems.size() > before
        ? Optional.empty()
        : Optional.of(
            new PasswordFile(path, type, hash, separator, userField - 1, passwordField - 1, realm));
  }

  /** Reads the keys of the section. */
  private record Reader(Settings settings, Map<?, ?> section, List<String> problems) {
    void problem(String key, String what) {
      String place =
          settings
              .place(MasterOptions.EXTERNAL_AUTH, BACKEND, key)
              .or(() -> settings.place(MasterOptions.EXTERNAL_AUTH, BACKEND))
              .orElse("the settings");
      problems.add(place + ": external_auth: " + BACKEND + ": " + key + ": " + what);
    }

    String text(String key, String otherwise) {
      Object value = section.get(key);
      return value == null ? otherwise : String.valueOf(value);
    }

    Path path() {
      String name = text("^filename", "");
      try {
        Path path = Path.of(name);
        if (!path.isAbsolute()) {
          problem("^filename", "expected an absolute path of a file of passwords");
        }
        return path;
      } catch (InvalidPathException e) {
        problem("^filename", "expected a path");
        return Path.of("");
      }
    }

    <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
      String text = text(key, otherwise.name());
      for (E choice : type.getEnumConstants()) {
        if (choice.name().equalsIgnoreCase(text)) {
          return choice;
        }
      }
      List<String> choices =
          List.of(type.getEnumConstants()).stream()
              .map(choice -> choice.name().toLowerCase(Locale.ROOT))
              .toList();
      problem(key, "expected one of " + String.join(", ", choices));
      return otherwise;
    }

    int field(String key, int otherwise) {
      try {
        int number = Integer.parseInt(text(key, Integer.toString(otherwise)));
        if (number >= 1) {
          return number;
        }
      } catch (NumberFormatException e) {
        // said below
      }
      problem(key, "expected the number of a field, from 1");
      return otherwise;
    }
  }
}
