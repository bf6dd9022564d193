// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.channel.CommandPolicy;
import io.saltern.api.channel.Envelope;
import io.saltern.api.channel.MasterCommand;
import io.saltern.api.master.MasterDrain;
import io.saltern.api.minion.SignOfLife;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code _master_opts}: what minions want to know of a master's settings, at Salt's defaults. */
@Component(property = MasterCommand.PROPERTY + "=_master_opts")
public final class MasterOptsCommand implements MasterCommand {
  private final MasterDrain drain;

  /** Tells minions whether the master drains. */
  @Activate
  public MasterOptsCommand(@Reference MasterDrain drain) {
    this.drain = drain;
  }

  @Override
  public CommandPolicy policy() {
    return new CommandPolicy(1 << 20, 600, 256);
  }

  @Override
  public CompletionStage<? extends @Nullable Object> handle(Envelope request) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("file_roots", Map.of("base", List.of()));
    answer.put("top_file_merging_strategy", "merge");
    answer.put("env_order", List.of());
    answer.put("default_top", "base");
    if (drain.until().isPresent()) {
      answer.put(SignOfLife.DRAINING_FIELD, true);
    }
    if (!Boolean.TRUE.equals(request.load().get("env_only"))) {
      answer.put("renderer", "jinja|yaml");
      answer.put("failhard", false);
      answer.put("state_top", "top.sls");
      answer.put("state_top_saltenv", null);
      answer.put("nodegroups", Map.of());
      answer.put("state_auto_order", true);
      answer.put("state_events", false);
      answer.put("state_aggregate", false);
      answer.put("jinja_env", Map.of());
      answer.put("jinja_sls_env", Map.of());
      answer.put("jinja_lstrip_blocks", false);
      answer.put("jinja_trim_blocks", false);
    }
    return CompletableFuture.completedStage(answer);
  }
}
