// SPDX-License-Identifier: Apache-2.0
package io.saltern.audit.internal;

import io.saltern.api.audit.AuditLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes records in their order, as many at once as wait. */
final class AuditWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AuditWriter.class);
  private static final int MOST_WAITING = 10_000;
  private static final int MOST_AT_ONCE = 1_000;
  private static final long LOOK_MILLIS = 200;

  /**
   * @param written is told the outcome; null = nobody waits for it
   */
  private record Item(
      Map<String, @Nullable Object> body, @Nullable CompletableFuture<Void> written) {}

  private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicLong lost = new AtomicLong();
  private final Thread thread = new Thread(this::run, "saltern-audit");
  private volatile @Nullable Place place;
  private volatile boolean closed;
  private @Nullable AuditFile file;

  AuditWriter() {
    thread.setDaemon(true);
    thread.start();
  }

  /** Goes on elsewhere. */
  void use(Place other) {
    place = other;
  }

  void offer(Map<String, @Nullable Object> body, @Nullable CompletableFuture<Void> written) {
    if (closed || !queue.offer(new Item(body, written))) {
      lose(1, closed ? "the record is closed" : MOST_WAITING + " records wait to be written");
      if (written != null) {
        written.completeExceptionally(new IOException("no more can be recorded now"));
      }
    }
  }

  private void lose(int count, String why) {
    if (lost.getAndAdd(count) == 0) {
      LOG.error("The audit record loses entries: {}", why);
    }
  }

  private void run() {
    while (!closed || !queue.isEmpty()) {
      try {
        Item first = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
          List<Item> items = new ArrayList<>(List.of(first));
          queue.drainTo(items, MOST_AT_ONCE - 1);
          write(items);
        }
      } catch (InterruptedException e) {
        closed = true;
      }
    }
    forgetFile();
  }

  private void write(List<Item> items) {
    long missing = lost.get();
    List<Map<String, @Nullable Object>> bodies = new ArrayList<>();
    if (missing > 0) {
      bodies.add(loss(missing, items.get(0).body()));
    }
    items.forEach(item -> bodies.add(item.body()));
    try {
      open().append(bodies, items.stream().anyMatch(item -> item.written() != null));
      lost.addAndGet(-missing);
      if (missing > 0) {
        LOG.warn("The audit record goes on without {} entries that were lost", missing);
      }
      items.forEach(item -> tell(item, null));
    } catch (IOException | RuntimeException e) {
      forgetFile();
      lose(items.size(), e.toString());
      items.forEach(item -> tell(item, e));
    }
  }

  private static void tell(Item item, @Nullable Exception failure) {
    if (item.written() != null) {
      if (failure == null) {
        item.written().complete(null);
      } else {
        item.written().completeExceptionally(failure);
      }
    }
  }

  private static Map<String, @Nullable Object> loss(
      long missing, Map<String, @Nullable Object> following) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("time", following.get("time"));
    body.put("kind", "lost");
    body.put("count", missing);
    return body;
  }

  private AuditFile open() throws IOException {
    Place wanted = place;
    if (wanted == null) {
      throw new IOException("no settings say where to");
    }
    AuditFile present = file;
    Link known = null;
    if (present != null && (!present.place().equals(wanted) || !present.isThere())) {
      if (present.place().equals(wanted)) {
        LOG.warn("{} was moved or deleted by somebody else; it is made anew", wanted.file());
        known = present.last();
      }
      forgetFile();
      present = null;
    }
    if (present == null) {
      present = new AuditFile(wanted, known);
      file = present;
      if (present.cut() > 0) {
        LOG.warn("{} ended in an unfinished record, which was cut off", wanted.file());
      }
    }
    return present;
  }

  private void forgetFile() {
    AuditFile present = file;
    file = null;
    if (present != null) {
      try {
        present.close();
      } catch (IOException e) {
        LOG.warn("{} cannot be closed: {}", present.place().file(), e.toString());
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join(AuditLog.PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<Item> left = new ArrayList<>();
    queue.drainTo(left);
    left.forEach(item -> tell(item, new IOException("the record is closed")));
  }
}
