// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

import io.saltern.api.config.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder of configuration files for a test. */
record Folder(Path path) {
  Folder file(String name, String content) throws IOException {
    return file(name, content.getBytes(StandardCharsets.UTF_8));
  }

  Folder file(String name, byte[] content) throws IOException {
    Path file = path.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    return this;
  }

  FileSettings master() throws ConfigurationException {
    return SettingsLoader.load(Role.MASTER, path).settings();
  }

  FileSettings minion() throws ConfigurationException {
    return SettingsLoader.load(Role.MINION, path).settings();
  }

  /** The warnings, with the folder written as {@code DIR}. */
  List<String> warnings(Role role) throws ConfigurationException {
    return withoutPath(SettingsLoader.load(role, path).warnings());
  }

  /** What is wrong, with the folder written as {@code DIR}; empty when nothing is. */
  List<String> problems(Role role) {
    try {
      SettingsLoader.load(role, path);
      return List.of();
    } catch (ConfigurationException e) {
      return withoutPath(e.problems());
    }
  }

  private List<String> withoutPath(List<String> messages) {
    return messages.stream().map(text -> text.replace(path.toString(), "DIR")).toList();
  }
}
