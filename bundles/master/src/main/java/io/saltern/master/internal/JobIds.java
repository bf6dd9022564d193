// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.Job;
import io.saltern.api.JobId;
import io.saltern.api.store.JobStore;
import io.saltern.wire.JobIdSource;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** New job ids: unique, rising, and later than those of jobs that are stored. */
@Component(service = JobIds.class)
public final class JobIds {
  private static final Logger LOG = LoggerFactory.getLogger(JobIds.class);

  /** A stored id further ahead than clocks may differ is somebody's invention. */
  private static final Duration PLAUSIBLE = Duration.ofHours(1);

  private final JobIdSource source;

  /** Goes on after the newest stored job. */
  @Activate
  public JobIds(@Reference JobStore jobs) {
    Clock clock = Clock.systemUTC();
    source = new JobIdSource(clock, newest(jobs.latest(1), clock.instant()));
  }

  private static Instant newest(List<Job> latest, Instant now) {
    for (Job job : latest) {
      try {
        Instant moment = job.id().moment();
        if (moment.isBefore(now.plus(PLAUSIBLE))) {
          return moment;
        }
      } catch (DateTimeException e) {
        LOG.debug("Stored job {} names no moment", job.id(), e);
      }
    }
    return Instant.EPOCH;
  }

  JobId next() {
    return source.next();
  }
}
