// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.channel.CommandPolicy;
import io.saltern.api.channel.Envelope;
import io.saltern.api.channel.MasterCommand;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** {@code _register_resources}: every newer minion sends it after its start; nothing is kept. */
@Component(property = MasterCommand.PROPERTY + "=_register_resources")
public final class RegisterResourcesCommand implements MasterCommand {
  @Override
  public CommandPolicy policy() {
    return new CommandPolicy(8 << 20, 60, 256);
  }

  @Override
  public CompletionStage<? extends @Nullable Object> handle(Envelope request) {
    return CompletableFuture.completedStage(true);
  }
}
