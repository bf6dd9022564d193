// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.channel.MasterCommand;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The commands that minions may send: those that are registered, and no others. */
@Component(service = CommandTable.class)
public final class CommandTable {
  private static final Logger LOG = LoggerFactory.getLogger(CommandTable.class);

  private final Map<String, CommandLane> lanes = new ConcurrentHashMap<>();

  /** Without any command yet. */
  @Activate
  public CommandTable() {}

  /** The command of a wire name, also while its bundle is being replaced. */
  Optional<CommandLane> find(String name) {
    return Optional.ofNullable(lanes.get(name)).filter(CommandLane::exists);
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unbind")
  void bind(MasterCommand command, Map<String, Object> properties) {
    if (properties.get(MasterCommand.PROPERTY) instanceof String name && !name.isEmpty()) {
      lanes
          .computeIfAbsent(name, CommandLane::new)
          .bind(command, command.policy(), Tools.rank(properties));
    } else {
      LOG.error(
          "Command {} is not taken: its property {} is missing",
          command.getClass().getName(),
          MasterCommand.PROPERTY);
    }
  }

  void unbind(MasterCommand command, Map<String, Object> properties) {
    if (properties.get(MasterCommand.PROPERTY) instanceof String name) {
      Optional.ofNullable(lanes.get(name)).ifPresent(lane -> lane.unbind(command));
    }
  }
}
