// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

/**
 * What a message may cost the one who reads it. Anything beyond is refused before memory is spent
 * on it.
 *
 * @param maxBytes the longest message, in bytes
 * @param maxDepth how deep maps and arrays may nest; a bare value has depth 0
 * @param maxElements how many values a message may hold in all, map keys and values counted singly
 */
public record Limits(int maxBytes, int maxDepth, int maxElements) {
  /** 32 MiB, 128 levels, a million values. */
  public static final Limits DEFAULT = new Limits(32 << 20, 128, 1_000_000);

  /** The deepest nesting that the default stack of a thread is sure to hold. */
  public static final int DEEPEST = 512;

  /**
   * @throws IllegalArgumentException when a limit is not positive or the depth is over {@link
   *     #DEEPEST}
   */
  public Limits {
    if (maxBytes < 1 || maxDepth < 1 || maxElements < 1) {
      throw new IllegalArgumentException("a limit must be at least 1");
    }
    if (maxDepth > DEEPEST) {
      throw new IllegalArgumentException("maxDepth must be at most " + DEEPEST);
    }
  }

  /** The same limits for messages of another length. */
  public Limits withMaxBytes(int bytes) {
    return new Limits(bytes, maxDepth, maxElements);
  }
}
