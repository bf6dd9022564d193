// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

import io.saltern.api.MinionId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** First frames of publications under {@code zmq_filtering}. */
public final class Topics {
  /** Meant for every minion. */
  public static final String BROADCAST = "broadcast";

  private Topics() {}

  /** Meant for one minion: the SHA-1 of its id in lower-case hexadecimal digits. */
  public static String of(MinionId id) {
    try {
      byte[] utf8 = id.value().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(utf8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-1", e);
    }
  }
}
