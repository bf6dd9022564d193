// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.minions;

import io.saltern.api.MinionId;
import io.saltern.bench.zmtp.Connection;
import io.saltern.bench.zmtp.ConnectionListener;
import io.saltern.bench.zmtp.Loop;
import io.saltern.bench.zmtp.PeerType;
import io.saltern.wire.AuthReply;
import io.saltern.wire.Bytes;
import io.saltern.wire.Envelopes;
import io.saltern.wire.Nonce;
import io.saltern.wire.SealedRequest;
import io.saltern.wire.WireException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One minion. Belongs to the loop's thread. */
public final class SimulatedMinion {
  /** Hears how a request ended: nothing when well, else the reason. */
  public interface Done extends Consumer<Optional<String>> {}

  /** Salt's {@code auth_timeout}. */
  private static final Duration AUTH_TIMEOUT = Duration.ofSeconds(5);

  /** How long Salt's minions wait for the answer to a return. */
  private static final Duration RETURN_TIMEOUT = Duration.ofSeconds(60);

  private final Loop loop;
  private final MinionId id;
  private final SharedIdentity identity;
  private final PublicationReader reader;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private MasterAddress master;
  private RequestLink requests;
  private @Nullable Connection subscription;
  private @Nullable Session session;
  private int announcedPort;

  SimulatedMinion(
      Loop loop,
      MinionId id,
      SharedIdentity identity,
      MasterAddress master,
      PublicationReader reader) {
    this.loop = loop;
    this.id = id;
    this.identity = identity;
    this.master = master;
    this.reader = reader;
    this.requests = new RequestLink(loop, master.requests());
  }

  /** Signs in, and only looks whether the master accepts. */
  public void signIn(Done done) {
    signIn(done, accepted -> Optional.empty());
  }

  /** Signs in and takes the keys. */
  public void openSession(Done done) {
    signIn(
        done,
        accepted -> {
          try {
            session = identity.session(accepted);
            return Optional.empty();
          } catch (UnexpectedAnswerException e) {
            return Optional.of(String.valueOf(e.getMessage()));
          }
        });
  }

  /**
   * Connects to the master's publications. A sign-in came before; only after {@link #openSession}
   * does the minion read them.
   *
   * @param jobs hears of each job
   * @param lost is run when the connection ends
   */
  public void subscribe(Done done, BiConsumer<SimulatedMinion, Job> jobs, Runnable lost) {
    subscription =
        loop.connect(
            PeerType.SUB, master.publications(announcedPort), new Subscriber(done, jobs, lost));
  }

  /** Returns a job's result and waits until the master has it. */
  public void giveBack(Job job, Done done) {
    Session open = Objects.requireNonNull(session, "no session");
    Nonce nonce = Nonce.random();
    requests.send(
        sealed(open, returnOf(job, nonce)),
        RETURN_TIMEOUT,
        new RequestLink.Handler() {
          @Override
          public void answered(byte[] body) {
            done.accept(flawOfAnswer(open, body, nonce));
          }

          @Override
          public void failed(String reason) {
            done.accept(Optional.of(reason));
          }
        });
  }

  /** Like {@link #giveBack}, after what is under way. */
  public void giveBackSoon(Job job, Done done) {
    waiting.add(() -> giveBack(job, thenNext(done)));
    if (waiting.size() == 1) {
      waiting.element().run();
    }
  }

  private Done thenNext(Done done) {
    return result -> {
      waiting.remove();
      done.accept(result);
      Runnable next = waiting.peek();
      if (next != null) {
        next.run();
      }
    };
  }

  /** Leaves its master for another. */
  public void moveTo(MasterAddress next) {
    close();
    master = next;
    session = null;
    requests = new RequestLink(loop, next.requests());
  }

  void expire(long now) {
    requests.expire(now);
  }

  void close() {
    requests.close();
    waiting.clear();
    if (subscription != null) {
      subscription.close();
      subscription = null;
    }
  }

  private interface Acceptance {
    Optional<String> take(AuthReply.Accepted accepted);
  }

  private void signIn(Done done, Acceptance acceptance) {
    Nonce nonce = Nonce.random();
    requests.send(
        identity.signIn(id, nonce),
        AUTH_TIMEOUT,
        new RequestLink.Handler() {
          @Override
          public void answered(byte[] body) {
            done.accept(verdict(body, nonce, acceptance));
          }

          @Override
          public void failed(String reason) {
            done.accept(Optional.of(reason));
          }
        });
  }

  private Optional<String> verdict(byte[] body, Nonce nonce, Acceptance acceptance) {
    try {
      AuthReply reply = SharedIdentity.reply(body, nonce);
      if (reply instanceof AuthReply.Accepted accepted) {
        announcedPort = accepted.publishPort();
        return acceptance.take(accepted);
      }
      return Optional.of("sign-in: " + ((AuthReply.Verdict) reply).outcome());
    } catch (WireException | UnexpectedAnswerException e) {
      return Optional.of("sign-in: " + e.getMessage());
    }
  }

  private Map<String, @Nullable Object> returnOf(Job job, Nonce nonce) {
    Map<String, @Nullable Object> load = new LinkedHashMap<>();
    load.put("cmd", "_return");
    load.put("id", id.value());
    load.put("success", true);
    load.put("return", job.answer());
    load.put("retcode", 0L);
    load.put("jid", job.jid());
    load.put("fun", job.fun());
    load.put("fun_args", job.arg());
    load.put("nonce", nonce.value());
    load.put("ts", System.currentTimeMillis() / 1000);
    load.put("tok", identity.tok());
    return load;
  }

  private byte[] sealed(Session open, Map<String, @Nullable Object> load) {
    return Envelopes.WIRE.encode(
        new SealedRequest(
            Bytes.of(open.requests().seal(load)),
            open.version(),
            open.version() < 3 ? Optional.empty() : Optional.of(id),
            SealedRequest.DEFAULT_ENC_ALGO,
            SealedRequest.DEFAULT_SIG_ALGO));
  }

  private static Optional<String> flawOfAnswer(Session open, byte[] body, Nonce nonce) {
    try {
      open.requests().open(Envelopes.WIRE.decodeSealed(body).array(), nonce);
      return Optional.empty();
    } catch (WireException e) {
      return Optional.of("return: " + e.getMessage());
    }
  }

  private final class Subscriber implements ConnectionListener {
    private final Done done;
    private final BiConsumer<SimulatedMinion, Job> jobs;
    private final Runnable lost;
    private boolean ready;

    Subscriber(Done done, BiConsumer<SimulatedMinion, Job> jobs, Runnable lost) {
      this.done = done;
      this.jobs = jobs;
      this.lost = lost;
    }

    @Override
    public void ready() {
      ready = true;
      Objects.requireNonNull(subscription).subscribe();
      done.accept(Optional.empty());
    }

    @Override
    public void message(byte[] body) {
      if (session != null) {
        reader.read(session, body).ifPresent(job -> jobs.accept(SimulatedMinion.this, job));
      }
    }

    @Override
    public void closed(String reason) {
      subscription = null;
      if (ready) {
        lost.run();
      } else {
        done.accept(Optional.of("publications: " + reason));
      }
    }
  }
}
