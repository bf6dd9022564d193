// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.process;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A request of the minion {@code strange} that must be refused.
 *
 * @param name what is wrong with it
 * @param build makes it, anew each time; what is not sealed for {@code strange} is answered openly
 */
record WireAttack(String name, Build build) {
  /** What minions may send. */
  private static final List<String> COMMANDS =
      List.of(
          "minion_pub",
          "minion_publish",
          "minion_runner",
          "pub_ret",
          "_return",
          "_minion_event",
          "_pillar",
          "_missed_jobs",
          "_master_opts",
          "_register_resources");

  /** What local programs of Salt send. */
  private static final List<String> LOCAL =
      List.of("publish", "runner", "wheel", "mk_token", "get_token");

  /** Makes a request. */
  interface Build {
    byte[] of(StrangeMinion minion);
  }

  @Override
  public String toString() {
    return name;
  }

  /** Fields that each of the commands would want, were it allowed. */
  static Map<String, Object> fields(String command) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("cmd", command);
    fields.put("fun", command.contains("runner") ? "manage.present" : "test.ping");
    fields.put("arg", List.of());
    fields.put("tgt", "web*");
    fields.put("tgt_type", "glob");
    fields.put("ret", "");
    fields.put("tmo", 1L);
    fields.put("jid", "20261122000000000000");
    if (command.equals("_return")) {
      fields.put("return", true);
    }
    return fields;
  }

  /** Every command with every thing that can be wrong with its proof. */
  static Stream<WireAttack> proofs() {
    List<WireAttack> all = new ArrayList<>();
    for (String command : COMMANDS) {
      all.add(clear(command + " in clear", fields(command)));
      all.add(inside(command, "without token", load -> load.remove("tok")));
      all.add(inside(command, "with a token of another key", l -> l.put("tok", new byte[256])));
      all.add(inside(command, "with an old time", load -> load.put("ts", 1_000_000_000L)));
      all.add(inside(command, "with the id of another", load -> load.put("id", "web1")));
      all.add(inside(command, "with a path for an id", load -> load.put("id", "../web1")));
      all.add(
          new WireAttack(
              command + " under the id of another",
              minion ->
                  minion.request(
                      load -> load.putAll(fields(command)),
                      envelope -> envelope.put("id", "web1"))));
    }
    return all.stream();
  }

  /** Every command of local programs, whatever it brings along. */
  static Stream<WireAttack> locals(String goodToken, String oldToken) {
    Map<String, Map<String, Object>> credentials = new LinkedHashMap<>();
    credentials.put("no credentials", Map.of());
    credentials.put("a wrong key", Map.of("key", "x".repeat(76), "user", "root"));
    credentials.put("a password", password("fredpw"));
    credentials.put("a wrong password", password("x"));
    credentials.put("a token", Map.of("token", goodToken));
    credentials.put("an expired token", Map.of("token", oldToken));
    List<WireAttack> all = new ArrayList<>();
    for (String command : LOCAL) {
      credentials.forEach(
          (name, credential) -> {
            Map<String, Object> load = fields(command);
            if (!command.equals("publish")) {
              load.put("fun", command.equals("runner") ? "manage.up" : "key.list_all");
            }
            load.putAll(credential);
            load.put("kwargs", credential);
            all.add(clear(command + " with " + name, load));
          });
    }
    return all.stream();
  }

  private static Map<String, Object> password(String password) {
    return Map.of("eauth", "file", "username", "fred", "password", password);
  }

  private static WireAttack clear(String name, Map<String, Object> load) {
    Map<String, Object> whole = new LinkedHashMap<>(load);
    whole.put("id", "strange");
    return new WireAttack(name, minion -> StrangeMinion.clear(whole));
  }

  private static WireAttack inside(
      String command, String name, Consumer<Map<String, Object>> change) {
    return new WireAttack(
        command + " " + name,
        minion ->
            minion.request(
                load -> {
                  load.putAll(fields(command));
                  change.accept(load);
                },
                envelope -> {}));
  }
}
