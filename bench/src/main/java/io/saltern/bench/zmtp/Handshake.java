// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.zmtp;

import java.io.ByteArrayOutputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The greeting and the READY command of the NULL mechanism. */
final class Handshake {
  static final int GREETING_LENGTH = 64;

  private static final int SIGNATURE_END = 9;
  private static final int MAJOR = 3;
  private static final int MECHANISM = 12;
  private static final byte[] NULL = "NULL".getBytes(StandardCharsets.US_ASCII);

  private Handshake() {}

  /** Version 3.0: peers then take subscriptions as plain messages. */
  static byte[] greeting() {
    byte[] greeting = new byte[GREETING_LENGTH];
    greeting[0] = (byte) 0xff;
    greeting[SIGNATURE_END] = 0x7f;
    greeting[SIGNATURE_END + 1] = MAJOR;
    System.arraycopy(NULL, 0, greeting, MECHANISM, NULL.length);
    return greeting;
  }

  static void checkGreeting(ByteBuffer greeting) throws ProtocolException {
    int start = greeting.position();
    if ((greeting.get(start) & 0xff) != 0xff
        || (greeting.get(start + SIGNATURE_END) & 1) == 0
        || greeting.get(start + SIGNATURE_END + 1) < MAJOR) {
      throw new ProtocolException("the peer does not speak ZMTP 3");
    }
    for (int i = 0; i < NULL.length; i++) {
      if (greeting.get(start + MECHANISM + i) != NULL[i]) {
        throw new ProtocolException("the peer wants another mechanism than NULL");
      }
    }
  }

  static byte[] ready(PeerType type) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(5);
    body.writeBytes("READY".getBytes(StandardCharsets.US_ASCII));
    property(body, "Socket-Type", type.name());
    if (type == PeerType.REQ) {
      property(body, "Identity", "");
    }
    return body.toByteArray();
  }

  private static void property(ByteArrayOutputStream body, String name, String value) {
    body.write(name.length());
    body.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
    body.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value.length()).array());
    body.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
  }
}
