// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saltern.wire.MalformedMessageException.Reason;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MsgpackTest {
  private static final Limits TIGHT = new Limits(64, 3, 8);

  @ParameterizedTest
  @CsvSource({
    "c0, nil",
    "7f, 127",
    "ff, -1",
    "cc80, 128",
    "cd0100, 256",
    "ce00010000, 65536",
    "cf0000000100000000, 4294967296",
    "d0df, -33",
    "d1ff7f, -129",
    "d2ffff7fff, -32769",
    "d3ffffffff7fffffff, -2147483649"
  })
  void integersTakeTheShortestForm(String hex, String value) throws WireException {
    Object expected = value.equals("nil") ? null : Long.valueOf(value);
    assertThat(Msgpack.WIRE.encode(expected)).asHexString().isEqualToIgnoringCase(hex);
    assertThat(decode(hex)).isEqualTo(expected);
  }

  @Test
  void integersBeyondLong() throws WireException {
    BigInteger largest = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    assertThat(decode("cfffffffffffffffff")).isEqualTo(largest);
    assertThat(Msgpack.WIRE.encode(largest)).asHexString().isEqualTo("CFFFFFFFFFFFFFFFFF");
    BigInteger larger = largest.add(BigInteger.ONE);
    assertThat(Msgpack.WIRE.decode(Msgpack.WIRE.encode(larger))).isEqualTo(larger.toString());
    BigInteger smaller = BigInteger.valueOf(Long.MIN_VALUE).subtract(BigInteger.ONE);
    assertThat(Msgpack.WIRE.decode(Msgpack.WIRE.encode(smaller))).isEqualTo(smaller.toString());
  }

  @Test
  void dialectsDifferInTextAndBytesOnly() {
    String text = "x".repeat(40);
    byte[] bytes = {(byte) 0xff};
    assertThat(Msgpack.WIRE.encode(text)).startsWith(0xda, 0, 40);
    assertThat(Msgpack.NEW_TYPES.encode(text)).startsWith(0xd9, 40);
    assertThat(Msgpack.WIRE.encode(bytes)).containsExactly(0xa1, 0xff);
    assertThat(Msgpack.WIRE.encode(Bytes.of(bytes))).containsExactly(0xa1, 0xff);
    assertThat(Msgpack.NEW_TYPES.encode(bytes)).containsExactly(0xc4, 1, 0xff);
  }

  @Test
  void allRawFormsAreRead() throws WireException {
    for (String hex :
        List.of(
            "a26869",
            "d9026869",
            "da00026869",
            "db000000026869",
            "c4026869",
            "c500026869",
            "c6000000026869")) {
      assertThat(decode(hex)).isEqualTo("hi");
    }
    assertThat((byte[]) decode("a2c328")).containsExactly(0xc3, 0x28);
  }

  @Test
  void otherTypesAreWritten() throws WireException {
    assertThat(Msgpack.WIRE.encode(1.5f)).asHexString().isEqualTo("CB3FF8000000000000");
    assertThat(decode("ca3fc00000")).isEqualTo(1.5);
    assertThat(Msgpack.WIRE.encode(new TreeSet<>(List.of("b", "a"))))
        .asHexString()
        .isEqualTo("92A161A162");
    assertThat(Msgpack.WIRE.decode(Msgpack.WIRE.encode(LocalDate.of(2026, 1, 2))))
        .isEqualTo(LocalDateTime.of(2026, 1, 2, 0, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Msgpack.WIRE.encode(List.of(new Object())))
        .withMessage("java.lang.Object cannot travel");
  }

  @Test
  void extensionsHaveTheirMeaning() throws WireException {
    byte[] moment = Msgpack.WIRE.encode(LocalDateTime.of(2026, 11, 22, 4, 8, 56, 938_915_000));
    assertThat(moment).startsWith(0xc7, 24, 78);
    assertThat(new String(moment, 3, 24, java.nio.charset.StandardCharsets.US_ASCII))
        .isEqualTo("20261122T04:08:56.938915");
    Constant constant = new Constant("NOT_SET", List.of(1L));
    assertThat(Msgpack.WIRE.decode(Msgpack.WIRE.encode(constant))).isEqualTo(constant);
    assertThat(decode("d50568" + "69")).isEqualTo("hi");
  }

  @Test
  void keysAreScalarsAndTheLastOfEqualsWins() throws WireException {
    assertThat(decode("8301a1610ac3c0c2")).isEqualTo(mapOf(1L, "a", 10L, true, null, false));
    assertThat(decode("82a16101a16102")).isEqualTo(Map.of("a", 2L));
  }

  @ParameterizedTest
  @CsvSource({
    "'', TRUNCATED, 0",
    "c1, UNKNOWN_TYPE, 0",
    "c000, TRAILING_BYTES, 1",
    "92c0, TRUNCATED, 1",
    "ddffffffff, TRUNCATED, 5",
    "dfffffffff, TRUNCATED, 5",
    "dd7fffffff, TOO_MANY_ELEMENTS, 5",
    "df7fffffff, TOO_MANY_ELEMENTS, 5",
    "db7fffffff, TRUNCATED, 5",
    "dbffffffff, TRUNCATED, 5",
    "c6ffffffff, TRUNCATED, 5",
    "c97fffffff05, TRUNCATED, 6",
    "cd01, TRUNCATED, 1",
    "9191919190, TOO_DEEP, 4",
    "99c0c0c0c0c0c0c0c0c0, TOO_MANY_ELEMENTS, 1",
    "8180c0, BAD_KEY, 2",
    "8190c0, BAD_KEY, 2",
    "d44e00, BAD_EXTENSION, 3",
    "d44f01, BAD_EXTENSION, 3",
    "d54f0000, TRAILING_BYTES, 3"
  })
  void badBytesAreRefusedWithTheirPlace(String hex, Reason reason, int offset) {
    byte[] message = HexFormat.of().parseHex(hex);
    assertThatThrownBy(() -> new Msgpack(Dialect.RAW, TIGHT).decode(message))
        .isInstanceOfSatisfying(
            MalformedMessageException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(reason);
              assertThat(e.offset()).as("offset of " + hex).isEqualTo(offset);
              assertThat(e.reply()).isEqualTo(ErrorReply.UNDECODABLE);
              assertThat(e.getStackTrace()).isEmpty();
            });
  }

  @Test
  void limitsAreInclusive() throws WireException {
    Msgpack tight = new Msgpack(Dialect.RAW, TIGHT);
    assertThat(tight.decode(HexFormat.of().parseHex("919190")))
        .isEqualTo(List.of(List.of(List.of())));
    assertThat((List<?>) tight.decode(HexFormat.of().parseHex("98c0c0c0c0c0c0c0c0"))).hasSize(8);
    byte[] longest = tight.encode("x".repeat(61));
    assertThat(longest).hasSize(64);
    assertThat(tight.decode(longest)).isEqualTo("x".repeat(61));
    assertThatThrownBy(() -> tight.decode(tight.encode("x".repeat(62))))
        .hasMessage("malformed message at byte 0: longer than allowed");
  }

  @Test
  void aHeaderAloneCostsNothing() {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    Msgpack generous = new Msgpack(Dialect.RAW, new Limits(1 << 30, 512, Integer.MAX_VALUE));
    for (String hex : List.of("dd7fffffff", "df3fffffff", "db7fffffff", "c67fffffff")) {
      byte[] message = HexFormat.of().parseHex(hex);
      assertThatThrownBy(() -> generous.decode(message)).isInstanceOf(WireException.class);
      long before = threads.getCurrentThreadAllocatedBytes();
      assertThatThrownBy(() -> generous.decode(message)).isInstanceOf(WireException.class);
      assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 20);
    }
  }

  @Test
  void theDeepestNestingFitsOnTheStack() throws WireException {
    Msgpack deepest = new Msgpack(Dialect.RAW, new Limits(4096, Limits.DEEPEST, 4096));
    byte[] message = new byte[Limits.DEEPEST];
    Arrays.fill(message, (byte) 0x91);
    message[message.length - 1] = (byte) 0x90;
    assertThat(deepest.encode(deepest.decode(message))).isEqualTo(message);
  }

  @Test
  void whatNestsTooDeepIsNotWritten() {
    Object value = 1;
    for (int i = 0; i < 4; i++) {
      value = Collections.singletonList(value);
    }
    Object nested = value;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Msgpack(Dialect.RAW, TIGHT).encode(nested))
        .withMessage("nested deeper than 3");
  }

  @Test
  void partsOfArraysAreRead() throws WireException {
    byte[] array = HexFormat.of().parseHex("ffffa26869ff");
    assertThat(Msgpack.WIRE.decode(array, 2, 3)).isEqualTo("hi");
    assertThatThrownBy(() -> Msgpack.WIRE.decode(array, 2, 4))
        .hasMessage("malformed message at byte 3: bytes after the end");
  }

  @Test
  void aMapWithTextKeysIsAskedFor() {
    assertThatThrownBy(() -> Msgpack.WIRE.decodeMap(Msgpack.WIRE.encode(List.of())))
        .hasMessage("message is not a map");
    assertThatThrownBy(() -> Msgpack.WIRE.decodeMap(Msgpack.WIRE.encode(Map.of(1, 2))))
        .hasMessage("message has a key that is not text");
  }

  private static Object decode(String hex) throws MalformedMessageException {
    return Msgpack.WIRE.decode(HexFormat.of().parseHex(hex));
  }

  private static Map<Object, Object> mapOf(Object... keysAndValues) {
    Map<Object, Object> map = new java.util.LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
