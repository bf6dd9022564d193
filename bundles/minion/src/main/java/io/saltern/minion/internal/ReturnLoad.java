// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.api.FunctionCall;
import io.saltern.api.MinionId;
import io.saltern.api.function.FunctionResult;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is sent to the master when a job has ended. */
final class ReturnLoad {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'").withZone(ZoneOffset.UTC);

  private ReturnLoad() {}

  /** The load of {@code _return}; the results are those of the publication's functions. */
  static Map<String, @Nullable Object> of(
      MinionId id, Publication publication, List<FunctionResult> results, Instant now) {
    Map<String, @Nullable Object> load = new LinkedHashMap<>();
    load.put("cmd", "_return");
    load.put("id", id.value());
    if (publication.compound()) {
      putAll(load, publication.functions(), results);
    } else {
      FunctionResult result = results.get(0);
      load.put("success", result.success());
      load.put("return", result.value());
      load.put("retcode", (long) result.retcode());
      if (result.outputter() != null) {
        load.put("out", result.outputter());
      }
    }
    load.put("jid", publication.job().value());
    load.put("fun", publication.fun());
    load.put("fun_args", publication.funArgs());
    for (String name : List.of("user", "metadata", "master_id", "ret_config", "ret_kwargs")) {
      if (publication.load().containsKey(name)) {
        load.put(name, publication.load().get(name));
      }
    }
    load.put("_stamp", STAMP.format(now));
    return load;
  }

  /** Arguments as {@code fun_args} has them: keywords in a map without a mark. */
  static List<@Nullable Object> plain(FunctionCall call) {
    List<@Nullable Object> plain = new ArrayList<>(call.arguments());
    if (!call.keywords().isEmpty()) {
      plain.add(call.keywords());
    }
    return plain;
  }

  private static void putAll(
      Map<String, @Nullable Object> load, List<String> functions, List<FunctionResult> results) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    Map<String, @Nullable Object> retcodes = new LinkedHashMap<>();
    Map<String, @Nullable Object> successes = new LinkedHashMap<>();
    for (int i = 0; i < functions.size(); i++) {
      values.put(functions.get(i), results.get(i).value());
      retcodes.put(functions.get(i), (long) results.get(i).retcode());
      successes.put(functions.get(i), results.get(i).success());
    }
    load.put("success", successes);
    load.put("return", values);
    load.put("retcode", retcodes);
  }
}
