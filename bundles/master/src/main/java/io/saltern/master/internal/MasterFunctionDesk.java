// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.Caller;
import io.saltern.api.Decision;
import io.saltern.api.FunctionCall;
import io.saltern.api.JobId;
import io.saltern.api.config.Yaml;
import io.saltern.api.function.FunctionResult;
import io.saltern.api.function.FunctionTable;
import io.saltern.api.function.JobRun;
import io.saltern.api.function.Runner;
import io.saltern.api.function.SaltArguments;
import io.saltern.api.function.Wheel;
import io.saltern.api.master.AccessControl;
import io.saltern.api.master.AccessRequest;
import io.saltern.api.master.AccessRequest.Kind;
import io.saltern.api.master.EventBus;
import io.saltern.api.master.MasterFunctions;
import io.saltern.api.master.RefusedException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges runners and wheels, and runs them. */
@Component
public final class MasterFunctionDesk implements MasterFunctions {
  private static final Logger LOG = LoggerFactory.getLogger(MasterFunctionDesk.class);
  private static final String ON_A_MINION = "The minion function caused an exception: ";

  private final AccessControl access;
  private final EventBus events;
  private final JobIds ids;
  private final SaltArguments arguments;
  private final ModuleTables<Runner> runners;
  private final ModuleTables<Wheel> wheels;

  @Activate
  public MasterFunctionDesk(
      @Reference AccessControl access,
      @Reference EventBus events,
      @Reference JobIds ids,
      @Reference Yaml yaml,
      BundleContext context) {
    this.access = access;
    this.events = events;
    this.ids = ids;
    this.arguments = new SaltArguments(yaml);
    this.runners = new ModuleTables<>(context);
    this.wheels = new ModuleTables<>(context);
  }

  @Reference(
      service = Runner.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  void bindRunner(ServiceReference<Runner> runner) {
    runners.bind(runner);
  }

  void unbindRunner(ServiceReference<Runner> runner) {
    runners.unbind(runner);
  }

  @Reference(
      service = Wheel.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  void bindWheel(ServiceReference<Wheel> wheel) {
    wheels.bind(wheel);
  }

  void unbindWheel(ServiceReference<Wheel> wheel) {
    wheels.unbind(wheel);
  }

  @Override
  public FunctionTable table(Kind kind) {
    return switch (kind) {
      case RUNNER -> runners.table();
      case WHEEL -> wheels.table();
      case PUBLISH -> throw new IllegalArgumentException("minions have these functions");
    };
  }

  @Override
  public FunctionResult run(Caller caller, Kind kind, FunctionCall given, @Nullable JobId id)
      throws RefusedException, InterruptedException {
    FunctionTable table = table(kind);
    FunctionCall call = arguments.fromWire(given.function(), given.toWire());
    JobId job = Objects.requireNonNullElseGet(id, ids::next);
    judge(caller, kind, call, job);
    String tag = (kind == Kind.WHEEL ? "salt/wheel/" : "salt/run/") + job;
    Map<String, @Nullable Object> about = new LinkedHashMap<>();
    about.put("fun", (kind == Kind.WHEEL ? "wheel." : "runner.") + call.function());
    about.put("fun_args", Unseen.arguments(call));
    about.put("jid", job.value());
    about.put("user", caller.user());
    events.fire(tag + "/new", about);
    FunctionResult result = worded(kind, call, table.run(call, new JobRun(job, caller)));
    Map<String, @Nullable Object> outcome = new LinkedHashMap<>(about);
    outcome.put("return", Unseen.result(call, result.value()));
    outcome.put("success", result.success());
    events.fire(tag + "/ret", outcome);
    return result;
  }

  private static FunctionResult worded(Kind kind, FunctionCall call, FunctionResult result) {
    if (!(result.value() instanceof String text) || !text.startsWith(ON_A_MINION)) {
      return result;
    }
    String words =
        "Exception occurred in "
            + (kind == Kind.WHEEL ? "wheel " : "runner ")
            + call.function()
            + ": "
            + text.substring(ON_A_MINION.length());
    return new FunctionResult(words, result.retcode(), result.outputter(), result.failure());
  }

  private void judge(Caller caller, Kind kind, FunctionCall call, JobId job)
      throws RefusedException {
    Decision decision = access.decide(caller, AccessRequest.onMaster(kind, call).as(job));
    if (!decision.allowed()) {
      LOG.warn(
          "Refused {} ({}) to run {}: {}",
          caller.user(),
          caller.proof(),
          call.function(),
          decision.explanation());
      throw new RefusedException(decision);
    }
  }
}
