// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.Caller;
import io.saltern.api.JobId;
import io.saltern.api.master.EventBus;
import io.saltern.api.master.LocalClient;
import io.saltern.api.master.NoMinionsException;
import io.saltern.api.master.PublishRequest;
import io.saltern.api.master.Published;
import io.saltern.api.master.Publisher;
import io.saltern.api.master.RefusedException;
import io.saltern.api.store.JobStore;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes, and follows the returns on the event bus. */
@Component
public final class EventLocalClient implements LocalClient {
  private final EventBus events;
  private final Publisher publisher;
  private final JobStore jobs;

  @Activate
  public EventLocalClient(
      @Reference EventBus events, @Reference Publisher publisher, @Reference JobStore jobs) {
    this.events = events;
    this.publisher = publisher;
    this.jobs = jobs;
  }

  @Override
  public List<String> run(Caller caller, PublishRequest request, Patience patience, Watcher watcher)
      throws RefusedException, NoMinionsException, InterruptedException {
    JobId id = request.id() == null ? publisher.newJobId() : request.id();
    try (ReturnQueue returns = new ReturnQueue(events)) {
      returns.listen(id);
      Published job =
          publisher.publish(
              caller, new PublishRequest(request.target(), request.calls(), id, request.extra()));
      watcher.published(job);
      return new JobWait(job, caller, publisher, jobs, returns, patience, watcher).untilDone();
    }
  }
}
