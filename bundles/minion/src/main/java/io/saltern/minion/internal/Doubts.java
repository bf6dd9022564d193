// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.api.JobId;
import io.saltern.api.files.DurableFiles;
import io.saltern.api.files.SafePath;
import io.saltern.api.transport.Endpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The returns that a master was sent and never answered for: it may have kept them. When another
 * has one in the end, the first is to be told. One small file each, so that a restart forgets none.
 */
final class Doubts {
  private static final Logger LOG = LoggerFactory.getLogger(Doubts.class);
  private static final String NOBODY = "-";

  private final Path folder;
  private final int bound;
  private final TreeMap<String, Doubt> doubts = new TreeMap<>();

  /**
   * @param keptBy the identity of the master that has it for certain
   */
  private record Doubt(JobId job, Endpoint master, String keptBy) {
    String name() {
      return name(job, master);
    }

    static String name(JobId job, Endpoint master) {
      return job + "-" + Integer.toHexString(master.toString().hashCode());
    }

    static Doubt parse(String line) {
      String[] words = line.strip().split(" ", -1);
      if (words.length != 4) {
        throw new IllegalArgumentException(words.length + " words");
      }
      return new Doubt(
          new JobId(words[0]), new Endpoint(words[1], Integer.parseInt(words[2])), words[3]);
    }

    String line() {
      return job + " " + master.host() + " " + master.port() + " " + keptBy + "\n";
    }
  }

  /**
   * Takes in what an earlier process left.
   *
   * @param bound how many there may be; the oldest are forgotten
   */
  Doubts(Path folder, int bound) throws IOException {
    this.folder = folder;
    this.bound = bound;
    DurableFiles.makeFolder(folder, "rwx------");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "[0-9]*")) {
      for (Path file : files) {
        takeIn(file);
      }
    }
  }

  private void takeIn(Path file) throws IOException {
    try {
      Doubt doubt = Doubt.parse(Files.readString(file));
      doubts.put(doubt.name(), doubt);
    } catch (IllegalArgumentException e) {
      LOG.warn("{} names no job and master and is left alone: {}", file, e.getMessage());
    }
  }

  /** A master may have kept a return; on disk when this method comes back. */
  synchronized void add(JobId job, Endpoint master) throws IOException {
    put(new Doubt(job, master, NOBODY));
    while (doubts.size() > bound) {
      remove(doubts.firstKey());
    }
  }

  private void put(Doubt doubt) throws IOException {
    byte[] line = doubt.line().getBytes(StandardCharsets.UTF_8);
    DurableFiles.write(SafePath.of(folder, doubt.name()).path(), line, "rw-------");
    doubts.put(doubt.name(), doubt);
  }

  /**
   * A master has a return for certain; what others may have of it is on disk when this method comes
   * back.
   *
   * @param identity what tells the master from all others; when it is not known nobody can be told
   *     that another has the return, for it might be the same one
   */
  synchronized void kept(JobId job, Endpoint master, Optional<String> identity) throws IOException {
    settle(job, master);
    for (Doubt doubt : List.copyOf(doubts.values())) {
      if (doubt.job().equals(job) && doubt.keptBy().equals(NOBODY)) {
        if (identity.isPresent()) {
          put(new Doubt(job, doubt.master(), identity.get()));
        } else {
          remove(doubt.name());
        }
      }
    }
  }

  /** A master knows what to do with a return. */
  synchronized void settle(JobId job, Endpoint master) {
    remove(Doubt.name(job, master));
  }

  private void remove(String name) {
    if (doubts.remove(name) == null) {
      return;
    }
    try {
      Files.deleteIfExists(SafePath.of(folder, name).path());
    } catch (IOException e) {
      LOG.warn("{} of {} cannot be removed: {}", name, folder, e.toString());
    }
  }

  /** Whether there are none. */
  synchronized boolean isEmpty() {
    return doubts.isEmpty();
  }

  /** The jobs whose returns a master may have kept, and the identity of another that has them. */
  synchronized Map<JobId, String> elsewhere(Endpoint master) {
    Map<JobId, String> elsewhere = new LinkedHashMap<>();
    for (Doubt doubt : doubts.values()) {
      if (doubt.master().equals(master) && !doubt.keptBy().equals(NOBODY)) {
        elsewhere.put(doubt.job(), doubt.keptBy());
      }
    }
    return elsewhere;
  }
}
