// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.files.DurableFiles;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket that every local user may connect to. What a user may do is judged by the name that
 * the kernel gives.
 */
final class LocalSocket implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalSocket.class);
  private static final Duration REQUEST_DEADLINE = Duration.ofSeconds(5);
  private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(5);
  private static final int BACKLOG = 128;

  private static final String BUSY = "The master is busy: too many programs run already.\n";

  private final Path path;
  private final ServerSocketChannel server;
  private final Programs programs;
  private final String owner;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(task -> thread(task, "saltern-program"));
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(task -> thread(task, "saltern-program-deadlines"));
  private final Places places = new Places();
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

  private final Duration requestDeadline;

  private LocalSocket(
      Path path, ServerSocketChannel server, Programs programs, Duration requestDeadline)
      throws IOException {
    this.requestDeadline = requestDeadline;
    this.path = path;
    this.server = server;
    this.programs = programs;
    this.owner = Files.getOwner(path).getName();
  }

  /**
   * Listens.
   *
   * @throws IOException when it cannot, also because another master listens there
   */
  static LocalSocket open(Path path, Programs programs) throws IOException {
    return open(path, programs, REQUEST_DEADLINE);
  }

  /**
   * The same.
   *
   * @param requestDeadline how long a client may take to ask
   */
  static LocalSocket open(Path path, Programs programs, Duration requestDeadline)
      throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      makeForEverybody(folder);
    }
    removeStale(path);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(path), BACKLOG);
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));
      LocalSocket socket = new LocalSocket(path, server, programs, requestDeadline);
      thread(socket::accept, "saltern-program-socket").start();
      return socket;
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** Also the one above it: other users may have no way to a folder that is open to them. */
  private static void makeForEverybody(Path folder) throws IOException {
    Path above = folder.getParent();
    if (above != null) {
      DurableFiles.makeFolder(above, "rwxr-xr-x");
    }
    DurableFiles.makeFolder(folder, "rwxr-xr-x");
  }

  private static void removeStale(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      throw new IOException("another master listens on " + path + " already: " + probe);
    } catch (SocketException nobodyListens) {
      Files.deleteIfExists(path);
    }
  }

  private void accept() {
    while (server.isOpen()) {
      try {
        welcome(server.accept());
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException | RuntimeException e) {
        LOG.warn("A connection to {} failed: {}", path, e.toString());
      }
    }
  }

  void welcome(SocketChannel channel) throws IOException {
    Peer peer;
    try {
      String user = channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
      peer = new Peer(user, user.equals(Peer.SUPERUSER) || user.equals(owner));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    if (!places.enter(peer)) {
      LOG.warn("A connection of {} to {} was refused: too many programs run", peer.user(), path);
      try (channel) {
        Frames frames = new Frames(channel);
        byte[] text = BUSY.getBytes(StandardCharsets.UTF_8);
        frames.write('E', text, 0, text.length);
        frames.exit(1);
      }
      return;
    }
    open.add(channel);
    try {
      threads.execute(() -> serve(channel, peer));
    } catch (RejectedExecutionException e) {
      LOG.debug("{} is closed: who has just come is not kept", path);
      open.remove(channel);
      places.leave(peer);
      channel.close();
    }
  }

  private void serve(SocketChannel channel, Peer peer) {
    ScheduledFuture<?> deadline =
        deadlines.schedule(() -> close(channel), requestDeadline.toMillis(), TimeUnit.MILLISECONDS);
    try {
      new Connection(channel, peer, programs, threads).serve(() -> deadline.cancel(false));
    } finally {
      deadline.cancel(false);
      close(channel);
      open.remove(channel);
      places.leave(peer);
    }
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("A connection did not close well", e);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.warn("{} could not be removed: {}", path, e.toString());
    }
    deadlines.shutdownNow();
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(CLOSE_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("Programs still run after {}", CLOSE_DEADLINE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    open.forEach(LocalSocket::close);
  }

  private static Thread thread(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
