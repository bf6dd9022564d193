// SPDX-License-Identifier: Apache-2.0
package io.saltern.testing;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A socket of libzmq, which Salt's own programs use (Debian: {@code libzmq5}). It waits at most ten
 * seconds for whatever it sends or receives; for one thread.
 */
public final class LibZmq implements AutoCloseable {
  /** The kinds of socket that Salt uses, and their other ends. */
  public enum Type {
    PUB(1),
    SUB(2),
    REQ(3),
    DEALER(5),
    ROUTER(6),
    XPUB(9);

    private final int number;

    Type(int number) {
      this.number = number;
    }
  }

  /** Options, under libzmq's names. */
  public enum Option {
    ROUTING_ID(5),
    SUBSCRIBE(6),
    LINGER(17),
    RCVTIMEO(27),
    SNDTIMEO(28),
    HEARTBEAT_IVL(75),
    HEARTBEAT_TIMEOUT(77);

    private final int number;

    Option(int number) {
      this.number = number;
    }
  }

  private static final int PATIENCE_MILLIS = 10_000;
  private static final int RCVMORE = 13;
  private static final int LAST_ENDPOINT = 32;
  private static final int SNDMORE = 2;
  private static final int MOST_BYTES = 8 << 20;

  /** The functions of zmq.h. */
  public interface Functions extends Library {
    @Nullable Pointer zmq_ctx_new();

    int zmq_ctx_term(Pointer context);

    @Nullable Pointer zmq_socket(Pointer context, int type);

    int zmq_close(Pointer socket);

    int zmq_setsockopt(Pointer socket, int option, byte[] value, long length);

    int zmq_setsockopt(Pointer socket, int option, IntByReference value, long length);

    int zmq_getsockopt(Pointer socket, int option, byte[] value, LongByReference length);

    int zmq_getsockopt(Pointer socket, int option, IntByReference value, LongByReference length);

    int zmq_bind(Pointer socket, String endpoint);

    int zmq_connect(Pointer socket, String endpoint);

    int zmq_send(Pointer socket, byte[] body, long length, int flags);

    int zmq_recv(Pointer socket, byte[] body, long length, int flags);

    int zmq_errno();

    String zmq_strerror(int number);
  }

  private static final class Loaded {
    static final Functions ZMQ = Native.load("libzmq.so.5", Functions.class);
  }

  private final Functions zmq = Loaded.ZMQ;
  private final Pointer context;
  private final Pointer socket;

  public LibZmq(Type type) throws IOException {
    context = made(zmq.zmq_ctx_new());
    socket = made(zmq.zmq_socket(context, type.number));
    set(Option.LINGER, 0);
    set(Option.RCVTIMEO, PATIENCE_MILLIS);
    set(Option.SNDTIMEO, PATIENCE_MILLIS);
  }

  private Pointer made(@Nullable Pointer pointer) throws IOException {
    if (pointer == null) {
      throw failure();
    }
    return pointer;
  }

  private IOException failure() {
    return new IOException("libzmq: " + zmq.zmq_strerror(zmq.zmq_errno()));
  }

  private int checked(int result) throws IOException {
    if (result < 0) {
      throw failure();
    }
    return result;
  }

  /** Sets a numeric option. */
  public void set(Option option, int value) throws IOException {
    checked(zmq.zmq_setsockopt(socket, option.number, new IntByReference(value), Integer.BYTES));
  }

  /** Sets an option of bytes. */
  public void set(Option option, byte[] value) throws IOException {
    checked(zmq.zmq_setsockopt(socket, option.number, value, value.length));
  }

  /**
   * Binds to a free port.
   *
   * @param host an IPv4 address, or an IPv6 address in brackets
   * @return the port
   */
  public int bind(String host) throws IOException {
    checked(zmq.zmq_bind(socket, "tcp://" + host + ":*"));
    byte[] name = new byte[256];
    LongByReference length = new LongByReference(name.length);
    checked(zmq.zmq_getsockopt(socket, LAST_ENDPOINT, name, length));
    String endpoint = new String(name, 0, (int) length.getValue() - 1, StandardCharsets.US_ASCII);
    return Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
  }

  /** Begins to connect. */
  public void connect(String host, int port) throws IOException {
    checked(zmq.zmq_connect(socket, "tcp://" + host + ":" + port));
  }

  /** Sends a message of one or more frames. */
  public void send(byte[]... frames) throws IOException {
    for (int i = 0; i < frames.length; i++) {
      int flags = i < frames.length - 1 ? SNDMORE : 0;
      checked(zmq.zmq_send(socket, frames[i], frames[i].length, flags));
    }
  }

  /** The next frame, up to 8 MiB of it. */
  public byte[] receive() throws IOException {
    byte[] body = new byte[MOST_BYTES];
    int length = checked(zmq.zmq_recv(socket, body, body.length, 0));
    return Arrays.copyOf(body, Math.min(length, body.length));
  }

  /** Whether the frame that came last has another one of its message behind it. */
  public boolean hasMore() throws IOException {
    IntByReference more = new IntByReference();
    checked(zmq.zmq_getsockopt(socket, RCVMORE, more, new LongByReference(Integer.BYTES)));
    return more.getValue() != 0;
  }

  @Override
  public void close() throws IOException {
    checked(zmq.zmq_close(socket));
    checked(zmq.zmq_ctx_term(context));
  }
}
