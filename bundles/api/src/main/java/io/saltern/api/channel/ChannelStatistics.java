// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.channel;

import java.util.Map;

/**
 * What a master's end of the channel did since it was opened.
 *
 * @param signIns sign-ins decided
 * @param requests requests that passed all checks
 * @param publications publications sent
 * @param refused messages refused, by reason; reasons that did not occur are absent
 * @param droppedRequests messages that the transport dropped at a limit or a full queue
 * @param droppedPublications deliveries of publications that the transport dropped
 */
public record ChannelStatistics(
    long signIns,
    long requests,
    long publications,
    Map<String, Long> refused,
    long droppedRequests,
    long droppedPublications) {
  /** Takes a copy of the map. */
  public ChannelStatistics {
    refused = Map.copyOf(refused);
  }
}
