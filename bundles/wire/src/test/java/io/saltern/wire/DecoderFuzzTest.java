// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Bad bytes end in {@link MalformedMessageException}, soon and cheaply, or are a message. */
class DecoderFuzzTest {
  private static final int RANDOM_INPUTS = 200_000;
  private static final int MUTATED_INPUTS = 100_000;
  private static final Duration AT_MOST = Duration.ofSeconds(60);

  /** What reading one input of up to 2 KiB may allocate; loading of classes happens within it. */
  private static final long AT_MOST_BYTES = 2 << 20;

  /** The same on average. */
  private static final long ON_AVERAGE_BYTES = 16 << 10;

  private final Random random = new Random(20261122);
  private long spentInAll;
  private final com.sun.management.ThreadMXBean threads =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void randomBytes() {
    Assertions.assertTimeout(
        AT_MOST,
        () -> {
          for (int i = 0; i < RANDOM_INPUTS; i++) {
            byte[] input = new byte[random.nextInt(64)];
            random.nextBytes(input);
            feed(input);
          }
        });
    assertThat(spentInAll / RANDOM_INPUTS).isLessThan(ON_AVERAGE_BYTES);
  }

  @Test
  void recordedMessagesWithFaults() {
    List<byte[]> recorded = recorded();
    Assertions.assertTimeout(
        AT_MOST,
        () -> {
          for (int i = 0; i < MUTATED_INPUTS; i++) {
            feed(mutate(recorded.get(random.nextInt(recorded.size()))));
          }
        });
    assertThat(spentInAll / MUTATED_INPUTS).isLessThan(ON_AVERAGE_BYTES);
  }

  @Test
  void everyTruncationIsRefused() {
    for (byte[] message : recorded()) {
      int step = Math.max(1, message.length / 200);
      for (int length = 0; length < message.length; length += step) {
        byte[] cut = Arrays.copyOf(message, length);
        Assertions.assertThrows(MalformedMessageException.class, () -> Msgpack.WIRE.decode(cut));
      }
    }
  }

  private void feed(byte[] input) {
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      Msgpack.WIRE.decode(input);
    } catch (MalformedMessageException e) {
      assertThat(e.offset()).isBetween(0, input.length);
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("input " + Base64.getEncoder().encodeToString(input), e);
    }
    long spent = threads.getCurrentThreadAllocatedBytes() - before;
    spentInAll += spent;
    if (spent > AT_MOST_BYTES) {
      throw new AssertionError(
          spent + " bytes spent on input " + Base64.getEncoder().encodeToString(input));
    }
  }

  private byte[] mutate(byte[] message) {
    byte[] mutated = Arrays.copyOf(message, Math.min(message.length, 2048));
    for (int faults = 1 + random.nextInt(4); faults > 0; faults--) {
      int at = random.nextInt(mutated.length);
      switch (random.nextInt(4)) {
        case 0 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> mutated[at] = (byte) (0xc0 + random.nextInt(0x20));
        case 2 -> mutated[at] = (byte) 0xff;
        default -> mutated[at] = (byte) random.nextInt(256);
      }
    }
    return mutated;
  }

  private static List<byte[]> recorded() {
    List<byte[]> messages = new ArrayList<>();
    for (String name :
        Golden.names("(auth|return|pillar|publish|mine|clear).*").collect(Collectors.toList())) {
      Golden.walk(
          "",
          Golden.file(name),
          (path, text) -> {
            if (path.matches(".*/(raw_msgpack_b64|\\w*plaintext_msgpack_b64)")) {
              messages.add(Base64.getDecoder().decode(text));
            }
          });
    }
    assertThat(messages).hasSizeGreaterThan(60);
    return messages;
  }
}
