// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class MsgpackPropertiesTest {
  @Property(seed = "20261122", tries = 500)
  void whatIsWrittenIsRead(@ForAll("values") Object value, @ForAll Dialect dialect)
      throws WireException {
    Msgpack codec = new Msgpack(dialect, Limits.DEFAULT);
    byte[] message = codec.encode(value);
    Object read = codec.decode(message);
    assertThat(read).usingRecursiveComparison().isEqualTo(value);
    assertThat(codec.encode(read)).isEqualTo(message);
  }

  @Property(seed = "20261122", tries = 500)
  void whatIsSealedOpens(@ForAll("values") Object value, @ForAll boolean withNonce)
      throws WireException {
    Crypticle crypticle = new Crypticle(CrypticleKey.generate());
    Nonce nonce = Nonce.random();
    Object opened =
        withNonce
            ? crypticle.open(crypticle.seal(value, nonce), nonce)
            : crypticle.open(crypticle.seal(value));
    assertThat(opened).usingRecursiveComparison().isEqualTo(value);
  }

  @Property(seed = "20261122", tries = 2000)
  void textIsWhatTheJdkTakesForUtf8(@ForAll("nearlyText") byte[] bytes) {
    assertThat(Utf8.decode(bytes, 0, bytes.length)).isEqualTo(strictly(bytes));
  }

  @Property(seed = "20261122")
  void theRawDialectNeverWritesNewTypes(@ForAll @Size(max = 300) byte[] bytes)
      throws WireException {
    int first = Msgpack.WIRE.encode(bytes)[0] & 0xff;
    assertThat(first).isEqualTo(bytes.length < 32 ? 0xa0 | bytes.length : 0xda);
  }

  private static String strictly(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** Few enough byte values that characters of every length, whole and broken, come often. */
  @Provide
  Arbitrary<byte[]> nearlyText() {
    return Arbitraries.of(
            0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0,
            0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff)
        .map(Integer::byteValue)
        .array(byte[].class)
        .ofMaxSize(6);
  }

  @Provide
  Arbitrary<Object> values() {
    Arbitrary<Object> scalars =
        Arbitraries.oneOf(
            Arbitraries.just((Object) null),
            Arbitraries.of(true, false).map(b -> b),
            Arbitraries.longs().map(l -> l),
            Arbitraries.doubles().map(d -> d),
            texts().map(t -> t),
            Arbitraries.bytes().array(byte[].class).ofMaxSize(300).map(MsgpackPropertiesTest::read),
            Arbitraries.bigIntegers()
                .between(
                    BigInteger.ONE.shiftLeft(63),
                    BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE))
                .map(b -> b),
            Arbitraries.longs()
                .between(-62135596800L, 253402300799L)
                .map(s -> LocalDateTime.ofEpochSecond(s, 123_456_000, ZoneOffset.UTC)),
            Combinators.combine(texts(), Arbitraries.longs()).as(Constant::new));
    return Arbitraries.recursive(() -> scalars, MsgpackPropertiesTest::nested, 0, 3);
  }

  private static Arbitrary<Object> nested(Arbitrary<Object> values) {
    Arbitrary<Object> keys =
        Arbitraries.oneOf(texts().map(t -> t), Arbitraries.longs().map(l -> l));
    Arbitrary<Object> maps =
        Combinators.combine(keys.list().uniqueElements().ofSize(3), values.list().ofSize(3))
            .as(MsgpackPropertiesTest::map);
    return Arbitraries.oneOf(values, values.list().ofMaxSize(5).map(l -> l), maps);
  }

  private static Object map(List<Object> keys, List<Object> values) {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      map.put(keys.get(i), values.get(i));
    }
    return map;
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .ofMaxLength(60)
        .filter(t -> StandardCharsets.UTF_8.newEncoder().canEncode(t));
  }

  /** Bytes as they are read: text where they are text. */
  private static Object read(byte[] bytes) {
    String text = strictly(bytes);
    return text != null ? text : bytes;
  }
}
