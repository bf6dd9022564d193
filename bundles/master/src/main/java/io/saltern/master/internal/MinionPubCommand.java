// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.channel.CommandPolicy;
import io.saltern.api.channel.Envelope;
import io.saltern.api.channel.MasterCommand;
import io.saltern.api.master.Published;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code minion_pub}: a minion has a job published, and is told its id and whom it is for. It looks
 * the returns up by {@code pub_ret}.
 */
@Component(property = MasterCommand.PROPERTY + "=minion_pub")
public final class MinionPubCommand implements MasterCommand {
  private final PeerDesk desk;

  @Activate
  public MinionPubCommand(@Reference PeerDesk desk) {
    this.desk = desk;
  }

  @Override
  public CommandPolicy policy() {
    return new CommandPolicy(1 << 20, 300, 256);
  }

  @Override
  public CompletionStage<? extends @Nullable Object> handle(Envelope request) {
    return desk.answer(
        request,
        PeerThreads.Kind.PUBLICATION,
        wish -> desk.publish(wish, desk.newJobId()).thenApply(MinionPubCommand::answer));
  }

  /** In Salt, a job that is for nobody has the id 0. */
  private static Object answer(Optional<Published> published) {
    if (published.isEmpty()) {
      return PeerDesk.REFUSED;
    }
    Published job = published.get();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("jid", job.minions().isEmpty() ? (Object) 0L : job.id().value());
    answer.put("minions", job.minions().stream().map(id -> id.value()).toList());
    return answer;
  }
}
