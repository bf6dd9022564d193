// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import org.apache.directory.api.asn1.DecoderException;
import org.apache.directory.api.asn1.EncoderException;
import org.apache.directory.api.asn1.ber.Asn1Decoder;
import org.apache.directory.api.asn1.util.Asn1Buffer;
import org.apache.directory.api.ldap.codec.api.DefaultConfigurableBinaryAttributeDetector;
import org.apache.directory.api.ldap.codec.api.LdapApiService;
import org.apache.directory.api.ldap.codec.api.LdapEncoder;
import org.apache.directory.api.ldap.codec.api.LdapMessageContainer;
import org.apache.directory.api.ldap.codec.osgi.DefaultLdapCodecService;
import org.apache.directory.api.ldap.model.message.Message;
import org.apache.directory.api.ldap.model.message.Request;
import org.apache.directory.api.ldap.model.message.Response;

/** LDAP messages over a socket, one question at a time. */
final class Messages {
  private static final int LARGEST = 16 << 20;
  private static final int SEQUENCE = 0x30;
  private static final int LONG_LENGTH = 0x80;
  private static final int MOST_LENGTH_BYTES = 4;

  /** What it knows does not change, and takes time to learn. */
  private static final LdapApiService CODEC = PasswordPolicy.known(new DefaultLdapCodecService());

  private final Socket socket;
  private int lastId;

  Messages(Socket socket, int lastId) {
    this.socket = socket;
    this.lastId = lastId;
  }

  /** The number of the last question. */
  int lastId() {
    return lastId;
  }

  void send(Request request) throws IOException {
    request.setMessageId(++lastId);
    ByteBuffer bytes;
    try {
      bytes = LdapEncoder.encodeMessage(new Asn1Buffer(), CODEC, request);
    } catch (EncoderException e) {
      throw new IOException("the question cannot be written: " + e.getMessage(), e);
    }
    byte[] all = new byte[bytes.remaining()];
    bytes.get(all);
    socket.getOutputStream().write(all);
    socket.getOutputStream().flush();
  }

  /** The next part of the answer to the last question. */
  Response receive(Deadline deadline) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(read(deadline));
    LdapMessageContainer<Message> container =
        new LdapMessageContainer<>(CODEC, new DefaultConfigurableBinaryAttributeDetector());
    try {
      Asn1Decoder.decode(bytes, container);
    } catch (DecoderException e) {
      throw new IOException("the answer is not understood: " + e.getMessage(), e);
    }
    if (!(container.getMessage() instanceof Response response)) {
      throw new IOException("the answer is not understood");
    }
    if (response.getMessageId() != lastId) {
      throw new IOException(
          response.getMessageId() == 0
              ? "the server ends the connection: " + response
              : "the answer is to another question");
    }
    return response;
  }

  /** One message: nothing beyond it is read, since TLS may begin there. */
  private byte[] read(Deadline deadline) throws IOException {
    byte[] start = new byte[2 + MOST_LENGTH_BYTES];
    fill(start, 0, 2, deadline);
    int length = start[1] & 0xff;
    int head = 2;
    if (length >= LONG_LENGTH) {
      int count = length - LONG_LENGTH;
      if (count == 0 || count > MOST_LENGTH_BYTES) {
        throw new IOException("the answer is not understood: a length of " + count + " bytes");
      }
      fill(start, 2, count, deadline);
      head += count;
      long big = 0;
      for (int i = 2; i < head; i++) {
        big = (big << 8) | (start[i] & 0xff);
      }
      length = (int) Math.min(big, Integer.MAX_VALUE);
    }
    if (start[0] != SEQUENCE || length > LARGEST) {
      throw new IOException("the answer is no LDAP message, or larger than " + LARGEST);
    }
    byte[] all = new byte[head + length];
    System.arraycopy(start, 0, all, 0, head);
    fill(all, head, length, deadline);
    return all;
  }

  private void fill(byte[] bytes, int from, int count, Deadline deadline) throws IOException {
    int filled = 0;
    while (filled < count) {
      socket.setSoTimeout(deadline.millisLeft());
      int read = socket.getInputStream().read(bytes, from + filled, count - filled);
      if (read < 0) {
        throw new EOFException("the server closed the connection");
      }
      filled += read;
    }
  }
}
