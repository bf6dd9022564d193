// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a subscriber wants to hear. Any thread may ask. */
final class Topics implements Role.Talk {
  private static final int MOST = 1024;
  private static final int SUBSCRIBE = 1;
  private static final int CANCEL = 0;

  private final Set<ByteBuffer> prefixes = ConcurrentHashMap.newKeySet();

  /** How a subscriber says that it wants what begins so. */
  static byte[] subscription(String prefix) {
    byte[] topic = prefix.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(1 + topic.length).put((byte) SUBSCRIBE).put(topic).array();
  }

  @Override
  public boolean heard(boolean more, byte[] body) {
    if (more || body.length == 0) {
      return false;
    }
    ByteBuffer prefix = ByteBuffer.wrap(Arrays.copyOfRange(body, 1, body.length));
    return switch (body[0]) {
      case SUBSCRIBE -> {
        prefixes.add(prefix);
        yield prefixes.size() <= MOST;
      }
      // what was never put on cannot be taken off
      case CANCEL -> prefixes.remove(prefix);
      default -> false;
    };
  }

  /** Whether it wants anything. */
  boolean isAny() {
    return !prefixes.isEmpty();
  }

  /** Whether it wants messages with this first frame. */
  boolean match(byte[] firstFrame) {
    ByteBuffer whole = ByteBuffer.wrap(firstFrame);
    for (ByteBuffer prefix : prefixes) {
      int length = prefix.remaining();
      if (length <= firstFrame.length && prefix.equals(whole.slice(0, length))) {
        return true;
      }
    }
    return false;
  }
}
