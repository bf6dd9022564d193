// SPDX-License-Identifier: Apache-2.0
package io.saltern.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs {@code salt}, {@code salt-key} and {@code salt-run} in a master over its socket, without a
 * process for each.
 */
public final class MasterPrograms {
  private static final int VERSION = 1;
  private static final int HEAD = 5;
  private static final int MOST = 64 << 20;

  private final Path socket;

  /**
   * @param root the master's {@code root_dir}; its other paths are Salt's defaults
   */
  public MasterPrograms(Path root) {
    this.socket = root.resolve("var/run/salt/master/saltern.ipc");
  }

  /**
   * What a program printed.
   *
   * @param exit its exit code
   * @param out standard output
   * @param err standard error
   */
  public record Output(int exit, String out, String err) {}

  /**
   * Runs a program to its end.
   *
   * @throws IOException when the master is not there, goes, or does not end within {@code most}
   */
  public Output run(Duration most, String program, String... arguments) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      CompletableFuture<Void> late =
          new CompletableFuture<Void>().orTimeout(most.toMillis(), TimeUnit.MILLISECONDS);
      var unused =
          late.whenComplete(
              (done, failure) -> {
                if (failure != null) {
                  close(channel);
                }
              });
      try {
        request(channel, program, List.of(arguments));
        return listen(channel);
      } finally {
        late.complete(null);
      }
    }
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void request(SocketChannel channel, String program, List<String> arguments)
      throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(body);
    data.writeByte(VERSION);
    text(data, program);
    data.writeByte(0);
    data.writeInt(0);
    text(data, "");
    data.writeInt(arguments.size());
    for (String argument : arguments) {
      text(data, argument);
    }
    ByteBuffer frame = ByteBuffer.allocate(HEAD + body.size());
    frame.put((byte) 'R').putInt(body.size()).put(body.toByteArray()).flip();
    while (frame.hasRemaining()) {
      channel.write(frame);
    }
  }

  private static void text(DataOutputStream data, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    data.writeInt(bytes.length);
    data.write(bytes);
  }

  private static Output listen(SocketChannel channel) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    while (true) {
      ByteBuffer head = filled(channel, HEAD);
      int kind = head.get();
      byte[] body = new byte[length(head.getInt())];
      filled(channel, body.length).get(body);
      switch (kind) {
        case 'O' -> out.writeBytes(body);
        case 'E' -> err.writeBytes(body);
        case 'X' -> {
          return new Output(
              ByteBuffer.wrap(body).getInt(),
              out.toString(StandardCharsets.UTF_8),
              err.toString(StandardCharsets.UTF_8));
        }
        default -> throw new IOException("a frame of kind " + kind);
      }
      if (out.size() > MOST) {
        throw new IOException("more than " + MOST + " bytes were printed");
      }
    }
  }

  private static int length(int told) throws IOException {
    if (told < 0 || told > MOST) {
      throw new IOException("a frame of " + told + " bytes");
    }
    return told;
  }

  private static ByteBuffer filled(SocketChannel channel, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new IOException("the master ended the connection");
      }
    }
    return buffer.flip();
  }
}
