// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.api.JobId;
import io.saltern.api.files.DurableFiles;
import io.saltern.api.files.SafePath;
import io.saltern.api.function.PythonText;
import io.saltern.api.transport.Endpoint;
import io.saltern.wire.Msgpack;
import io.saltern.wire.WireException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The returns that no master has acknowledged yet: one file each, there whole or not at all. What
 * is put here survives the process.
 */
final class ReturnSpool {
  private static final Logger LOG = LoggerFactory.getLogger(ReturnSpool.class);
  private static final String MASTER_HOST = "host";
  private static final String MASTER_PORT = "port";
  private static final String LOAD = "load";

  private final Path folder;
  private final long maxBytes;
  private final int maxReturns;
  private final TreeSet<SpooledReturn> waiting = new TreeSet<>();
  private final Set<SpooledReturn> taken = new HashSet<>();
  private long bytes;

  /** Takes in what an earlier process left. */
  ReturnSpool(Path folder, long maxBytes, int maxReturns) throws IOException {
    this.folder = folder;
    this.maxBytes = maxBytes;
    this.maxReturns = maxReturns;
    DurableFiles.makeFolder(folder, "rwx------");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        takeIn(file);
      }
    }
    if (!waiting.isEmpty()) {
      LOG.info("{} returns of earlier jobs wait to be sent", waiting.size());
    }
  }

  private void takeIn(Path file) throws IOException {
    if (file.getFileName().toString().startsWith(".")) {
      Files.delete(file);
      return;
    }
    try {
      Map<String, @Nullable Object> content = decode(file);
      Endpoint publisher =
          new Endpoint(
              PythonText.str(content.get(MASTER_HOST)),
              Integer.parseInt(PythonText.str(content.get(MASTER_PORT))));
      Map<?, ?> load = (Map<?, ?>) Optional.ofNullable(content.get(LOAD)).orElse(Map.of());
      add(
          new SpooledReturn(
              new JobId(PythonText.str(load.get("jid"))), publisher, file, Files.size(file)));
    } catch (WireException | IllegalArgumentException | ClassCastException e) {
      LOG.error("{} is no return and is left alone: {}", file, e.getMessage());
    }
  }

  private synchronized void add(SpooledReturn entry) {
    waiting.add(entry);
    bytes += entry.size();
  }

  /**
   * Keeps a return; when this method comes back, a crash does not lose it.
   *
   * @throws IOException when it cannot be written, or there is no room: the message says so
   */
  void put(JobId job, Endpoint publisher, Map<String, @Nullable Object> load) throws IOException {
    Map<String, @Nullable Object> content = new LinkedHashMap<>();
    content.put(MASTER_HOST, publisher.host());
    content.put(MASTER_PORT, publisher.port());
    content.put(LOAD, load);
    byte[] message = Msgpack.NEW_TYPES.encode(content);
    synchronized (this) {
      if (bytes + message.length > maxBytes) {
        throw new IOException(
            "no room for a return of " + message.length + " bytes: " + bytes + " wait to be sent");
      }
      if (waiting.size() + taken.size() >= maxReturns) {
        throw new IOException("no room for a return: " + maxReturns + " wait to be sent");
      }
    }
    Path file = file(job, publisher);
    DurableFiles.write(file, message, "rw-------");
    add(new SpooledReturn(job, publisher, file, message.length));
  }

  /** Whether a return of that job for that publisher is here. */
  boolean holds(JobId job, Endpoint publisher) {
    return Files.exists(file(job, publisher));
  }

  private Path file(JobId job, Endpoint publisher) {
    String name = job + "-" + Integer.toHexString(publisher.toString().hashCode());
    return SafePath.of(folder, name).path();
  }

  /** Takes the oldest return that may go to some master; it is taken by nobody else meanwhile. */
  synchronized Optional<SpooledReturn> take(Predicate<Endpoint> mayGo) {
    Optional<SpooledReturn> next =
        waiting.stream().filter(entry -> mayGo.test(entry.publisher())).findFirst();
    next.ifPresent(
        entry -> {
          waiting.remove(entry);
          taken.add(entry);
        });
    return next;
  }

  /** Gives back what was taken and could not be sent. */
  synchronized void putBack(SpooledReturn entry) {
    if (taken.remove(entry)) {
      waiting.add(entry);
    }
  }

  /** The load of a return that was taken. */
  Map<String, Object> load(SpooledReturn entry) throws IOException {
    try {
      Map<String, Object> load = new LinkedHashMap<>();
      ((Map<?, ?>) Optional.ofNullable(decode(entry.file()).get(LOAD)).orElse(Map.of()))
          .forEach((name, value) -> load.put(String.valueOf(name), value));
      return load;
    } catch (WireException | ClassCastException e) {
      throw new IOException(entry.file() + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Forgets a return that its master has. */
  void acknowledged(SpooledReturn entry) throws IOException {
    synchronized (this) {
      if (taken.remove(entry)) {
        bytes -= entry.size();
      }
    }
    Files.deleteIfExists(entry.file());
  }

  /** How many are not acknowledged yet. */
  synchronized int size() {
    return waiting.size() + taken.size();
  }

  private static Map<String, @Nullable Object> decode(Path file) throws IOException, WireException {
    return Msgpack.NEW_TYPES.decodeMap(Files.readAllBytes(file));
  }
}
