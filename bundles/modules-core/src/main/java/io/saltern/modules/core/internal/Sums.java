// SPDX-License-Identifier: Apache-2.0
package io.saltern.modules.core.internal;

import io.saltern.api.function.FunctionException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Number sequences that keep a processor busy. */
final class Sums {
  private static final int MAX_FIBONACCI = 100_000;
  private static final int MAX_STEPS = 100_000;
  private static final double NANOS = 1e9;

  private Sums() {}

  static List<Object> fibonacci(int num) throws FunctionException {
    if (num < 0 || num > MAX_FIBONACCI) {
      throw new FunctionException(
          FunctionException.Kind.COMMAND, "num must be within 0 to " + MAX_FIBONACCI);
    }
    long begin = System.nanoTime();
    BigInteger previous = BigInteger.ONE;
    BigInteger current = BigInteger.ZERO;
    for (int i = 0; i < num; i++) {
      BigInteger next = previous.add(current);
      previous = current;
      current = next;
    }
    Object value = current.bitLength() < Long.SIZE ? (Object) current.longValue() : current;
    return List.of(value, (System.nanoTime() - begin) / NANOS);
  }

  static List<Object> collatz(long start) throws FunctionException {
    if (start < 1) {
      throw new FunctionException(FunctionException.Kind.COMMAND, "start must be at least 1");
    }
    long begin = System.nanoTime();
    List<Object> steps = new ArrayList<>();
    boolean halved = false;
    for (BigInteger n = BigInteger.valueOf(start);
        !n.equals(BigInteger.ONE) && steps.size() < MAX_STEPS; ) {
      // after the first division Python goes on with floats
      steps.add(halved ? (Object) n.doubleValue() : (Object) n.longValue());
      if (n.testBit(0)) {
        n = n.multiply(BigInteger.valueOf(3)).add(BigInteger.ONE);
      } else {
        n = n.shiftRight(1);
        halved = true;
      }
    }
    return List.of(steps, (System.nanoTime() - begin) / NANOS);
  }
}
