// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.buffer.MessageBuffer;

/**
 * Salt's msgpack dialect. Values and their Java types, in both directions:
 *
 * <ul>
 *   <li>nil is null, booleans {@link Boolean}, floats {@link Double}
 *   <li>integers are {@link Long}, or {@link java.math.BigInteger} beyond its range
 *   <li>raw, str and bin are {@link String} where the bytes are valid UTF-8, otherwise {@code
 *       byte[]}: what was sent as bytes may so arrive as text
 *   <li>arrays are {@link java.util.List}, maps {@link java.util.LinkedHashMap} in wire order; a
 *       key may be any scalar, and of equal keys the last one wins
 *   <li>extension 78 is {@link java.time.LocalDateTime}, 79 {@link Constant}; the data of any other
 *       extension is read like raw
 * </ul>
 *
 * Writing also takes the smaller number types, any {@link CharSequence}, {@link
 * java.util.Collection}, {@link java.time.LocalDate} and {@link Bytes}; integers beyond 64 bits are
 * written as decimal text. Immutable and safe for use by many threads.
 *
 * @param dialect how text and bytes are written
 * @param limits what a message may cost, for reading; the depth also for writing
 */
public record Msgpack(Dialect dialect, Limits limits) {
  /** The dialect of requests, replies and publications, with the default limits. */
  public static final Msgpack WIRE = new Msgpack(Dialect.RAW, Limits.DEFAULT);

  /** The dialect of the event bus and of tcp frames, with the default limits. */
  public static final Msgpack NEW_TYPES = new Msgpack(Dialect.NEW_TYPES, Limits.DEFAULT);

  /**
   * The value as one message.
   *
   * @throws IllegalArgumentException when it holds an object of a type that cannot travel, or nests
   *     deeper than the limits allow
   */
  public byte[] encode(@Nullable Object value) {
    return new Encoder(dialect, limits.maxDepth()).write(value).toByteArray();
  }

  /** The head as it is, then the value as one message; for use at once, it may share memory. */
  MessageBuffer encodeAfter(byte[] head, @Nullable Object value) {
    return new Encoder(dialect, limits.maxDepth()).raw(head).write(value).toMessageBuffer();
  }

  /**
   * The one value that the bytes are.
   *
   * @throws MalformedMessageException when they are not exactly one message within the limits
   */
  public @Nullable Object decode(byte[] message) throws MalformedMessageException {
    return decode(message, 0, message.length);
  }

  /**
   * The one value that a part of an array is; offsets in the exception count from the part's start.
   *
   * @throws MalformedMessageException when the part is not exactly one message within the limits
   */
  public @Nullable Object decode(byte[] array, int offset, int length)
      throws MalformedMessageException {
    return new Decoder(array, offset, length, limits).readWhole();
  }

  /**
   * The map with text keys that the bytes are.
   *
   * @throws MalformedMessageException when they are not exactly one message within the limits
   * @throws EnvelopeException when they are another value
   */
  public Map<String, @Nullable Object> decodeMap(byte[] message)
      throws MalformedMessageException, EnvelopeException {
    return Fields.map("message", decode(message));
  }
}
