// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.transport.InboundRequest;
import io.saltern.api.transport.RequestHandler;
import io.saltern.wire.AuthRequest;
import io.saltern.wire.ClearRequest;
import io.saltern.wire.CrypticleException;
import io.saltern.wire.Dialect;
import io.saltern.wire.Envelopes;
import io.saltern.wire.ErrorReply;
import io.saltern.wire.Limits;
import io.saltern.wire.Msgpack;
import io.saltern.wire.Request;
import io.saltern.wire.SealedRequest;
import io.saltern.wire.WireException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes messages off the transport, and shows them to the right desk. */
final class Reception implements RequestHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

  /** From this length on requests are taken one by one: opened, they take several times as much. */
  private static final int LARGE = 1 << 20;

  /** The share of the heap that requests may fill until they are answered. */
  private static final int HEAP_SHARE = 8;

  /** The longest sign-in: a key and a few grains. */
  private static final int MOST_IN_CLEAR = 64 << 10;

  private static final int MOST_NESTED = 32;
  private static final int MOST_VALUES = 10_000;

  /** Commands of local programs, and what Salt answers to those who may not give them. */
  private static final Map<String, Object> LOCAL_COMMANDS =
      Map.of(
          "publish", denial("AuthenticationError", "Authentication error occurred."),
          "runner",
              denial(
                  "UserAuthenticationError", "Authentication failure of type \"user\" occurred."),
          "wheel",
              denial(
                  "UserAuthenticationError", "Authentication failure of type \"user\" occurred."),
          "mk_token", "");

  /** What anybody may send is read within narrow bounds; a sealed load is one value of it. */
  private static final Envelopes ENVELOPES =
      new Envelopes(
          new Msgpack(
              Dialect.RAW, new Limits(Limits.DEFAULT.maxBytes(), MOST_NESTED, MOST_VALUES)));

  private static final CompletionStage<?> DONE = CompletableFuture.completedStage(null);

  private final Backlog backlog = new Backlog(Runtime.getRuntime().maxMemory() / HEAP_SHARE);
  private final ServerContext context;
  private final SignInDesk signIns;
  private final RequestDesk requests;

  Reception(ServerContext context, SignInDesk signIns, RequestDesk requests) {
    this.context = context;
    this.signIns = signIns;
    this.requests = requests;
  }

  @Override
  public void handle(InboundRequest message) {
    int bytes = message.body().length;
    if (!backlog.tryAdd(bytes)) {
      context.refusals().note(Refusal.OVERLOADED, message.peer(), "no memory for " + bytes);
      return;
    }
    Runnable done = () -> backlog.remove(bytes);
    Pool pool = bytes < LARGE ? context.workers() : context.large();
    if (!pool.tryExecute(() -> take(message, done))) {
      done.run();
      context.refusals().note(Refusal.OVERLOADED, message.peer(), "the queue is full");
    }
  }

  private void take(InboundRequest message, Runnable done) {
    CompletionStage<?> answered = DONE;
    try {
      answered = take(message);
    } finally {
      answered.whenComplete((nothing, failure) -> done.run());
    }
  }

  private CompletionStage<?> take(InboundRequest message) {
    try {
      Request request = ENVELOPES.decodeRequest(message.body());
      if (request.version() < context.rules().minimumVersion()) {
        refuse(message, Refusal.VERSION, "version " + request.version(), ErrorReply.BAD_LOAD);
      } else if (request instanceof SealedRequest sealed) {
        return requests.take(sealed, message);
      } else if (request instanceof ClearRequest clear) {
        return takeClear(clear, message);
      }
    } catch (CrypticleException e) {
      refuse(message, Refusal.NOT_AUTHENTIC, text(e), e.reply());
    } catch (WireException e) {
      refuse(message, Refusal.NOT_UNDERSTOOD, text(e), e.reply());
    } catch (RuntimeException e) {
      LOG.error("Some exception handling a payload from minion", e);
      message.reply(ErrorReply.FAILED.encode());
    }
    return DONE;
  }

  private CompletionStage<?> takeClear(ClearRequest request, InboundRequest message)
      throws WireException {
    int bytes = message.body().length;
    if (bytes > MOST_IN_CLEAR) {
      refuse(message, Refusal.TOO_LONG, bytes + " bytes in clear", ErrorReply.BAD_LOAD);
      return DONE;
    }
    Object command = request.load().get("cmd");
    Object id = request.load().getOrDefault("id", "");
    if (!(id instanceof String name)) {
      context.refusals().note(Refusal.INVALID_ID, message.peer(), "the id is no text");
      message.reply(Msgpack.WIRE.encode("bad load: id " + scalar(id) + " is not a string"));
    } else if (name.indexOf('\0') >= 0) {
      refuse(message, Refusal.INVALID_ID, "it holds a NUL", ErrorReply.NUL_IN_ID);
    } else if (AuthRequest.COMMAND.equals(command)) {
      return signIns.take(AuthRequest.of(request.load()), request.version(), message);
    } else {
      context.refusals().note(Refusal.LOCAL_ONLY, message.peer(), "command " + scalar(command));
      Object answer = command instanceof String c ? LOCAL_COMMANDS.get(c) : null;
      message.reply(Msgpack.WIRE.encode(answer == null ? Map.of() : answer));
    }
    return DONE;
  }

  private void refuse(InboundRequest message, Refusal reason, String detail, ErrorReply reply) {
    context.refusals().note(reason, message.peer(), detail);
    message.reply(reply.encode());
  }

  private static String scalar(@Nullable Object value) {
    if (value instanceof String || value instanceof Number) {
      return Refusals.printable(value.toString());
    }
    return value == null ? "None" : "of another type";
  }

  private static String text(WireException e) {
    return String.valueOf(e.getMessage());
  }

  private static Map<String, Object> denial(String name, String message) {
    return Map.of("error", Map.of("name", name, "message", message));
  }
}
