// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.master;

/** A target names no accepted minion. The message is Salt's. */
public final class NoMinionsException extends Exception {
  private static final long serialVersionUID = 1L;

  public NoMinionsException(String message) {
    super(message);
  }
}
