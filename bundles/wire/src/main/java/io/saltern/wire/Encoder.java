// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.buffer.MessageBuffer;

/** Writes one message. */
final class Encoder {
  private static final MessagePack.PackerConfig OLD =
      new MessagePack.PackerConfig().withStr8FormatSupport(false);
  private static final MessagePack.PackerConfig NEW = new MessagePack.PackerConfig();

  private final MessageBufferPacker packer;
  private final boolean newTypes;
  private final int maxDepth;

  Encoder(Dialect dialect, int maxDepth) {
    this.newTypes = dialect == Dialect.NEW_TYPES;
    this.packer = (newTypes ? NEW : OLD).newBufferPacker();
    this.maxDepth = maxDepth;
  }

  Encoder raw(byte[] head) {
    try {
      packer.writePayload(head);
    } catch (IOException e) {
      throw inMemory(e);
    }
    return this;
  }

  Encoder write(@Nullable Object value) {
    try {
      any(value, 0);
      packer.flush();
    } catch (IOException e) {
      throw inMemory(e);
    }
    return this;
  }

  byte[] toByteArray() {
    return packer.toByteArray();
  }

  MessageBuffer toMessageBuffer() {
    return packer.toMessageBuffer();
  }

  private static UncheckedIOException inMemory(IOException e) {
    return new UncheckedIOException("writing to memory failed", e);
  }

  private void any(@Nullable Object value, int depth) throws IOException {
    if (value == null) {
      packer.packNil();
    } else if (value instanceof CharSequence text) {
      text(text.toString());
    } else if (value instanceof Number number) {
      number(number);
    } else if (value instanceof Boolean truth) {
      packer.packBoolean(truth);
    } else if (value instanceof byte[] bytes) {
      bytes(bytes);
    } else if (value instanceof Bytes bytes) {
      bytes(bytes.array());
    } else if (value instanceof Map<?, ?> map) {
      map(map, inside(depth));
    } else if (value instanceof Collection<?> values) {
      array(values, inside(depth));
    } else if (value instanceof LocalDateTime moment) {
      extension(Moments.CODE, Moments.write(moment));
    } else if (value instanceof LocalDate day) {
      extension(Moments.CODE, Moments.write(day.atStartOfDay()));
    } else if (value instanceof Constant constant) {
      constant(constant, inside(depth));
    } else {
      throw new IllegalArgumentException(value.getClass().getName() + " cannot travel");
    }
  }

  private int inside(int depth) {
    if (depth >= maxDepth) {
      throw new IllegalArgumentException("nested deeper than " + maxDepth);
    }
    return depth + 1;
  }

  private void text(String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    packer.packRawStringHeader(utf8.length);
    packer.writePayload(utf8);
  }

  private void bytes(byte[] bytes) throws IOException {
    if (newTypes) {
      packer.packBinaryHeader(bytes.length);
    } else {
      packer.packRawStringHeader(bytes.length);
    }
    packer.writePayload(bytes);
  }

  private void number(Number number) throws IOException {
    if (number instanceof Long
        || number instanceof Integer
        || number instanceof Short
        || number instanceof Byte) {
      packer.packLong(number.longValue());
    } else if (number instanceof Double || number instanceof Float) {
      packer.packDouble(number.doubleValue());
    } else if (number instanceof BigInteger big) {
      big(big);
    } else {
      throw new IllegalArgumentException(number.getClass().getName() + " cannot travel");
    }
  }

  private void big(BigInteger number) throws IOException {
    if (number.bitLength() <= 63 || (number.bitLength() == 64 && number.signum() > 0)) {
      packer.packBigInteger(number);
    } else {
      text(number.toString());
    }
  }

  private void map(Map<?, ?> map, int depth) throws IOException {
    packer.packMapHeader(map.size());
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      any(entry.getKey(), depth);
      any(entry.getValue(), depth);
    }
  }

  private void array(Collection<?> values, int depth) throws IOException {
    packer.packArrayHeader(values.size());
    for (Object value : values) {
      any(value, depth);
    }
  }

  private void constant(Constant constant, int depth) throws IOException {
    Encoder inner = new Encoder(Dialect.NEW_TYPES, maxDepth);
    inner.packer.packArrayHeader(2);
    inner.text(constant.name());
    inner.any(constant.value(), depth);
    extension(Decoder.CONSTANT, inner.toByteArray());
  }

  private void extension(byte code, byte[] data) throws IOException {
    packer.packExtensionTypeHeader(code, data.length);
    packer.writePayload(data);
  }
}
