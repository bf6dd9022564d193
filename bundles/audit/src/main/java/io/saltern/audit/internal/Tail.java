// SPDX-License-Identifier: Apache-2.0
package io.saltern.audit.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/**
 * The end of a file of records.
 *
 * @param link the last whole line's place in the chain; {@link Link#START} when there is none, so
 *     that what follows shows as a break
 * @param torn the bytes behind that line, of a record that was never finished
 */
record Tail(Link link, long torn) {
  /** Longer than any record. */
  private static final int MOST = 1 << 20;

  static Tail of(FileChannel channel) throws IOException {
    long size = channel.size();
    int length = (int) Math.min(MOST, size);
    ByteBuffer bytes = ByteBuffer.allocate(length);
    int read = 0;
    while (bytes.hasRemaining() && read >= 0) {
      read = channel.read(bytes, size - length + bytes.position());
    }
    String text = new String(bytes.array(), StandardCharsets.ISO_8859_1);
    int end = text.lastIndexOf('\n');
    if (end < 0) {
      return new Tail(Link.START, length < MOST ? size : 0);
    }
    String line = text.substring(text.lastIndexOf('\n', end - 1) + 1, end);
    return new Tail(Link.claimed(line).orElse(Link.START), length - (end + 1));
  }
}
