// SPDX-License-Identifier: Apache-2.0
package io.saltern.api;

/** What an administrator made of a minion's key; each state is a folder of {@code pki_dir}. */
public enum KeyState {
  ACCEPTED("minions"),
  PENDING("minions_pre"),
  REJECTED("minions_rejected"),
  /** Offered under an id that has another key. */
  DENIED("minions_denied");

  private final String folder;

  KeyState(String folder) {
    this.folder = folder;
  }

  /** The name of the folder, which is also Salt's name of the state in output. */
  public String folder() {
    return folder;
  }
}
