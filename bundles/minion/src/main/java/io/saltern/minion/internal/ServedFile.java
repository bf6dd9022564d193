// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.api.config.Yaml;
import io.saltern.api.minion.MasterChange;
import io.saltern.api.minion.ServedMaster;
import io.saltern.api.transport.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where a minion leaves for other processes which masters it serves: YAML in its cache folder. */
final class ServedFile {
  private static final int NO_PORT = 0;
  private static final double MILLIS = 1000;

  private final Path file;
  private final Yaml yaml;

  ServedFile(Path file, Yaml yaml) {
    this.file = file;
    this.yaml = yaml;
  }

  /**
   * What a minion tells.
   *
   * @param pid the process that wrote it
   */
  record Content(
      long pid, List<ServedMaster> served, Map<String, Long> counts, Optional<MasterChange> last) {
    static final Content NONE = new Content(0, List.of(), Map.of(), Optional.empty());
  }

  void write(Content content) throws IOException {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("pid", content.pid());
    map.put(
        "served",
        content.served().stream()
            .map(
                one ->
                    Map.of(
                        "master", one.master().toString(),
                        "connected", one.connected(),
                        "since", one.since().toString()))
            .toList());
    map.put("counts", content.counts());
    content
        .last()
        .ifPresent(
            change -> {
              map.put("from", change.from().toString());
              map.put("to", change.to().toString());
              map.put("reason", change.reason());
              map.put("seconds", change.time().toMillis() / MILLIS);
            });
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, yaml.write(map));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** What is there: nothing when there is no such file or its process has ended. */
  Content read() throws IOException {
    if (!Files.isRegularFile(file)) {
      return Content.NONE;
    }
    try {
      return yaml.read(Files.readString(file)) instanceof Map<?, ?> map ? of(map) : Content.NONE;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException(file + " cannot be understood: " + e.getMessage(), e);
    }
  }

  private static Content of(Map<?, ?> map) {
    if (!(map.get("pid") instanceof Number pid)
        || ProcessHandle.of(pid.longValue()).isEmpty()
        || !(map.get("served") instanceof List<?> list)
        || !(map.get("counts") instanceof Map<?, ?> told)) {
      return Content.NONE;
    }
    List<ServedMaster> served = new ArrayList<>();
    for (Object one : list) {
      if (one instanceof Map<?, ?> entry) {
        served.add(
            new ServedMaster(
                endpoint(entry.get("master")),
                Boolean.TRUE.equals(entry.get("connected")),
                Instant.parse(String.valueOf(entry.get("since")))));
      }
    }
    Map<String, Long> counts = new TreeMap<>();
    told.forEach(
        (reason, count) ->
            counts.put(String.valueOf(reason), count instanceof Number n ? n.longValue() : 0L));
    return new Content(pid.longValue(), served, counts, change(map));
  }

  private static Optional<MasterChange> change(Map<?, ?> map) {
    return map.get("seconds") instanceof Number seconds
        ? Optional.of(
            new MasterChange(
                endpoint(map.get("from")),
                endpoint(map.get("to")),
                String.valueOf(map.get("reason")),
                Duration.ofMillis(Math.round(seconds.doubleValue() * MILLIS))))
        : Optional.empty();
  }

  private static Endpoint endpoint(@Nullable Object text) {
    return MasterAddresses.parse(String.valueOf(text), NO_PORT);
  }
}
