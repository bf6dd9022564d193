// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.api.JobId;
import io.saltern.api.files.DurableFiles;
import io.saltern.api.files.SafePath;
import io.saltern.wire.Msgpack;
import io.saltern.wire.WireException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder {@code proc}: a file for each job that is taken and not answered, also of other
 * processes of this minion.
 */
final class ProcFiles {
  private static final Logger LOG = LoggerFactory.getLogger(ProcFiles.class);

  /** The field that holds the process. */
  static final String PID = "pid";

  private final Path folder;

  ProcFiles(Path folder) throws IOException {
    this.folder = folder;
    DurableFiles.makeFolder(folder, "rwx------");
  }

  /** Notes that this process has a job. */
  void write(JobId job, Map<String, ? extends @Nullable Object> data) throws IOException {
    Map<String, @Nullable Object> content = new LinkedHashMap<>();
    content.put(PID, ProcessHandle.current().pid());
    content.putAll(data);
    Path file = SafePath.of(folder, job.value()).path();
    Path temporary = Files.createTempFile(folder, ".new-", "");
    Files.write(temporary, Msgpack.NEW_TYPES.encode(content));
    Files.move(temporary, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }

  void remove(JobId job) {
    try {
      Files.deleteIfExists(SafePath.of(folder, job.value()).path());
    } catch (IOException e) {
      LOG.warn("The file of job {} in {} cannot be removed: {}", job, folder, e.toString());
    }
  }

  /** The jobs of other processes that still run. */
  List<Map<String, @Nullable Object>> ofOthers() {
    return read(true);
  }

  /** The jobs of processes that are gone. */
  List<Map<String, @Nullable Object>> abandoned() {
    return read(false);
  }

  private List<Map<String, @Nullable Object>> read(boolean alive) {
    List<Map<String, @Nullable Object>> jobs = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        read(file, alive, jobs);
      }
    } catch (IOException e) {
      LOG.warn("{} cannot be read: {}", folder, e.toString());
    }
    return jobs;
  }

  private static void read(Path file, boolean alive, List<Map<String, @Nullable Object>> jobs)
      throws IOException {
    if (file.getFileName().toString().startsWith(".")) {
      return;
    }
    Map<String, @Nullable Object> data;
    try {
      data = Msgpack.NEW_TYPES.decodeMap(Files.readAllBytes(file));
    } catch (java.nio.file.NoSuchFileException gone) {
      return;
    } catch (WireException notOurs) {
      LOG.debug("{} is no job: {}", file, notOurs.getMessage());
      return;
    }
    long pid = data.get(PID) instanceof Number number ? number.longValue() : 0;
    if (pid == ProcessHandle.current().pid()) {
      return;
    }
    boolean runs = isSalt(pid);
    if (runs == alive) {
      jobs.add(data);
    }
  }

  /** Whether a process with that number runs and is one of Salt's, not one that came later. */
  static boolean isSalt(long pid) {
    if (pid <= 0 || ProcessHandle.of(pid).isEmpty()) {
      return false;
    }
    try {
      return Files.readString(
              Path.of("/proc/" + pid + "/cmdline"), java.nio.charset.StandardCharsets.ISO_8859_1)
          .contains("salt");
    } catch (IOException e) {
      return false;
    }
  }
}
