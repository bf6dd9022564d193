// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.files;

import java.nio.file.Path;

/**
 * A file directly in a folder, named by somebody outside. The only way from such a name to a file:
 * a name that would leave the folder gives no path at all.
 */
public final class SafePath {
  private final Path path;

  private SafePath(Path path) {
    this.path = path;
  }

  /**
   * The file {@code name} directly in {@code folder}.
   *
   * @throws IllegalArgumentException when the name is empty, {@code .} or {@code ..}, or holds a
   *     slash, a backslash or a control character
   */
  public static SafePath of(Path folder, String name) {
    boolean folderItself = name.isEmpty() || name.equals(".") || name.equals("..");
    if (folderItself || !name.chars().allMatch(SafePath::plain)) {
      throw new IllegalArgumentException("not the name of a file in " + folder);
    }
    return new SafePath(folder.resolve(name));
  }

  private static boolean plain(int c) {
    return c >= ' ' && c != '/' && c != '\\' && c != 0x7f;
  }

  /** The path, directly in its folder. */
  public Path path() {
    return path;
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
