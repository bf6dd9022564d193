// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.transport;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How connections behave.
 *
 * @param maxMessageBytes a longer message closes the connection it came on
 * @param queueBound how many messages may wait, per connection when sending and in all when
 *     receiving; more are dropped, counted and logged
 * @param heartbeatInterval time between heartbeats on an idle connection; zero = none
 * @param heartbeatTimeout a connection silent for so long is closed
 * @param backlog the length of the listen queue
 * @param ipv6 true = IPv6 only where both are possible, false = IPv4, null = as the address says
 * @param keepAlive TCP keepalive of the operating system
 * @param reconnectFirst the first wait before a client connects again
 * @param reconnectMax the longest such wait
 */
public record TransportOptions(
    int maxMessageBytes,
    int queueBound,
    Duration heartbeatInterval,
    Duration heartbeatTimeout,
    int backlog,
    @Nullable Boolean ipv6,
    boolean keepAlive,
    Duration reconnectFirst,
    Duration reconnectMax) {
  /** Salt's defaults, and a message limit of 100 MiB. */
  public static TransportOptions defaults() {
    return new TransportOptions(
        100 << 20,
        1000,
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        1000,
        null,
        true,
        Duration.ofSeconds(1),
        Duration.ofSeconds(10));
  }

  /** The same with other heartbeats. */
  public TransportOptions withHeartbeat(Duration interval, Duration timeout) {
    return new TransportOptions(
        maxMessageBytes,
        queueBound,
        interval,
        timeout,
        backlog,
        ipv6,
        keepAlive,
        reconnectFirst,
        reconnectMax);
  }

  /** The same with another message limit and queue bound. */
  public TransportOptions withLimits(int maxBytes, int queue) {
    return new TransportOptions(
        maxBytes,
        queue,
        heartbeatInterval,
        heartbeatTimeout,
        backlog,
        ipv6,
        keepAlive,
        reconnectFirst,
        reconnectMax);
  }
}
