// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.channel.CommandPolicy;
import io.saltern.api.channel.Envelope;
import io.saltern.api.channel.PrivateAnswer;
import io.saltern.api.swap.ServiceMissingException;
import io.saltern.api.transport.InboundRequest;
import io.saltern.wire.Envelopes;
import io.saltern.wire.ErrorReply;
import io.saltern.wire.SealedRequest;
import io.saltern.wire.WireException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes encrypted requests, and has the commands in them carried out. */
final class RequestDesk {
  private static final Logger LOG = LoggerFactory.getLogger(RequestDesk.class);

  private static final CompletionStage<?> DONE = CompletableFuture.completedStage(null);

  private final ServerContext context;
  private final Checks checks;
  private final PrivateReplies privateReplies;
  private final Executor workers;

  RequestDesk(ServerContext context) {
    this.context = context;
    this.checks = new Checks(context);
    this.privateReplies = new PrivateReplies(context);
    this.workers = context.workers().orCaller();
  }

  /** Takes a request; what is returned completes when it is answered or dropped. */
  CompletionStage<?> take(SealedRequest sealed, InboundRequest message) throws WireException {
    try {
      OpenedRequest request = checks.open(sealed);
      Checks.Sender sender = checks.sender(request);
      context.counters().requests.increment();
      Optional<CommandLane> lane = context.commands().find(request.command());
      if (lane.isEmpty()) {
        context
            .refusals()
            .note(Refusal.UNKNOWN_COMMAND, message.peer(), "'" + request.command() + "'");
        message.reply(answer(request, Map.of()));
      } else if (!checks.signatureSuffices(request, sender, message.peer())) {
        message.reply(answer(request, false));
      } else {
        return dispatch(request, sender, lane.get(), message);
      }
    } catch (RefusedException e) {
      context.refusals().note(e.reason(), message.peer(), e.detail());
      message.reply(ErrorReply.BAD_LOAD.encode());
    }
    return DONE;
  }

  private CompletionStage<?> dispatch(
      OpenedRequest request, Checks.Sender sender, CommandLane lane, InboundRequest message) {
    CommandPolicy policy = lane.policy();
    int length = request.envelope().load().length();
    String what = request.command() + " from " + sender.id();
    if (length > policy.maxBytes()) {
      context.refusals().note(Refusal.TOO_LONG, message.peer(), what + ": " + length + " bytes");
      message.reply(answer(request, ""));
      return DONE;
    }
    if (!sender.minion().mayNow(request.command(), policy.perMinute())) {
      context.refusals().note(Refusal.TOO_OFTEN, message.peer(), what);
      return DONE;
    }
    Envelope envelope =
        new Envelope(
            request.command(),
            sender.id(),
            request.load(),
            request.envelope().version(),
            context.clock().instant(),
            message.peer(),
            sender.proven());
    CompletableFuture<@Nullable Object> answer = lane.handle(envelope, workers);
    if (answer == null) {
      context.refusals().note(Refusal.OVERLOADED, message.peer(), what);
      return DONE;
    }
    return answer.whenCompleteAsync(
        (value, failure) -> reply(request, sender, message, value, failure), workers);
  }

  private void reply(
      OpenedRequest request,
      Checks.Sender sender,
      InboundRequest message,
      @Nullable Object value,
      @Nullable Throwable failure) {
    try {
      if (cause(failure) instanceof ServiceMissingException) {
        context.refusals().note(Refusal.NO_SERVICE, message.peer(), request.command());
      } else if (failure != null) {
        LOG.error("Command {} from {} failed", request.command(), sender.id(), cause(failure));
        message.reply(answer(request, ""));
      } else if (value instanceof PrivateAnswer secret) {
        privateReplies.send(secret, request, sender, message);
      } else {
        message.reply(answer(request, value));
      }
    } catch (IllegalArgumentException e) {
      LOG.error("The answer of command {} cannot travel", request.command(), e);
      message.reply(answer(request, ""));
    }
  }

  private static byte[] answer(OpenedRequest request, @Nullable Object value) {
    return Envelopes.WIRE.encodeSealed(request.seal(value));
  }

  private static @Nullable Throwable cause(@Nullable Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
