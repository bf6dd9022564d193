// SPDX-License-Identifier: Apache-2.0
package io.saltern.modules.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.FunctionCall;
import io.saltern.api.JobId;
import io.saltern.api.config.Yaml;
import io.saltern.api.function.FunctionResult;
import io.saltern.api.function.FunctionTable;
import io.saltern.api.function.JobRun;
import io.saltern.api.minion.MasterRequests;
import io.saltern.api.transport.Endpoint;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** The module as it is called, and a master that answers as it is told to. */
class PublishModuleTest {
  private static final String JID = "20261122040423764416";
  private static final Endpoint FIRST = new Endpoint("127.0.0.1", 4506);
  private static final Endpoint SECOND = new Endpoint("127.0.0.2", 4506);

  private final List<Endpoint> masters = new ArrayList<>(List.of(FIRST, SECOND));
  private final List<Map<String, Object>> sent = new ArrayList<>();
  private final List<Endpoint> to = new ArrayList<>();
  private Object job = Map.of("jid", JID, "minions", List.of("a", "b"));
  private final List<Object> returns = new ArrayList<>();

  private final MasterRequests requests =
      new MasterRequests() {
        @Override
        public List<Endpoint> masters() {
          return masters;
        }

        @Override
        public CompletableFuture<Object> send(
            Endpoint master, Map<String, Object> load, Duration timeout) {
          sent.add(load);
          to.add(master);
          Object answer =
              !load.get("cmd").equals("pub_ret")
                  ? job
                  : returns.size() > 1 ? returns.remove(0) : returns.get(0);
          return answer instanceof Exception failure
              ? CompletableFuture.failedFuture(failure)
              : CompletableFuture.completedFuture(answer);
        }
      };

  private final FunctionTable table =
      FunctionTable.of("publish", new PublishModule(requests, yaml(), Duration.ofSeconds(1)));

  /** Knows whole numbers and lists of words. */
  private static Yaml yaml() {
    return (Yaml)
        Proxy.newProxyInstance(
            PublishModuleTest.class.getClassLoader(),
            new Class<?>[] {Yaml.class},
            (proxy, method, arguments) -> {
              String text = (String) arguments[0];
              if (text.matches("\\d+")) {
                return Long.valueOf(text);
              }
              return text.startsWith("[")
                  ? List.of(text.substring(1, text.length() - 1).split(","))
                  : text;
            });
  }

  private FunctionResult run(String function, Map<String, Object> keywords, Object... arguments)
      throws InterruptedException {
    FunctionCall call = new FunctionCall("publish." + function, List.of(arguments), keywords);
    return table.run(call, new JobRun(new JobId(JID), "root", Map.of()));
  }

  private Object value(String function, Object... arguments) throws InterruptedException {
    return run(function, Map.of(), arguments).value();
  }

  @Test
  void asksUntilAllHaveReturned() throws Exception {
    returns.add(Map.of());
    returns.add(Map.of("b", Map.of("ret", 2L)));
    returns.add(Map.of("a", Map.of("ret", 1L, "out", "txt"), "b", Map.of("ret", 2L)));
    assertThat(run("publish", Map.of("timeout", 600L), "*", "test.ping").value())
        .isEqualTo(Map.of("a", 1L, "b", 2L));
    Map<String, Object> load = new LinkedHashMap<>();
    load.put("cmd", "minion_pub");
    load.put("fun", "test.ping");
    load.put("arg", List.of());
    load.put("tgt", "*");
    load.put("tgt_type", "glob");
    load.put("ret", "");
    load.put("tmo", 600.0);
    load.put("form", "clean");
    load.put("no_parse", List.of());
    assertThat(sent).hasSize(4);
    assertThat(sent.get(0)).isEqualTo(load);
    assertThat(sent.get(3)).isEqualTo(Map.of("cmd", "pub_ret", "jid", JID));
    assertThat(to).containsOnly(FIRST);
  }

