// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.api.channel.ClientChannelFactory;
import io.saltern.api.channel.MinionIdentity;
import io.saltern.api.config.MinionOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.crypto.KeyCodec;
import io.saltern.api.crypto.KeyFormatException;
import io.saltern.api.function.PythonText;
import io.saltern.api.log.LogLevels;
import io.saltern.api.minion.MasterChange;
import io.saltern.api.minion.MasterChoice;
import io.saltern.api.minion.MasterLink;
import io.saltern.api.minion.MasterLinkListener;
import io.saltern.api.minion.MasterLinks;
import io.saltern.api.minion.MasterPolicy;
import io.saltern.api.transport.Endpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** A minion at work: the links to its masters, and what they share. */
final class Minion implements MasterLinks, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Minion.class);
  private static final Marker CRITICAL = MarkerFactory.getMarker(LogLevels.CRITICAL);
  private static final int REMEMBERED_JOBS = 10_000;
  private static final long SPOOL_BYTES = 512L << 20;
  private static final int SPOOLED_RETURNS = 100_000;

  private final List<Link> links = new CopyOnWriteArrayList<>();
  private final Timer timer;
  private final SeenJobs seen;
  private final Publications publications;
  private final LinkTools tools;
  private final MasterChoice choice;
  private final Masters masters;
  private final IntConsumer end;

  /** What a minion is made of. */
  record Parts(
      Settings settings,
      State state,
      Jobs jobs,
      ProcFiles proc,
      KeyCodec codec,
      ClientChannelFactory channels,
      Masters masters,
      MasterLines lines,
      MasterPolicy policy) {}

  /**
   * Begins to work.
   *
   * @param end called with an exit code when the minion gives up
   */
  Minion(Parts parts, IntConsumer end) throws IOException, KeyFormatException {
    this.end = end;
    Settings settings = parts.settings();
    State state = parts.state();
    MinionKeys keys = new MinionKeys(settings, parts.codec());
    MinionIdentity identity = keys.load(state.id());
    Path cache = settings.path(MinionOptions.CACHEDIR);
    timer = new Timer("minion");
    ReturnSpool spool = new ReturnSpool(cache.resolve("returns"), SPOOL_BYTES, SPOOLED_RETURNS);
    Doubts doubts = new Doubts(cache.resolve("returns_in_doubt"), SPOOLED_RETURNS);
    Runnable sendWaiting = () -> links.forEach(Link::sendWaiting);
    Returns returns = new Returns(state.id(), spool, sendWaiting, Clock.systemUTC());
    seen = new SeenJobs(cache.resolve("seen_jobs"), REMEMBERED_JOBS);
    answerAbandoned(parts.proc(), returns);
    publications = new Publications(state, seen, new Work(parts.jobs(), returns));
    tools =
        new LinkTools(
            settings,
            state,
            identity,
            keys,
            parts.channels(),
            publications,
            new MasterFacts(Clock.systemUTC()),
            spool,
            doubts,
            parts.policy(),
            parts.masters(),
            parts.lines(),
            timer,
            sendWaiting);
    Thread grains = new Thread(state::grains, "grains");
    grains.setDaemon(true);
    grains.start();
    List<Endpoint> addresses = MasterAddresses.of(settings);
    if (addresses.size() > 1) {
      LOG.info(
          "Got list of available master addresses: {}",
          PythonText.repr(settings.get(MinionOptions.MASTER)));
    }
    masters = parts.masters();
    masters.reset();
    choice = parts.policy().start(settings, addresses, this);
    masters.choice(choice);
  }

  private record Work(Jobs jobs, Returns returns) implements Publications.Work {
    @Override
    public void note(Publication publication) throws IOException {
      jobs.note(publication);
    }

    @Override
    public void run(Publication publication) {
      jobs.submit(publication, returns);
    }
  }

  /** Jobs that an earlier process had when it died get an answer that says so. */
  private void answerAbandoned(ProcFiles proc, Returns returns) throws IOException {
    for (Map<String, @Nullable Object> data : proc.abandoned()) {
      Object host = data.remove(Jobs.MASTER_HOST);
      Object port = data.remove(Jobs.MASTER_PORT);
      if (host instanceof String name && port instanceof Number number && !name.isEmpty()) {
        Optional<Publication> job = Publication.read(new Endpoint(name, number.intValue()), data);
        if (job.isPresent()) {
          answerAbandoned(job.get(), returns);
          proc.remove(job.get().job());
        }
      }
    }
  }

  private void answerAbandoned(Publication job, Returns returns) throws IOException {
    if (!seen.contains(job.job())) {
      seen.add(job.job());
    }
    if (!returns.holds(job)) {
      LOG.warn("Job {} ran when the minion was killed", job.job());
      returns.keep(job, Jobs.same(job, "ERROR: the minion was killed while the job ran", 1));
    }
  }

  @Override
  public MasterLink serve(Endpoint master, boolean patient, MasterLinkListener listener) {
    Link link = new Link(tools, master, patient, listener);
    links.removeIf(Link::isClosed);
    links.add(link);
    link.start();
    return link;
  }

  @Override
  public void changed(MasterChange change) {
    masters.changed(change);
  }

  @Override
  public void giveUp(String reason, int exitCode) {
    LOG.error(CRITICAL, "The minion ends: {}", reason);
    end.accept(exitCode);
  }

  @Override
  public void close() {
    choice.close();
    links.forEach(Link::end);
    masters.reset();
    publications.close();
    timer.close();
    try {
      seen.close();
    } catch (IOException e) {
      LOG.warn("The record of jobs did not close", e);
    }
  }
}
