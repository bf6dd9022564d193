// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.swap;

/** No service of a kind is there, and none came while the caller waited. */
public final class ServiceMissingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ServiceMissingException(String message) {
    super(message);
  }
}
