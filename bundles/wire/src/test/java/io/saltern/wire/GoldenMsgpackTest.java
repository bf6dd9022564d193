// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GoldenMsgpackTest {
  private static final String MSGPACK =
      ".*/(raw_msgpack_b64|\\w*plaintext_msgpack_b64|msgpack_of_object_b64|signed_data_b64"
          + "|plaintext_after_nonce_b64|zmq_frames_b64/0)|/reply/signed_bytes_b64";

  @TestFactory
  Collection<DynamicTest> everyRecordedMessageIsWrittenAgainByteForByte() {
    List<DynamicTest> tests = new ArrayList<>();
    messages()
        .forEach(
            (path, message) ->
                tests.add(
                    DynamicTest.dynamicTest(
                        path,
                        () ->
                            assertThat(Msgpack.WIRE.encode(Msgpack.WIRE.decode(message)))
                                .isEqualTo(message))));
    return tests;
  }

  @Test
  void theRecordingsHoldMessagesOfEveryKind() {
    assertThat(messages()).hasSizeGreaterThan(150);
  }

  @Test
  void framesOfTcpAndOfTheEventBusAreWrittenAgainByteForByte() throws WireException {
    List<byte[]> frames = new ArrayList<>();
    for (String name : List.of("tcp_transport.json", "event_bus.json")) {
      Golden.walk(
          "",
          Golden.file(name),
          (path, text) -> {
            if (path.endsWith("/raw_b64")) {
              frames.addAll(split(Base64.getDecoder().decode(text)));
            }
          });
    }
    assertThat(frames).hasSize(22);
    for (byte[] frame : frames) {
      assertThat(Msgpack.NEW_TYPES.encode(Msgpack.NEW_TYPES.decode(frame))).isEqualTo(frame);
    }
  }

  /** The messages of a stream, in which one follows the other without a mark between them. */
  private static List<byte[]> split(byte[] stream) {
    try {
      Msgpack.NEW_TYPES.decode(stream);
      return List.of(stream);
    } catch (MalformedMessageException e) {
      assertThat(e.reason()).isEqualTo(MalformedMessageException.Reason.TRAILING_BYTES);
      List<byte[]> frames = new ArrayList<>();
      frames.add(Arrays.copyOf(stream, e.offset()));
      frames.addAll(split(Arrays.copyOfRange(stream, e.offset(), stream.length)));
      return frames;
    }
  }

  private static Map<String, byte[]> messages() {
    Map<String, byte[]> messages = new LinkedHashMap<>();
    for (String name : Golden.names("(?!ws_|tcp_|event_bus).*").collect(Collectors.toList())) {
      Golden.walk(
          "",
          Golden.file(name),
          (path, text) -> {
            if (path.matches(MSGPACK)) {
              messages.put(name + path, Base64.getDecoder().decode(text));
            }
          });
    }
    return messages;
  }
}
