// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client: its request is read, and its answers and its going away are listened for while the
 * program runs on another thread.
 */
final class Connection {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
  private static final int EX_SOFTWARE = 70;

  private final SocketChannel channel;
  private final Peer peer;
  private final Programs programs;
  private final Executor runners;
  private final Frames frames;

  Connection(SocketChannel channel, Peer peer, Programs programs, Executor runners) {
    this.channel = channel;
    this.peer = peer;
    this.programs = programs;
    this.runners = runners;
    this.frames = new Frames(channel);
  }

  /**
   * Serves the client until it or the program is done.
   *
   * @param requestRead told when the request is there, so that the deadline for it ends
   */
  void serve(Runnable requestRead) {
    try {
      Optional<Frames.Frame> first = frames.read();
      if (first.isEmpty()) {
        return;
      }
      Request request = Request.of(first.get());
      requestRead.run();
      RemoteCall call = new RemoteCall(peer.caller(request.sudoUser()), request, frames);
      FutureTask<Void> program = new FutureTask<>(() -> run(request, call), null);
      runners.execute(program);
      listen(call, program);
    } catch (IOException e) {
      LOG.info(
          "A client of {} on the programs' socket was refused: {}", peer.user(), e.getMessage());
    }
  }

  private void listen(RemoteCall call, FutureTask<Void> program) {
    try {
      Optional<Frames.Frame> next = frames.read();
      while (next.isPresent()) {
        switch (next.get().kind()) {
          case 'A' -> call.answered(next.get());
          case 'I' -> program.cancel(true);
          default -> throw new IOException("a frame of kind " + (int) next.get().kind());
        }
        next = frames.read();
      }
    } catch (IOException e) {
      LOG.debug("A client of {} has gone: {}", peer.user(), e.getMessage());
    } finally {
      program.cancel(true);
    }
  }

  private void run(Request request, RemoteCall call) {
    int code;
    try {
      code = programs.run(request.program(), call);
    } catch (InterruptedException e) {
      code = 1;
    } catch (RuntimeException e) {
      LOG.error("The program {} failed", request.program(), e);
      call.err().print(request.program() + ": error: " + e + "\n");
      code = EX_SOFTWARE;
    }
    try (SocketChannel done = channel) {
      frames.exit(code);
      done.shutdownOutput();
    } catch (IOException e) {
      LOG.debug("{} did not wait for the end of {}", peer.user(), request.program(), e);
    }
  }
}
