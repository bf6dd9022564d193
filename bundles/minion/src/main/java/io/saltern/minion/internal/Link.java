// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.api.channel.ClientChannel;
import io.saltern.api.channel.PublicationListener;
import io.saltern.api.channel.SignIn;
import io.saltern.api.config.MinionOptions;
import io.saltern.api.minion.MasterLink;
import io.saltern.api.minion.MasterLinkListener;
import io.saltern.api.minion.SignOfLife;
import io.saltern.api.transport.Ending;
import io.saltern.api.transport.Endpoint;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves one master: signs in, subscribes, announces the minion, and sends returns. */
final class Link implements MasterLink {
  private static final Logger LOG = LoggerFactory.getLogger(Link.class);
  private static final Duration SUBSCRIPTION = Duration.ofSeconds(5);

  private final LinkTools tools;
  private final Endpoint master;
  private final MasterLinkListener listener;
  private final ClientChannel channel;
  private final Announcement announcement;
  private final ReturnSender sender;
  private final MissedJobs missed;
  private final Withdrawal withdrawal;
  private final SignInPatience patience;
  private final AtomicBoolean announced = new AtomicBoolean();

  /** The pillar that the minion waits for, when it has had none before. */
  private Optional<CompletableFuture<Void>> firstPillar = Optional.empty();

  private volatile boolean ready;
  private volatile boolean closed;

  Link(LinkTools tools, Endpoint master, boolean patient, MasterLinkListener listener) {
    this.tools = tools;
    this.master = master;
    this.listener = listener;
    this.channel = tools.channels().open(tools.settings(), tools.identity(), master);
    this.announcement = new Announcement(tools.settings(), tools.state(), channel);
    this.patience = new SignInPatience(tools.settings(), tools.identity().id(), patient);
    this.missed = new MissedJobs(tools, channel);
    this.withdrawal = new Withdrawal(tools, channel);
    this.sender =
        new ReturnSender(channel, publisher -> tools.policy().mayReturn(publisher, master), tools);
  }

  void start() {
    LOG.debug("Master URI: tcp://{}", master);
    tools.timer().run(this::signIn);
  }

  private void signIn() {
    if (closed) {
      return;
    }
    LOG.debug("Connecting to master. Attempt {} (infinite attempts)", patience.attempt());
    tools.timer().when(channel.signIn(), this::signedIn);
  }

  private void signedIn(@Nullable SignIn answer, @Nullable Throwable failure) {
    if (closed) {
      return;
    }
    SignIn outcome =
        answer == null
            ? new SignIn(SignIn.Outcome.UNREACHABLE, 0, String.valueOf(failure))
            : answer;
    if (outcome.outcome() == SignIn.Outcome.ACCEPTED) {
      subscribe(outcome.publishPort());
      return;
    }
    patience
        .judge(outcome)
        .ifPresentOrElse(
            wait -> tools.timer().after(wait, this::signIn),
            () -> {
              close();
              listener.failed(this, outcome);
            });
  }

  private void subscribe(int publishPort) {
    LOG.debug(
        "Connecting the Minion to the Master publish port, using the URI: tcp://{}",
        master.withPort(publishPort));
    // after a failover the pillar of the last master serves until the new one has come
    boolean known = tools.state().pillarKnown();
    CompletableFuture<Void> pillar = announcement.pillar();
    firstPillar = known ? Optional.empty() : Optional.of(pillar);
    channel.subscribe(new Ears());
    // a transport that cannot tell when it is connected must not keep the minion waiting
    tools.timer().after(SUBSCRIPTION, this::announce);
    if (channel.connected()) {
      announce();
    }
  }

  private void announce() {
    if (closed || !announced.compareAndSet(false, true)) {
      return;
    }
    CompletableFuture<Void> told = announcement.send();
    tools
        .timer()
        .when(
            firstPillar
                .map(pillar -> CompletableFuture.allOf(pillar, told))
                .orElseGet(() -> CompletableFuture.completedFuture(null)),
            (done, failure) -> {
              if (!closed) {
                ready = true;
                tools.lines().add(channel);
                LOG.info("Minion is ready to receive requests!");
                listener.ready(this);
                sendWaiting();
                if (channel.connected()) {
                  missed.subscribed();
                }
                tools.masters().ready(this);
              }
            });
  }

  /** Sends what waits, once the minion is signed in, and tells what went elsewhere. */
  void sendWaiting() {
    if (ready && !closed) {
      sender.sendWaiting();
      withdrawal.tell();
    }
  }

  @Override
  public Endpoint master() {
    return master;
  }

  @Override
  public boolean ready() {
    return ready;
  }

  @Override
  public CompletableFuture<SignOfLife> ask(Duration timeout) {
    return channel
        .request(Map.of("cmd", "_master_opts", "env_only", true), timeout)
        .handle((answer, failure) -> failure == null ? sign(answer) : SignOfLife.NONE);
  }

  private static SignOfLife sign(@Nullable Object answer) {
    boolean draining =
        answer instanceof Map<?, ?> map && Boolean.TRUE.equals(map.get(SignOfLife.DRAINING_FIELD));
    return draining ? SignOfLife.DRAINING : SignOfLife.ALIVE;
  }

  @Override
  public CompletableFuture<Void> fire(String tag, Map<String, Object> data) {
    Map<String, Object> load =
        Map.of(
            "cmd", "_minion_event", "id", tools.identity().id().value(), "tag", tag, "data", data);
    return channel
        .request(load, tools.settings().seconds(MinionOptions.REQUEST_CHANNEL_TIMEOUT))
        .thenAccept(answer -> LOG.trace("{} has {}", master, tag));
  }

  @Override
  public boolean connected() {
    return channel.connected();
  }

  /**
   * Leaves the master; what it has just been sent it may still acknowledge, as long as it lives.
   */
  @Override
  public void close() {
    closed = true;
    tools.lines().remove(channel);
    missed.close();
    if (channel.connected()) {
      sender.close(channel::close);
    } else {
      end();
    }
  }

  /** Leaves the master at once. */
  void end() {
    closed = true;
    tools.lines().remove(channel);
    missed.close();
    sender.close(() -> {});
    channel.close();
    tools.masters().gone(this);
  }

  boolean isClosed() {
    return closed;
  }

  /** Hears the publish connection, and leaves its threads at once. */
  private final class Ears implements PublicationListener {
    @Override
    public void published(Map<String, Object> load) {
      tools.publications().published(master, load);
    }

    @Override
    public void connected() {
      tools
          .timer()
          .run(
              () -> {
                if (ready && !closed) {
                  LOG.info("Connection to master {} is there again", master);
                  tools.masters().connected(Link.this, true);
                  listener.reconnected(Link.this);
                  sendWaiting();
                  missed.subscribed();
                } else {
                  announce();
                }
              });
    }

    @Override
    public void disconnected(Ending how) {
      tools
          .timer()
          .run(
              () -> {
                if (!closed) {
                  tools.masters().connected(Link.this, false);
                  listener.disconnected(Link.this, how);
                }
              });
    }
  }
}
