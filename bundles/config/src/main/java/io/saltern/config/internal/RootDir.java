// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

import java.nio.file.Path;

/**
 * The folder below which all paths of a configuration lie. As in Salt, that holds for absolute
 * paths too, unless they are there already.
 */
record RootDir(Path root) {
  RootDir {
    root = root.toAbsolutePath().normalize();
  }

  Path below(String path) {
    String top = root.toString();
    String rest = path;
    if (!top.equals("/") && path.startsWith(top + '/')) {
      rest = path.substring(top.length());
    }
    // cleaned before the root is put in front, as Salt does
    Path inside = Path.of(rest).normalize();
    Path relative = inside.isAbsolute() ? Path.of("/").relativize(inside) : inside;
    return root.resolve(relative).normalize();
  }
}
