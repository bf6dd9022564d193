// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what was refused, and logs it once for each reason and peer; again only after a while, and
 * then with the number of those in between.
 */
final class Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
  private static final Duration SILENCE = Duration.ofMinutes(10);
  private static final int MOST_PEERS = 1000;
  private static final int LONGEST = 120;

  private final Clock clock;
  private final Map<Refusal, LongAdder> counts = new ConcurrentHashMap<>();
  private final Map<Source, Silence> silences =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Source, Silence> eldest) {
          return size() > MOST_PEERS;
        }
      };

  Refusals(Clock clock) {
    this.clock = clock;
  }

  /**
   * Takes note.
   *
   * @param peer the address
   * @param detail what more is known; may hold text from outside
   */
  void note(Refusal reason, String peer, String detail) {
    counts.computeIfAbsent(reason, r -> new LongAdder()).increment();
    Integer silent = endSilence(new Source(reason, host(peer)));
    if (silent != null) {
      LOG.warn(
          "Message from {} refused: {} ({}){}",
          printable(peer),
          reason.meaning(),
          printable(detail),
          silent == 0 ? "" : "; " + silent + " more since the last report");
    }
  }

  /** How many of each kind, by the reason's name; only those that happened. */
  Map<String, Long> counts() {
    Map<String, Long> result = new TreeMap<>();
    counts.forEach((reason, count) -> result.put(reason.name(), count.sum()));
    return result;
  }

  /** How many went by in silence when it is time to log again, otherwise null. */
  private @Nullable Integer endSilence(Source source) {
    Instant now = clock.instant();
    synchronized (silences) {
      Silence silence = silences.get(source);
      if (silence != null && now.isBefore(silence.end)) {
        silences.put(source, new Silence(silence.end, silence.missed + 1));
        return null;
      }
      silences.put(source, new Silence(now.plus(SILENCE), 0));
      return silence == null ? 0 : silence.missed;
    }
  }

  private static String host(String peer) {
    int port = peer.lastIndexOf(':');
    return port < 0 ? peer : peer.substring(0, port);
  }

  /** The text without what could forge a line of a log, and not too long. */
  static String printable(String text) {
    String head = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    StringBuilder result = new StringBuilder(head.length());
    head.chars()
        .map(c -> c < ' ' || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 ? '?' : c)
        .forEach(c -> result.append((char) c));
    return result.toString();
  }

  private record Source(Refusal reason, String host) {}

  private record Silence(Instant end, int missed) {}
}
