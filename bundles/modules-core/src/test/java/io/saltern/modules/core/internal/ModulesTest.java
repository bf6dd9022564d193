// SPDX-License-Identifier: Apache-2.0
package io.saltern.modules.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.FunctionCall;
import io.saltern.api.JobId;
import io.saltern.api.MinionId;
import io.saltern.api.function.FunctionResult;
import io.saltern.api.function.FunctionTable;
import io.saltern.api.function.JobRun;
import io.saltern.api.minion.MinionState;
import io.saltern.api.minion.RunningJobs;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;

/** Expected values are those of Salt 3008.2, but for the version. */
class ModulesTest {
  private static final JobId OWN = JobId.at(Instant.EPOCH);

  private final List<String> ended = new ArrayList<>();
  private final FunctionTable table = table();

  private FunctionTable table() {
    FunctionTable[] all = new FunctionTable[1];
    all[0] =
        FunctionTable.join(
            List.of(
                FunctionTable.of("test", new TestModule(() -> all[0], context())),
                FunctionTable.of("sys", new SysModule(() -> all[0])),
                FunctionTable.of("grains", new GrainsModule(new Knowledge())),
                FunctionTable.of("saltutil", new SaltutilModule(new Work(), new Knowledge()))));
    return all[0];
  }

  @Test
  void testFunctionsAnswerAsSalts() throws Exception {
    assertThat(value("test.ping")).isEqualTo(true);
    assertThat(value("test.echo", "x")).isEqualTo("x");
    assertThat(value("test.version")).isEqualTo("1.2.3");
    assertThat(value("test.true")).isEqualTo(true);
    assertThat(value("test.false")).isEqualTo(false);
    assertThat(value("test.not_loaded")).isEqualTo(List.of());
    assertThat(value("test.sleep", "0")).isEqualTo(true);
    assertThat(value("test.assertion", true)).isNull();
    assertThat((String) value("test.assertion", false)).endsWith("AssertionError\n");
    assertThat(call("test.retcode", List.of(7L), Map.of()).retcode()).isEqualTo(7);
    assertThat(((List<?>) value("test.fib", 5L)).get(0)).isEqualTo(5L);
    assertThat(((List<?>) value("test.fib", 100L)).get(0).toString())
        .isEqualTo("354224848179261915075");
    assertThat(((List<?>) value("test.collatz", 3L)).get(0))
        .isEqualTo(List.of(3L, 10L, 5.0, 16.0, 8.0, 4.0, 2.0));
  }

  @Test
  void argumentsAreShownAsTheyCame() throws Exception {
    Map<String, Object> keywords = new LinkedHashMap<>();
    keywords.put("x", Map.of("a", 1L));
    List<Object> arguments = Arrays.asList(1L, "two", 3.5, null);
    assertThat(call("test.arg", arguments, keywords).value())
        .isEqualTo(
            Map.of("args", arguments, "kwargs", Map.of("x", Map.of("a", 1L), "__pub_fun", "f")));
    assertThat(call("test.arg_clean", arguments, keywords).value())
        .isEqualTo(Map.of("args", arguments, "kwargs", keywords));
    assertThat(call("test.arg_repr", arguments, keywords).value())
        .isEqualTo(
            Map.of("args", "(1, 'two', 3.5, None)", "kwargs", "{'x': {'a': 1}, '__pub_fun': 'f'}"));
    assertThat(((Map<?, ?>) call("test.arg_type", arguments, Map.of()).value()).get("args"))
        .isEqualTo(
            List.of("<class 'int'>", "<class 'str'>", "<class 'float'>", "<class 'NoneType'>"));
  }

  @Test
  void aFunctionCanTryAnother() throws Exception {
    assertThat(call("test.try", List.of(), Map.of("module", "test.ping")).value()).isEqualTo(true);
    assertThat(call("test.try", List.of(), Map.of("module", "test.exception")).value()).isNull();
    assertThat(value("test.cross_test", "grains.get", List.of("os"))).isEqualTo("Debian");
    assertThat(value("test.cross_test", "test.nosuch"))
        .isEqualTo("ERROR: 'test.nosuch' is not available.");
  }

  @Test
  void sysTellsWhatThereIs() throws Exception {
    assertThat(value("sys.list_modules")).isEqualTo(List.of("grains", "saltutil", "sys", "test"));
    assertThat(value("sys.list_modules", "s*")).isEqualTo(List.of("saltutil", "sys"));
    assertThat(value("sys.list_functions", "sys"))
        .isEqualTo(List.of("sys.argspec", "sys.doc", "sys.list_functions", "sys.list_modules"));
    assertThat(value("sys.list_functions", "test.p*"))
        .isEqualTo(List.of("test.ping", "test.providers"));
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("args", List.of("text"));
    spec.put("defaults", null);
    spec.put("varargs", null);
    spec.put("kwargs", null);
    assertThat(value("sys.argspec", "test.echo")).isEqualTo(Map.of("test.echo", spec));
    assertThat(((Map<?, ?>) value("sys.doc", "test.ping")).get("test.ping").toString())
        .startsWith("\n    Make sure the minion is up")
        .contains("\n\n    CLI Example:\n\n        salt '*' test.ping\n");
  }

