// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrameDecoderTest {
  private static final int LIMIT = 1000;

  /** Writes down what it is given. */
  private static final class Notes implements FrameDecoder.Reader {
    final List<String> frames = new ArrayList<>();
    final List<Long> refused = new ArrayList<>();
    int stopAfter = Integer.MAX_VALUE;

    @Override
    public byte @Nullable [] begin(long length) {
      if (length < 0 || length > LIMIT) {
        refused.add(length);
        return null;
      }
      return new byte[(int) length];
    }

    @Override
    public boolean frame(int flags, byte[] body) {
      frames.add((flags & (Zmtp.MORE | Zmtp.COMMAND)) + "/" + body.length + sum(body));
      return frames.size() < stopAfter;
    }

    private static String sum(byte[] body) {
      return "/" + Arrays.hashCode(body);
    }
  }

  private final Notes notes = new Notes();
  private final FrameDecoder decoder = new FrameDecoder(notes);

  private static byte[] bodyOf(int length) {
    byte[] body = new byte[length];
    for (int i = 0; i < length; i++) {
      body[i] = (byte) (i * 31 + length);
    }
    return body;
  }

  @Property(seed = "20261122")
  void framesAreTheSameInWhateverPiecesTheyCome(
      @ForAll @Size(max = 8) List<@IntRange(max = LIMIT) Integer> lengths,
      @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 300) Integer> pieces) {
    Notes whole = new Notes();
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (int length : lengths) {
      for (ByteBuffer part : Zmtp.message(new byte[0], bodyOf(length))) {
        stream.write(part.array(), part.position(), part.remaining());
      }
      whole.frame(Zmtp.MORE, new byte[0]);
      whole.frame(0, bodyOf(length));
    }
    ByteBuffer in = ByteBuffer.wrap(stream.toByteArray());
    Notes heard = new Notes();
    FrameDecoder fed = new FrameDecoder(heard);
    for (int i = 0; in.hasRemaining(); i++) {
      int piece = Math.min(in.remaining(), pieces.get(i % pieces.size()));
      assertThat(fed.feed(in.slice(in.position(), piece))).isTrue();
      in.position(in.position() + piece);
    }
    assertThat(heard.frames).isEqualTo(whole.frames);
    assertThat(fed.arrived()).isZero();
  }

  @Test
  void goesNoFurtherThanAnAnnouncementThatIsRefused() {
    ByteBuffer in = ByteBuffer.allocate(20).put((byte) Zmtp.LONG).putLong(-1).put(new byte[11]);
    assertThat(decoder.feed(in.flip())).isFalse();
    assertThat(notes.refused).containsExactly(-1L);
    assertThat(notes.frames).isEmpty();
  }

  @Test
  void goesNoFurtherThanAFrameThatIsNotLiked() {
    notes.stopAfter = 1;
    ByteBuffer in = ByteBuffer.wrap(new byte[] {0, 1, 'a', 0, 1, 'b'});
    assertThat(decoder.feed(in)).isFalse();
    assertThat(notes.frames).hasSize(1);
  }

  @Test
  void tellsHowMuchOfABodyHasCome() {
    assertThat(decoder.feed(ByteBuffer.wrap(new byte[] {0, 9, 1, 2, 3}))).isTrue();
    assertThat(decoder.arrived()).isEqualTo(3);
  }
}
