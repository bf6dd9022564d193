// SPDX-License-Identifier: Apache-2.0
package io.saltern.runners.internal;

import io.saltern.api.FunctionCall;
import io.saltern.api.function.Default;
import io.saltern.api.function.Function;
import io.saltern.api.function.FunctionException;
import io.saltern.api.function.JobContext;
import io.saltern.api.function.Runner;
import io.saltern.api.master.EventBus;
import io.saltern.api.master.MasterDrain;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How masters and minions stand to each other, and making minions go to other masters. */
@Component(property = Runner.PROPERTY + "=manage")
public final class DrillRunner implements Runner {
  private static final double MILLIS = 1000;

  private final Minions minions;
  private final MasterDrain drain;
  private final EventBus events;

  @Activate
  public DrillRunner(
      @Reference Minions minions, @Reference MasterDrain drain, @Reference EventBus events) {
    this.minions = minions;
    this.drain = drain;
    this.events = events;
  }

  @Function(
      value = "failover_drill",
      doc =
          """
          Have the minions of this master go to their other masters, as before maintenance, and
          tell who has gone, who stays, and when the last has gone. A minion without another
          master that takes it stays, and is served on. Minions of Salt are made to fail over by
          their own event.

          end: the master takes minions back
          timeout: seconds to wait until they have gone
          limit: seconds after which the master takes minions back by itself

          CLI Example:

              salt-run manage.failover_drill
              salt-run manage.failover_drill timeout=20 limit=600
              salt-run manage.failover_drill end=True
          """)
  public Map<String, @Nullable Object> failoverDrill(
      @Default("False") boolean end,
      @Default("60") double timeout,
      @Default("3600") double limit,
      JobContext job)
      throws FunctionException, InterruptedException {
    if (end) {
      drain.end();
      return new LinkedHashMap<>(Map.of("draining", false));
    }
    if (timeout <= 0 || limit <= 0) {
      throw new FunctionException(
          FunctionException.Kind.INVOCATION, "timeout and limit must be positive");
    }
    drain.begin(seconds(limit));
    try (Drill drill = new Drill(minions, events, job)) {
      drill.run(seconds(timeout));
      Map<String, @Nullable Object> report = new LinkedHashMap<>();
      report.put("draining", drain.until().<Object>map(Object::toString).orElse(false));
      report.putAll(drill.report());
      return report;
    }
  }

  @Function(
      value = "master_status",
      doc =
          """
          Tell whether this master drains, and of each of its minions which masters that serves,
          since when, and its last failover.

          CLI Example:

              salt-run manage.master_status
          """)
  public Map<String, @Nullable Object> masterStatus(
      @Default @Nullable Double timeout, JobContext job)
      throws FunctionException, InterruptedException {
    Minions.Answers answers =
        minions.ask("*", "glob", FunctionCall.of("status.master"), timeout, null, job);
    Map<String, @Nullable Object> status = new LinkedHashMap<>();
    status.put("draining", drain.until().<Object>map(Object::toString).orElse(false));
    status.put("minions", new TreeMap<>(answers.returns()));
    status.put("silent", answers.silent());
    return status;
  }

  private static Duration seconds(double number) {
    return Duration.ofMillis(Math.round(number * MILLIS));
  }
}
