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
 *     trusted as an id
 * @param load the command's fields, without {@code nonce}, {@code tok} and {@code sig}; an {@code
 *     id} in it equals the sender
 * @param version the payload version it came in
 * @param received when it came
 * @param peer the address it came from, for logs
 */
public record Envelope(
    String command,
    MinionId sender,
    Map<String, Object> load,
    int version,
    Instant received,
    String peer) {}