  @Test
  void givesUpInTimeWithWhatHasCome() throws Exception {
    returns.add(Map.of("a", Map.of("ret", 1L)));
    FunctionResult result = run("publish", Map.of("timeout", 0L), "*", "test.ping");
    assertThat(result.value()).isEqualTo(Map.of("a", 1L));
    assertThat(value("full_data", "*", "test.ping", List.of(), "glob", "", 0L))
        .isEqualTo(Map.of("a", Map.of("ret", 1L)));
  }

  @Test
  void readsItsArgumentsAsSaltDoes() throws Exception {
    job = Map.of();
    Map<Object, Object> forms = new LinkedHashMap<>();
    forms.put("7", List.of(7L));
    forms.put("[a=1,b]", List.of("a=1", "b"));
    forms.put("ls -la", List.of("ls -la"));
    forms.put(List.of("x"), List.of("x"));
    for (Map.Entry<Object, Object> form : forms.entrySet()) {
      assertThat(value("publish", "*", "x.y", form.getKey(), "grain")).isEqualTo(Map.of());
      assertThat(sent.get(sent.size() - 1))
          .containsEntry("arg", form.getValue())
          .containsEntry("tgt_type", "grain");
    }
    run("publish", Map.of("expr_form", "list", "via_master", "127.0.0.2"), "a,b", "x.y");
    assertThat(sent.get(sent.size() - 1)).containsEntry("tgt_type", "list");
    assertThat(to.get(to.size() - 1)).isEqualTo(SECOND);
    FunctionResult elsewhere = run("publish", Map.of("via_master", "nowhere"), "*", "x.y");
    assertThat(elsewhere.success()).isFalse();
    assertThat(elsewhere.value().toString()).contains("Could not find match for nowhere");
  }

  @Test
  void whatTheMasterRefusesComesToNothing() throws Exception {
    job = Map.of();
    assertThat(value("publish", "*", "cmd.run", "id")).isEqualTo(Map.of());
    assertThat(value("full_data", "*", "cmd.run", "id")).isEqualTo(Map.of());
    assertThat(sent).hasSize(2);
    job = Map.of("jid", 0L, "minions", List.of());
    assertThat(value("publish", "none", "test.ping")).isNull();
    assertThat(sent).hasSize(3);
  }

  @Test
  void doesNotPublishItself() throws Exception {
    assertThat(value("publish", "*", "publish.publish", "[*,test.ping]")).isEqualTo(Map.of());
    assertThat(sent).isEmpty();
  }

  @Test
  void saysThatTheMasterDidNotAnswer() throws Exception {
    job = new TimeoutException("late");
    assertThat(value("publish", "*", "test.ping")).isEqualTo("'test.ping' publish timed out");
    assertThat(value("runner", "manage.up")).isEqualTo("'manage.up' runner publish timed out");
    job = new IllegalStateException("odd");
    assertThat(run("publish", Map.of(), "*", "test.ping").success()).isFalse();
  }

  @Test
  void hasRunnersRun() throws Exception {
    job = List.of("a");
    assertThat(value("runner", "manage.up", "[timeout=5]")).isEqualTo(List.of("a"));
    assertThat(sent.get(0))
        .isEqualTo(
            Map.of(
                "cmd",
                "minion_runner",
                "fun",
                "manage.up",
                "arg",
                List.of("timeout=5"),
                "tmo",
                5.0,
                "no_parse",
                List.of()));
  }

  @Test
  void looksUpAJobOfItsOwn() throws Exception {
    returns.add(Map.of("a", Map.of("ret", 1L)));
    assertThat(value("jid", JID)).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void hasNobodyToAskWithoutAMaster() throws Exception {
    masters.clear();
    assertThat(value("publish", "*", "test.ping")).isEqualTo(Map.of());
    assertThat(value("jid", JID)).isEqualTo(Map.of());
    assertThat(value("runner", "manage.up")).asString().startsWith("No access to master.");
    assertThat(sent).isEmpty();
  }
}
