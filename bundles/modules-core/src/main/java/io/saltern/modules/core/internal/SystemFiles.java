// SPDX-License-Identifier: Apache-2.0
package io.saltern.modules.core.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Files in which Linux tells about itself; what is not there or not readable is empty. */
final class SystemFiles {
  private final Path root;

  /**
   * @param root {@code /}, or where a test has its files
   */
  SystemFiles(Path root) {
    this.root = root;
  }

  /** The text without white space around it. */
  String text(String path) {
    Path file = root.resolve(path.substring(1));
    if (!Files.isReadable(file)) {
      return "";
    }
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      // many files below /sys can be opened but not read
      return "";
    }
  }

  List<String> lines(String path) {
    String text = text(path);
    return text.isEmpty() ? List.of() : List.of(text.split("\n", -1));
  }

  boolean exists(String path) {
    return Files.exists(root.resolve(path.substring(1)));
  }

  /** The names in a folder, sorted. */
  List<String> names(String path) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(root.resolve(path.substring(1)))) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    } catch (IOException e) {
      return List.of();
    }
    Collections.sort(names);
    return names;
  }
}
