// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.MinionId;
import io.saltern.api.Target;
import io.saltern.api.function.FunctionResult;
import io.saltern.api.transport.Endpoint;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublicationTest {
  private static final Endpoint MASTER = new Endpoint("127.0.0.1", 4506);
  private static final String JID = "20261122040423764416";

  @Test
  void aJobIsRead() {
    Publication job = read(load("test.arg", List.of(1L, Map.of("__kwarg__", true, "a", 2L))));
    assertThat(job.functions()).containsExactly("test.arg");
    assertThat(job.compound()).isFalse();
    assertThat(job.funArgs()).isEqualTo(List.of(1L, Map.of("a", 2L)));
    assertThat(job.target()).isEqualTo(Target.glob("*"));
    assertThat(job.user()).isEqualTo("root");
  }

  @Test
  void targetsKeepTheirTypeAndDelimiter() {
    Map<String, Object> load = load("test.ping", List.of());
    load.put("tgt", List.of("a", "b"));
    load.put("tgt_type", "list");
    assertThat(read(load).target()).isEqualTo(Target.list(List.of("a", "b")));
    load.put("tgt", "os|Debian");
    load.put("tgt_type", "grain");
    load.put("delimiter", "|");
    assertThat(read(load).target().delimiter()).isEqualTo("|");
  }

  @Test
  void whatIsNoJobIsNotTakenForOne() {
    for (String missing : List.of("jid", "fun", "arg", "tgt")) {
      Map<String, Object> load = load("test.ping", List.of());
      load.remove(missing);
      assertThat(Publication.read(MASTER, load)).as(missing).isEmpty();
    }
    Map<String, Object> load = load("test.ping", List.of());
    load.put("jid", "../../x");
    assertThat(Publication.read(MASTER, load)).isEmpty();
    load.put("jid", JID);
    load.put("tgt_type", "nosuch");
    assertThat(Publication.read(MASTER, load)).isEmpty();
    load.put("tgt_type", "glob");
    load.put("fun", List.of("test.ping", "test.echo"));
    load.put("arg", List.of(List.of()));
    assertThat(Publication.read(MASTER, load)).as("arguments for one of two").isEmpty();
  }

  @Test
  void theReturnHasSaltsFieldsInSaltsOrder() {
    Map<String, Object> load = load("test.ping", List.of());
    load.put("metadata", Map.of("ticket", 7L));
    Map<String, Object> answer =
        ReturnLoad.of(
            new MinionId("web1"),
            read(load),
            List.of(new FunctionResult(true, 0, null, null)),
            Instant.parse("2026-11-22T04:04:24.599764Z"));
    assertThat(answer.keySet())
        .containsExactly(
            "cmd",
            "id",
            "success",
            "return",
            "retcode",
            "jid",
            "fun",
            "fun_args",
            "user",
            "metadata",
            "_stamp");
    assertThat(answer)
        .containsEntry("success", true)
        .containsEntry("retcode", 0L)
        .containsEntry("_stamp", "2026-11-22T04:04:24.599764+00:00");
  }

  @Test
  void aCompoundReturnIsByFunction() {
    Map<String, Object> load = load("x", List.of());
    load.put("fun", List.of("test.ping", "test.nosuch"));
    load.put("arg", List.of(List.of(), List.of("y")));
    Map<String, Object> answer =
        ReturnLoad.of(
            new MinionId("web1"),
            read(load),
            List.of(
                new FunctionResult(true, 0, null, null),
                new FunctionResult("'test.nosuch' is not available.", 1, "nested", null)),
            Instant.EPOCH);
    assertThat(answer)
        .containsEntry("success", Map.of("test.ping", true, "test.nosuch", false))
        .containsEntry("retcode", Map.of("test.ping", 0L, "test.nosuch", 1L))
        .containsEntry("fun", List.of("test.ping", "test.nosuch"))
        .containsEntry("fun_args", List.of(List.of(), List.of("y")));
  }

  private static Publication read(Map<String, Object> load) {
    return Publication.read(MASTER, load).orElseThrow();
  }

  private static Map<String, Object> load(String function, List<Object> arguments) {
    Map<String, Object> load = new LinkedHashMap<>();
    load.put("fun", function);
    load.put("arg", arguments);
    load.put("tgt", "*");
    load.put("jid", JID);
    load.put("ret", "");
    load.put("tgt_type", "glob");
    load.put("user", "root");
    return load;
  }
}
