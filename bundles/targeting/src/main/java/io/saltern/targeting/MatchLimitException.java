// SPDX-License-Identifier: Apache-2.0
package io.saltern.targeting;

/** A pattern would take more work than it may. There is no verdict: whoever asks must deny. */
public final class MatchLimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MatchLimitException(String pattern) {
    super("takes too much work to match: " + Excerpt.of(pattern));
  }
}