  @Test
  void grainsAreFoundByTheirPath() throws Exception {
    assertThat(value("grains.get", "os")).isEqualTo("Debian");
    assertThat(value("grains.get", "ip4_interfaces:eth0:0")).isEqualTo("10.0.0.1");
    assertThat(value("grains.get", "ip4_interfaces:eth0:1", "none")).isEqualTo("none");
    assertThat(value("grains.get", "nosuch")).isEqualTo("");
    assertThat(value("grains.get", "roles:db:port")).isEqualTo(5432L);
    assertThat(call("grains.get", List.of("a|b"), Map.of("delimiter", "|")).value()).isEqualTo("");
    assertThat(value("grains.item", "os", "id", "nosuch"))
        .isEqualTo(Map.of("os", "Debian", "id", "web1", "nosuch", ""));
    assertThat(value("grains.has_value", "ip4_interfaces:eth0")).isEqualTo(true);
    assertThat(value("grains.has_value", "ip4_interfaces:eth9")).isEqualTo(false);
    assertThat(value("grains.ls")).isEqualTo(List.of("id", "ip4_interfaces", "os", "roles"));
    assertThat(((Map<?, ?>) call("grains.items", List.of(), Map.of("sanitize", true)).value()))
        .isEqualTo(
            Map.of(
                "id",
                "MINION.DOMAINNAME",
                "os",
                "Debian",
                "ip4_interfaces",
                Map.of("eth0", List.of("10.0.0.1")),
                "roles",
                List.of("web", Map.of("db", Map.of("port", 5432L)))));
  }

  @Test
  void saltutilShowsAndEndsJobs() throws Exception {
    assertThat((List<?>) value("saltutil.running")).hasSize(1);
    assertThat((List<?>) value("saltutil.is_running", "test.s*")).hasSize(1);
    assertThat((List<?>) value("saltutil.is_running", "test.p*")).isEmpty();
    assertThat(value("saltutil.find_job", "20261122000000000001"))
        .isEqualTo(Map.of("jid", "20261122000000000001", "fun", "test.sleep", "pid", 77L));
    assertThat(value("saltutil.find_job", "20261122000000000009")).isEqualTo(Map.of());
    assertThat(value("saltutil.kill_job", "20261122000000000001"))
        .isEqualTo("Signal 9 sent to job 20261122000000000001 at pid 77");
    assertThat(value("saltutil.term_job", "20261122000000000009")).isEqualTo("");
    assertThat(value("saltutil.kill_job", "../x")).isEqualTo("");
    assertThat(ended).containsExactly("20261122000000000001 9", "20261122000000000009 15");
  }

  private Object value(String function, Object... arguments) throws InterruptedException {
    return call(function, List.of(arguments), Map.of()).value();
  }

  private FunctionResult call(String function, List<?> arguments, Map<String, ?> keywords)
      throws InterruptedException {
    return table.run(
        new FunctionCall(function, new ArrayList<>(arguments), new LinkedHashMap<>(keywords)),
        new JobRun(OWN, "root", Map.of("fun", "f")));
  }

  private static BundleContext context() {
    Bundle bundle = (Bundle) fake(Bundle.class, Map.of("getVersion", new Version(1, 2, 3)));
    return (BundleContext) fake(BundleContext.class, Map.of("getBundle", bundle));
  }

  private static Object fake(Class<?> type, Map<String, Object> answers) {
    return Proxy.newProxyInstance(
        ModulesTest.class.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> answers.get(method.getName()));
  }

  private static final class Knowledge implements MinionState {
    @Override
    public MinionId id() {
      return new MinionId("web1");
    }

    @Override
    public Map<String, Object> grains() {
      Map<String, Object> grains = new LinkedHashMap<>();
      grains.put("id", "web1");
      grains.put("os", "Debian");
      grains.put("ip4_interfaces", Map.of("eth0", List.of("10.0.0.1")));
      grains.put("roles", List.of("web", Map.of("db", Map.of("port", 5432L))));
      return grains;
    }

    @Override
    public Map<String, Object> pillar() {
      return Map.of();
    }

    @Override
    public void refreshGrains() {}
  }

  private final class Work implements RunningJobs {
    @Override
    public List<Map<String, Object>> running() {
      return List.of(
          Map.of("jid", "20261122000000000001", "fun", "test.sleep", "pid", 77L),
          Map.of("jid", OWN.value(), "fun", "saltutil.running", "pid", 77L),
          Map.of("jid", "20261122000000000002", "fun", "test.sleep", "pid", 0L, "queued", true));
    }

    @Override
    public OptionalLong end(JobId job, int signal) {
      ended.add(job + " " + signal);
      return job.value().endsWith("1") ? OptionalLong.of(77) : OptionalLong.empty();
    }
  }
}
