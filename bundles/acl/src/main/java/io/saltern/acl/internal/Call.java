// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.api.FunctionCall;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A function that somebody wants to call. For one thread. */
final class Call {
  private final FunctionCall given;
  private final UnaryOperator<FunctionCall> reader;
  private @Nullable FunctionCall passed;

  /**
   * @param reader finds the arguments that the function will get, as {@code name=value} becomes a
   *     keyword
   */
  Call(FunctionCall given, UnaryOperator<FunctionCall> reader) {
    this.given = given;
    this.reader = reader;
  }

  String function() {
    return given.function();
  }

  /** With the arguments as the function will get them. */
  FunctionCall passed() {
    FunctionCall known = passed;
    if (known == null) {
      known = reader.apply(given);
      passed = known;
    }
    return known;
  }
}
