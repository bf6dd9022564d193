// SPDX-License-Identifier: Apache-2.0
package io.saltern.logging.internal;

import io.saltern.api.config.CommonOptions;
import io.saltern.api.config.MinionOptions;
import io.saltern.api.config.Settings;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Logs as the configuration says, unless the command line says otherwise. */
@Component(
    immediate = true,
    service = {})
public final class LogSettings {
  private final Output output;

  @Activate
  public LogSettings(
      @Reference(target = "(" + Settings.ROLE + "=" + Settings.MINION + ")") Settings settings,
      BundleContext context) {
    this.output = Loggers.INSTANCE.target();
    Level terminal =
        typed(context, "saltern.log.level")
            .map(Level::of)
            .orElseGet(() -> Level.of(settings.get(CommonOptions.LOG_LEVEL)));
    Level file =
        typed(context, "saltern.log.file.level")
            .or(() -> settings.find(CommonOptions.LOG_LEVEL_LOGFILE))
            .map(Level::of)
            .orElse(terminal);
    output.configure(terminal, file, file(settings, context));
  }

  private static @Nullable Path file(Settings settings, BundleContext context) {
    if (Boolean.parseBoolean(context.getProperty("saltern.log.terminal.only"))) {
      return null;
    }
    return typed(context, "saltern.log.file")
        .map(Path::of)
        .orElseGet(() -> settings.path(MinionOptions.LOG_FILE));
  }

  private static Optional<String> typed(BundleContext context, String property) {
    return Optional.ofNullable(context.getProperty(property)).filter(text -> !text.isEmpty());
  }

  @Deactivate
  void deactivate() {
    output.close();
  }
}
