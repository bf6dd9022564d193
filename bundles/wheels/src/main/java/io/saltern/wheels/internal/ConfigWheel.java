// SPDX-License-Identifier: Apache-2.0
package io.saltern.wheels.internal;

import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Option;
import io.saltern.api.config.PresentSettings;
import io.saltern.api.config.Settings;
import io.saltern.api.function.Function;
import io.saltern.api.function.Wheel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The master's settings. */
@Component(property = Wheel.PROPERTY + "=config")
public final class ConfigWheel implements Wheel {
  private static final String MASK = "XXXXXXXX";
  private static final Pattern SECRET = Pattern.compile("(?i)pass|secret|bindpw|token$");

  private final PresentSettings settings;

  @Activate
  public ConfigWheel(@Reference(target = PresentSettings.OF_MASTER) PresentSettings settings) {
    this.settings = settings;
  }

  @Function(
      doc =
          """
          Return the values of the config file, and those that it leaves as they are. Secrets are
          not shown.

          CLI Example:

              salt-run wheel.config.values
          """)
  public Map<String, @Nullable Object> values() {
    Settings present = settings.now();
    Map<String, @Nullable Object> values = new TreeMap<>();
    for (Option<?> option : MasterOptions.ALL) {
      present
          .find(option)
          .ifPresent(
              value ->
                  values.put(
                      option.name(),
                      option.kind() == Option.Kind.SECRET ? MASK : shown(present, option, value)));
    }
    return values;
  }

  private static @Nullable Object shown(Settings present, Option<?> option, Object value) {
    return option.kind() == Option.Kind.PATH ? path(present, option, value) : masked(value);
  }

  @SuppressWarnings("unchecked")
  private static Object path(Settings present, Option<?> option, Object value) {
    return value instanceof String ? present.path((Option<String>) option).toString() : value;
  }

  private static @Nullable Object masked(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> shown = new LinkedHashMap<>();
      map.forEach(
          (key, inner) ->
              shown.put(key, SECRET.matcher(String.valueOf(key)).find() ? MASK : masked(inner)));
      return shown;
    }
    return value instanceof List<?> list ? list.stream().map(ConfigWheel::masked).toList() : value;
  }
}
