// SPDX-License-Identifier: Apache-2.0
package io.saltern.testing;

/** The component of the sample bundle that the test class path is. */
public final class Failing {
  void activate() {
    throw new IllegalStateException("out of order");
  }
}
