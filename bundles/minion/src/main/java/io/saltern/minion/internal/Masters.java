// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.api.config.MinionOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.config.Yaml;
import io.saltern.api.minion.MasterChange;
import io.saltern.api.minion.MasterChanges;
import io.saltern.api.minion.MasterChoice;
import io.saltern.api.minion.MasterLink;
import io.saltern.api.minion.ServedMaster;
import io.saltern.api.minion.ServedMasters;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps book of the masters that are served, and counts changes. */
@Component(service = {ServedMasters.class, MasterChanges.class, Masters.class})
public final class Masters implements ServedMasters {
  private static final Logger LOG = LoggerFactory.getLogger(Masters.class);

  private final ServedFile file;
  private final Clock clock = Clock.systemUTC();
  private final Map<MasterLink, ServedMaster> links = new LinkedHashMap<>();
  private final Map<String, Long> counts = new TreeMap<>();
  private @Nullable MasterChange last;
  private @Nullable MasterChoice choice;

  @Activate
  public Masters(
      @Reference(target = "(" + Settings.ROLE + "=" + Settings.MINION + ")") Settings settings,
      @Reference Yaml yaml) {
    this.file =
        new ServedFile(settings.path(MinionOptions.CACHEDIR).resolve("served_masters"), yaml);
  }

  /** A minion begins in this process, or has ended: it serves nothing. */
  synchronized void reset() {
    choice = null;
    links.clear();
    write();
  }

  synchronized void choice(MasterChoice begun) {
    choice = begun;
  }

  synchronized void ready(MasterLink link) {
    links.put(
        link,
        new ServedMaster(link.master(), true, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    write();
  }

  synchronized void connected(MasterLink link, boolean connected) {
    ServedMaster known = links.get(link);
    if (known != null) {
      links.put(link, new ServedMaster(known.master(), connected, known.since()));
      write();
    }
  }

  synchronized void gone(MasterLink link) {
    if (links.remove(link) != null) {
      write();
    }
  }

  synchronized void changed(MasterChange change) {
    counts.merge(change.reason(), 1L, Long::sum);
    last = change;
    write();
  }

  private void write() {
    try {
      file.write(
          new ServedFile.Content(
              ProcessHandle.current().pid(),
              List.copyOf(links.values()),
              Map.copyOf(counts),
              Optional.ofNullable(last)));
    } catch (IOException e) {
      LOG.warn("Other processes cannot see which master is served: {}", e.toString());
    }
  }

  private ServedFile.Content content() {
    try {
      return file.read();
    } catch (IOException e) {
      LOG.warn("It cannot be told which master is served: {}", e.getMessage());
      return ServedFile.Content.NONE;
    }
  }

  @Override
  public synchronized List<ServedMaster> served() {
    return content().served();
  }

  @Override
  public synchronized Map<String, Long> counts() {
    return content().counts();
  }

  @Override
  public synchronized Optional<MasterChange> last() {
    return content().last();
  }

  @Override
  public synchronized void recheck() {
    if (choice != null) {
      choice.recheck();
    }
  }
}
