// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.channel;

/** A master refused a request, or what it answered cannot be trusted. */
public final class ChannelException extends Exception {
  private static final long serialVersionUID = 1L;

  public ChannelException(String reason) {
    super(reason);
  }

  public ChannelException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
