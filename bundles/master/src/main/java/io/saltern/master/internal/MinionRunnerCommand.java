// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.Caller;
import io.saltern.api.FunctionCall;
import io.saltern.api.channel.CommandPolicy;
import io.saltern.api.channel.Envelope;
import io.saltern.api.channel.MasterCommand;
import io.saltern.api.master.AccessRequest;
import io.saltern.api.master.MasterFunctions;
import io.saltern.api.master.RefusedException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code minion_runner}: a minion has a runner run, when {@code peer_run} allows it. */
@Component(property = MasterCommand.PROPERTY + "=minion_runner")
public final class MinionRunnerCommand implements MasterCommand {
  /** As long as a minion waits for an answer before it asks again. */
  private static final Duration LEAST = Duration.ofSeconds(60);

  private final PeerDesk desk;
  private final PeerThreads threads;
  private final MasterFunctions functions;

  @Activate
  public MinionRunnerCommand(
      @Reference PeerDesk desk,
      @Reference PeerThreads threads,
      @Reference MasterFunctions functions) {
    this.desk = desk;
    this.threads = threads;
    this.functions = functions;
  }

  @Override
  public CommandPolicy policy() {
    return new CommandPolicy(1 << 20, 120, 256);
  }

  @Override
  public CompletionStage<? extends @Nullable Object> handle(Envelope request) {
    return desk.answer(request, PeerThreads.Kind.RUNNER, this::run);
  }

  private CompletableFuture<@Nullable Object> run(PeerDesk.Wish wish) {
    FunctionCall call = wish.request().runner();
    Duration wanted = wish.request().timeout();
    Duration deadline = wanted.compareTo(LEAST) > 0 ? wanted : LEAST;
    return threads.run(() -> answer(Caller.minion(wish.sender()), call), deadline);
  }

  private @Nullable Object answer(Caller minion, FunctionCall call) throws InterruptedException {
    try {
      return functions.run(minion, AccessRequest.Kind.RUNNER, call, null).value();
    } catch (RefusedException refused) {
      return PeerDesk.REFUSED;
    }
  }
}
