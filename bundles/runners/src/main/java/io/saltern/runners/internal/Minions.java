// SPDX-License-Identifier: Apache-2.0
package io.saltern.runners.internal;

import io.saltern.api.Caller;
import io.saltern.api.FunctionCall;
import io.saltern.api.Target;
import io.saltern.api.TargetType;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.function.FunctionException;
import io.saltern.api.function.JobContext;
import io.saltern.api.master.LocalClient;
import io.saltern.api.master.LocalClient.Patience;
import io.saltern.api.master.NoMinionsException;
import io.saltern.api.master.PublishRequest;
import io.saltern.api.master.RefusedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Asks minions for a runner: whoever may run the runner may have it ask. */
@Component(service = Minions.class)
public final class Minions {
  /** No runner waits longer for minions. */
  private static final double MOST_SECONDS = 3600;

  private final Settings settings;
  private final LocalClient client;

  /**
   * What minions said.
   *
   * @param returns by minion
   * @param silent who said nothing, sorted
   */
  record Answers(Map<String, @Nullable Object> returns, List<String> silent) {}

  @Activate
  public Minions(
      @Reference(target = "(role=master)") Settings settings, @Reference LocalClient client) {
    this.settings = settings;
    this.client = client;
  }

  /**
   * Runs a function on minions and waits for all that answer.
   *
   * @param timeout seconds; 0 or null = as configured
   * @param gather seconds for silent minions to say whether they are busy; 0 or null = as
   *     configured
   */
  Answers ask(
      String target,
      String type,
      FunctionCall call,
      @Nullable Double timeout,
      @Nullable Double gather,
      JobContext job)
      throws FunctionException, InterruptedException {
    TargetType kind = TargetType.of(type).orElseThrow(() -> invalid("no such tgt_type: " + type));
    Patience patience =
        new Patience(
            seconds(timeout, settings.seconds(MasterOptions.TIMEOUT)),
            seconds(gather, settings.seconds(MasterOptions.GATHER_JOB_TIMEOUT)));
    Map<String, @Nullable Object> returns = new TreeMap<>();
    PublishRequest request = PublishRequest.of(new Target(kind, target, Target.COLON), call);
    try {
      List<String> silent =
          client.run(
              Caller.local(job.user(), true),
              request,
              patience,
              value -> returns.put(value.minion().value(), value.value()));
      return new Answers(returns, silent);
    } catch (NoMinionsException nobody) {
      return new Answers(returns, List.of());
    } catch (RefusedException | IllegalArgumentException e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
  }

  private static FunctionException invalid(String message) {
    return new FunctionException(FunctionException.Kind.INVOCATION, message);
  }

  private static Duration seconds(@Nullable Double typed, Duration configured) {
    return typed == null || typed <= 0
        ? configured
        : Duration.ofMillis(Math.round(Math.min(typed, MOST_SECONDS) * 1000));
  }
}
