// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saltern.api.Caller;
import io.saltern.api.Decision;
import io.saltern.api.FunctionCall;
import io.saltern.api.JobId;
import io.saltern.api.config.Yaml;
import io.saltern.api.function.Default;
import io.saltern.api.function.Function;
import io.saltern.api.function.FunctionResult;
import io.saltern.api.function.JobContext;
import io.saltern.api.function.Keywords;
import io.saltern.api.function.Positionals;
import io.saltern.api.function.Runner;
import io.saltern.api.function.Wheel;
import io.saltern.api.master.AccessRequest;
import io.saltern.api.master.AccessRequest.Kind;
import io.saltern.api.master.RefusedException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

class MasterFunctionDeskTest {
  private static final Caller FRED = Caller.local("fred", false);
  private static final JobId JOB = new JobId("20261122055634738939");

  private final HeardEvents heard = new HeardEvents();
  private final GatedJobStore jobs = new GatedJobStore();
  private final List<AccessRequest> judged = new ArrayList<>();
  private Decision decision = Decision.allow(Decision.Reason.RULE, "a rule");
  private MasterFunctionDesk desk;
  private final Object module = new Module();
  private final ServiceReference<Runner> runner = reference(Runner.class);
  private final ServiceReference<Wheel> wheel = reference(Wheel.class);

  /** Gives back what it gets. */
  public static final class Module implements Runner, Wheel {
    @Function(doc = "Gives its arguments back.")
    public Object echo(
        @Positionals List<Object> args, @Keywords Map<String, Object> kwargs, JobContext job) {
      return List.of(args, kwargs, job.caller().orElseThrow(), job.job());
    }

    @Function(doc = "Fails.")
    public boolean broken(@Default("1") int number) {
      throw new IllegalStateException("odd");
    }

    @Function(value = "mk_token", doc = "Makes a token.")
    public Map<String, Object> token(String password) {
      return Map.of("token", "hidden", "name", "fred");
    }
  }

  @SuppressWarnings("unchecked")
  private static <S> ServiceReference<S> reference(Class<S> type) {
    return (ServiceReference<S>)
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {ServiceReference.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getProperty" -> "auth";
                  case "compareTo", "hashCode" -> 0;
                  case "equals" -> proxy == arguments[0];
                  default -> null;
                });
  }

  @BeforeEach
  void open() {
    BundleContext context =
        (BundleContext)
            Proxy.newProxyInstance(
                MasterFunctionDeskTest.class.getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (proxy, method, arguments) ->
                    method.getName().equals("getService") ? module : (Object) true);
    Yaml yaml =
        (Yaml)
            Proxy.newProxyInstance(
                MasterFunctionDeskTest.class.getClassLoader(),
                new Class<?>[] {Yaml.class},
                (proxy, method, arguments) -> arguments[0]);
    desk =
        new MasterFunctionDesk(
            (caller, request) -> {
              judged.add(request);
              return decision;
            },
            heard.bus,
            new JobIds(jobs),
            yaml,
            context);
    desk.bindRunner(runner);
    desk.bindWheel(wheel);
  }

  @Test
  void judgesWhatTheFunctionGets() throws Exception {
    FunctionCall typed = FunctionCall.of("auth.echo", "a=b", "c");
    FunctionResult result = desk.run(FRED, Kind.RUNNER, typed, JOB);
    FunctionCall passed = new FunctionCall("auth.echo", List.of("c"), Map.of("a", "b"));
    assertThat(judged).containsExactly(AccessRequest.onMaster(Kind.RUNNER, passed).as(JOB));
    assertThat(result.value()).isEqualTo(List.of(List.of("c"), Map.of("a", "b"), FRED, JOB));
  }

  @Test
  void tellsOfRunnersAndWheelsAsSaltDoes() throws Exception {
    desk.run(FRED, Kind.RUNNER, FunctionCall.of("auth.broken", 5L), JOB);
    desk.run(FRED, Kind.WHEEL, FunctionCall.of("auth.broken"), JOB);
    assertThat(heard.tags())
        .containsExactly(
            "salt/run/" + JOB + "/new",
            "salt/run/" + JOB + "/ret",
            "salt/wheel/" + JOB + "/new",
            "salt/wheel/" + JOB + "/ret");
    assertThat(heard.all().get(0).data())
        .containsEntry("fun", "runner.auth.broken")
        .containsEntry("user", "fred")
        .containsEntry("jid", JOB.value());
    assertThat(heard.last().data())
        .containsEntry("fun", "wheel.auth.broken")
        .containsEntry("success", false);
    assertThat(heard.last().data().get("return"))
        .asString()
        .startsWith("Exception occurred in wheel auth.broken: ");
  }

  @Test
  void tellsNobodyASecret() throws Exception {
    FunctionResult made =
        desk.run(FRED, Kind.RUNNER, FunctionCall.of("auth.mk_token", "pass"), null);
    assertThat(made.value()).asString().contains("hidden");
    assertThat(heard.all().toString()).contains("name=fred").doesNotContain("hidden", "pass]");
  }

  @Test
  void doesNothingForWhomItRefuses() {
    decision = Decision.deny(Decision.Reason.NO_RULE, "no rule");
    for (Kind kind : List.of(Kind.RUNNER, Kind.WHEEL)) {
      assertThatThrownBy(() -> desk.run(FRED, kind, FunctionCall.of("auth.echo"), JOB))
          .isInstanceOf(RefusedException.class)
          .hasMessage("Authorization error occurred.");
    }
    assertThat(heard.all()).isEmpty();
    assertThatThrownBy(() -> desk.run(FRED, Kind.PUBLISH, FunctionCall.of("auth.echo"), JOB))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void knowsTheModulesThatAreThere() throws Exception {
    assertThat(desk.table(Kind.RUNNER).functions())
        .containsOnlyKeys("auth.broken", "auth.echo", "auth.mk_token");
    desk.unbindRunner(runner);
    assertThat(desk.table(Kind.RUNNER).functions()).isEmpty();
    assertThat(desk.run(FRED, Kind.RUNNER, FunctionCall.of("auth.echo"), JOB).value())
        .isEqualTo("'auth.echo' is not available.");
    assertThat(desk.table(Kind.WHEEL).functions()).isNotEmpty();
  }
}
