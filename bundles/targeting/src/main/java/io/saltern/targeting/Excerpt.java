// SPDX-License-Identifier: Apache-2.0
package io.saltern.targeting;

/** Text from outside, short and on one line, for messages. */
final class Excerpt {
  private static final int LONGEST = 200;

  private Excerpt() {}

  static String of(String text) {
    String start = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    return start.replaceAll("\\p{Cntrl}", "?");
  }
}
