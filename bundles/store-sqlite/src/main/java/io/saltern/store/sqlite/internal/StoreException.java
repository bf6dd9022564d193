// SPDX-License-Identifier: Apache-2.0
package io.saltern.store.sqlite.internal;

/** The store cannot do what it was asked. The message names the file. */
final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreException(String message) {
    super(message);
  }

  StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
