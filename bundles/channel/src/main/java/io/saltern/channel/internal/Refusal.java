// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

/** Why a message was not taken. */
enum Refusal {
  OVERLOADED("too much to do"),
  NOT_UNDERSTOOD("not a message of the protocol"),
  VERSION("protocol version below minimum_auth_version"),
  INVALID_ID("invalid minion id"),
  LOCAL_ONLY("a command that is not for the network"),
  INVALID_KEY("not an RSA public key"),
  ALGORITHM("unknown algorithm"),
  STALE_SIGN_IN("waited too long to be signed in"),
  NO_SESSION("no session"),
  NOT_AUTHENTIC("sealed with another key or altered"),
  FOREIGN_ID("an id that is not the sender's"),
  NO_PROOF("no valid token"),
  EXPIRED("older than request_server_ttl"),
  REPLAYED("seen before"),
  UNKNOWN_COMMAND("unknown command"),
  TOO_LONG("longer than its command may be"),
  TOO_OFTEN("more often than its command may be sent"),
  BAD_SIGNATURE("the minion's signature is missing or wrong"),
  NO_SERVICE("its command is away");

  private final String meaning;

  Refusal(String meaning) {
    this.meaning = meaning;
  }

  String meaning() {
    return meaning;
  }
}
