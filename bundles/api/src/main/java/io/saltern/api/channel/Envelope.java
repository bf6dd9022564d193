// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.channel;

import io.saltern.api.MinionId;
import java.time.Instant;
import java.util.Map;

/**
 * A request that passed the channel's checks.
 *
 * @param command the wire command, as {@code _return}
 * @param sender the minion whose key and session prove the request; nothing else in it is to be
 *     trusted as an id. Under {@code minimum_auth_version} 3 or more it is always {@code proven}
 * @param load the command's fields, without {@code nonce}, {@code tok} and {@code sig}; an {@code
 *     id} in it equals the sender
 * @param version the payload version it came in
 * @param received when it came
 * @param peer the address it came from, for logs
 * @param proven false only for the few requests of version 2 and less that older minions send
 *     without their token: {@code _return}, to be taken only for a job that was published to the
 *     sender, and {@code _pillar}, whose answer only the sender can read
 */
public record Envelope(
    String command,
    MinionId sender,
    Map<String, Object> load,
    int version,
    Instant received,
    String peer,
    boolean proven) {
  /** A proven request. */
  public Envelope(
      String command,
      MinionId sender,
      Map<String, Object> load,
      int version,
      Instant received,
      String peer) {
    this(command, sender, load, version, received, peer, true);
  }
}
