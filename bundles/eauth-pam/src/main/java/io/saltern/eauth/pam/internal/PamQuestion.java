// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import java.time.Duration;
import java.util.Arrays;

/** A login to be checked. */
final class PamQuestion {
  private final String service;
  private final String user;
  private final byte[] password;
  private final Duration patience;

  /**
   * @param password in UTF-8; belongs to the question from now on
   * @param patience how long PAM may take
   */
  PamQuestion(String service, String user, byte[] password, Duration patience) {
    this.service = service;
    this.user = user;
    this.password = password;
    this.patience = patience;
  }

  String service() {
    return service;
  }

  String user() {
    return user;
  }

  /** The password itself, not a copy. Zeroes once there is an answer. */
  byte[] password() {
    return password;
  }

  Duration patience() {
    return patience;
  }

  void wipe() {
    Arrays.fill(password, (byte) 0);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return user + " by the service " + service;
  }
}
