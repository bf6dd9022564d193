// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

import io.saltern.wire.MalformedMessageException.Reason;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.ExtensionTypeHeader;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessageInsufficientBufferException;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageSizeException;
import org.msgpack.core.MessageUnpacker;

/** Reads one message from an array. */
final class Decoder {
  static final byte CONSTANT = 79;

  /** A header is only a claim: lists and maps begin this small and grow with what really comes. */
  private static final int FIRST_CAPACITY = 32;

  private final byte[] array;
  private final int start;
  private final int length;
  private final Limits limits;
  private final int maxDepth;
  private final MessageUnpacker unpacker;

  private int elements;

  /** Values announced by headers and not yet begun: each takes a byte at least. */
  private int owed = 1;

  Decoder(byte[] array, int start, int length, Limits limits) {
    this(array, start, length, limits, limits.maxDepth());
  }

  private Decoder(byte[] array, int start, int length, Limits limits, int maxDepth) {
    this.array = array;
    this.start = start;
    this.length = length;
    this.limits = limits;
    this.maxDepth = maxDepth;
    this.unpacker = MessagePack.newDefaultUnpacker(array, start, length);
  }

  @Nullable Object readWhole() throws MalformedMessageException {
    if (length > limits.maxBytes()) {
      throw flaw(Reason.TOO_LONG);
    }
    try {
      Object value = any(0);
      if (position() != length) {
        throw flaw(Reason.TRAILING_BYTES);
      }
      return value;
    } catch (MessageInsufficientBufferException | MessageSizeException e) {
      throw flaw(Reason.TRUNCATED);
    } catch (MessagePackException | IOException e) {
      throw flaw(Reason.UNKNOWN_TYPE);
    }
  }

  private int position() {
    return (int) unpacker.getTotalReadBytes();
  }

  private MalformedMessageException flaw(Reason reason) {
    return new MalformedMessageException(reason, position());
  }

  private @Nullable Object any(int depth) throws IOException, MalformedMessageException {
    owed--;
    MessageFormat format = unpacker.getNextFormat();
    return switch (format.getValueType()) {
      case NIL -> nil();
      case BOOLEAN -> unpacker.unpackBoolean();
      case INTEGER -> format == MessageFormat.UINT64 ? unsigned() : (Object) unpacker.unpackLong();
      case FLOAT -> unpacker.unpackDouble();
      case STRING -> textOrBytes(unpacker.unpackRawStringHeader());
      case BINARY -> textOrBytes(unpacker.unpackBinaryHeader());
      case ARRAY -> list(depth);
      case MAP -> map(depth);
      case EXTENSION -> extension(depth);
    };
  }

  private @Nullable Object nil() throws IOException {
    unpacker.unpackNil();
    return null;
  }

  private Object unsigned() throws IOException {
    BigInteger number = unpacker.unpackBigInteger();
    return number.bitLength() <= 63 ? (Object) number.longValue() : number;
  }

  private List<@Nullable Object> list(int depth) throws IOException, MalformedMessageException {
    int size = unpacker.unpackArrayHeader();
    announce(size, depth);
    List<@Nullable Object> list = new ArrayList<>(Math.min(size, FIRST_CAPACITY));
    for (int i = 0; i < size; i++) {
      list.add(any(depth + 1));
    }
    return list;
  }

  private Map<@Nullable Object, @Nullable Object> map(int depth)
      throws IOException, MalformedMessageException {
    int size = unpacker.unpackMapHeader();
    announce(2L * size, depth);
    Map<@Nullable Object, @Nullable Object> map =
        new LinkedHashMap<>(Math.min(2 * size, FIRST_CAPACITY));
    for (int i = 0; i < size; i++) {
      Object key = any(depth + 1);
      if (key instanceof Map || key instanceof List) {
        throw flaw(Reason.BAD_KEY);
      }
      map.put(key, any(depth + 1));
    }
    return map;
  }

  private void announce(long count, int depth) throws MalformedMessageException {
    if (depth >= maxDepth) {
      throw flaw(Reason.TOO_DEEP);
    }
    if (elements + count > limits.maxElements()) {
      throw flaw(Reason.TOO_MANY_ELEMENTS);
    }
    if (owed + count > length - position()) {
      throw flaw(Reason.TRUNCATED);
    }
    elements += (int) count;
    owed += (int) count;
  }

  private Object textOrBytes(int size) throws IOException, MalformedMessageException {
    int from = skip(size);
    String text = Utf8.decode(array, from, size);
    return text != null ? text : Arrays.copyOfRange(array, from, from + size);
  }

  /** Steps over a payload and tells where in the array it begins. */
  private int skip(int size) throws IOException, MalformedMessageException {
    int from = position();
    if (size > length - from) {
      throw flaw(Reason.TRUNCATED);
    }
    if (size > 0) {
      unpacker.readPayloadAsReference(size);
    }
    return start + from;
  }

  private Object extension(int depth) throws IOException, MalformedMessageException {
    ExtensionTypeHeader header = unpacker.unpackExtensionTypeHeader();
    int size = header.getLength();
    if (header.getType() == Moments.CODE) {
      int from = skip(size);
      try {
        return Moments.read(new String(array, from, size, StandardCharsets.ISO_8859_1));
      } catch (DateTimeException e) {
        throw flaw(Reason.BAD_EXTENSION);
      }
    }
    if (header.getType() == CONSTANT) {
      return constant(skip(size), size, depth);
    }
    return textOrBytes(size);
  }

  private Constant constant(int from, int size, int depth) throws MalformedMessageException {
    if (depth >= maxDepth) {
      throw flaw(Reason.TOO_DEEP);
    }
    Decoder inner = new Decoder(array, from, size, limits, maxDepth - depth);
    inner.elements = elements;
    Object pair;
    try {
      pair = inner.readWhole();
    } catch (MalformedMessageException e) {
      throw new MalformedMessageException(e.reason(), from - start + e.offset());
    }
    elements = inner.elements;
    if (pair instanceof List<?> list && list.size() == 2 && list.get(0) instanceof String name) {
      return new Constant(name, list.get(1));
    }
    throw flaw(Reason.BAD_EXTENSION);
  }
}
