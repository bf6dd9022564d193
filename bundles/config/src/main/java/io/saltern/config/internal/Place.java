// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

/**
 * A place in a text.
 *
 * @param file the file, or empty for a text that is none
 * @param line from 1
 * @param column from 1
 */
record Place(String file, int line, int column) {
  /** As {@code /etc/salt/master:12}, or {@code line 1, column 5} where there is no file. */
  @Override
  public String toString() {
    return file.isEmpty() ? "line " + line + ", column " + column : file + ':' + line;
  }
}
