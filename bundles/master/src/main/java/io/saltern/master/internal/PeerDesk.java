// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.Caller;
import io.saltern.api.JobId;
import io.saltern.api.MinionId;
import io.saltern.api.channel.Envelope;
import io.saltern.api.config.Yaml;
import io.saltern.api.function.SaltArguments;
import io.saltern.api.master.NoMinionsException;
import io.saltern.api.master.PublishRequest;
import io.saltern.api.master.Published;
import io.saltern.api.master.Publisher;
import io.saltern.api.master.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes what minions ask for, when {@code peer} allows it. */
@Component(service = PeerDesk.class)
public final class PeerDesk {
  /** Salt's answer to a wish that is not granted. */
  static final Map<String, Object> REFUSED = Map.of();

  private static final Logger LOG = LoggerFactory.getLogger(PeerDesk.class);

  private final Publisher publisher;
  private final PeerThreads threads;
  private final SaltArguments arguments;

  @Activate
  public PeerDesk(
      @Reference Publisher publisher, @Reference PeerThreads threads, @Reference Yaml yaml) {
    this.publisher = publisher;
    this.threads = threads;
    this.arguments = new SaltArguments(yaml);
  }

  /** The wish of a proven sender. */
  record Wish(MinionId sender, PeerRequest request) {}

  /** Grants a wish. */
  interface Grant {
    /** What becomes of it; {@link #REFUSED} when the minion may not. */
    CompletableFuture<@Nullable Object> of(Wish wish);
  }

  /** The answer to a request; returns at once. */
  CompletionStage<@Nullable Object> answer(Envelope request, PeerThreads.Kind kind, Grant grant) {
    if (!request.proven()) {
      return CompletableFuture.completedFuture(refused(request, "it proves no sender"));
    }
    Wish wish = new Wish(request.sender(), new PeerRequest(request.load(), arguments));
    CompletableFuture<@Nullable Object> granted =
        threads.claim(request.sender(), kind, () -> grant.of(wish));
    return granted == null
        ? CompletableFuture.completedFuture(REFUSED)
        : granted.exceptionally(failure -> refused(request, reason(failure)));
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return cause instanceof IllegalArgumentException
        ? String.valueOf(cause.getMessage())
        : cause.toString();
  }

  private static Object refused(Envelope request, String why) {
    LOG.warn("Refused {} of {}: {}", request.command(), request.sender(), why);
    return REFUSED;
  }

  /** A new job id, for whoever wants to listen before the job is published. */
  JobId newJobId() {
    return publisher.newJobId();
  }

  /**
   * Publishes a job.
   *
   * @param id of the job
   * @return empty when the minion may not
   */
  CompletableFuture<Optional<Published>> publish(Wish wish, JobId id) {
    return threads.publish(() -> published(wish, id));
  }

  private Optional<Published> published(Wish wish, JobId id) {
    PublishRequest job = wish.request().job(wish.sender(), id);
    try {
      return Optional.of(publisher.publish(Caller.minion(wish.sender()), job));
    } catch (RefusedException refused) {
      return Optional.empty();
    } catch (NoMinionsException nobody) {
      return Optional.of(new Published(id, List.of(), List.of()));
    }
  }
}
