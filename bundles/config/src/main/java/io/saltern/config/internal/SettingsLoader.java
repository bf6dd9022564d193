// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

import io.saltern.api.MinionId;
import io.saltern.api.config.CommonOptions;
import io.saltern.api.config.ConfigurationException;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.MinionOptions;
import io.saltern.api.config.Option;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Reads and checks all files of a role. */
final class SettingsLoader {
  private static final Pattern SYSLOG = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");

  private SettingsLoader() {}

  /**
   * @param warnings what the user should know, though the settings can be used
   */
  record Loaded(FileSettings settings, List<String> warnings) {
    Loaded {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * @throws ConfigurationException with all that is wrong in any file
   */
  static Loaded load(Role role, Path configDir) throws ConfigurationException {
    List<Problem> problems = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    String include = Objects.requireNonNull(role.include().defaultValue());
    Map<String, Item.Entry> entries =
        new Sources(problems, warnings).read(configDir.resolve(role.fileName()), include);

    Map<String, Object> values = new HashMap<>();
    OptionCheck check = new OptionCheck(problems);
    for (Option<?> option : role.options()) {
      Item.Entry entry = entries.get(option.name());
      Object value = entry == null ? null : check.value(option, entry.value());
      if (value != null) {
        values.put(option.name(), value);
      }
    }
    checkMeaning(entries, values, problems);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(
          problems.stream().map(Problem::toString).distinct().toList());
    }

    warnOfUnsupported(role, entries, warnings);
    shortenSocketFolder(role, values);
    String root =
        String.valueOf(
            values.getOrDefault(
                CommonOptions.ROOT_DIR.name(), CommonOptions.ROOT_DIR.defaultValue()));
    return new Loaded(
        new FileSettings(role, configDir, new RootDir(Path.of(root)), values, entries), warnings);
  }

  private static void checkMeaning(
      Map<String, Item.Entry> entries, Map<String, Object> values, List<Problem> problems) {
    if (values.get(CommonOptions.ID.name()) instanceof String id && !id.isEmpty()) {
      try {
        MinionId unused = new MinionId(id);
      } catch (IllegalArgumentException e) {
        report(CommonOptions.ID, String.valueOf(e.getMessage()), entries, problems);
      }
    }
    if (values.get(MasterOptions.LOG_FILE.name()) instanceof String file
        && SYSLOG.matcher(file).matches()) {
      report(
          MasterOptions.LOG_FILE,
          "expected a file; logging to a socket is not supported by this release",
          entries,
          problems);
    }
    if (values.get(MinionOptions.MASTER.name()) instanceof List<?> masters && masters.isEmpty()) {
      report(MinionOptions.MASTER, "expected at least one master", entries, problems);
    }
  }

  private static void report(
      Option<?> option, String what, Map<String, Item.Entry> entries, List<Problem> problems) {
    Item.Entry entry = Objects.requireNonNull(entries.get(option.name()));
    problems.add(new Problem(entry.value().place(), option.name(), what));
  }

  private static void warnOfUnsupported(
      Role role, Map<String, Item.Entry> entries, List<String> warnings) {
    KnownOptions known = null;
    for (Map.Entry<String, Item.Entry> entry : entries.entrySet()) {
      String name = entry.getKey();
      if (role.options().stream().noneMatch(option -> option.name().equals(name))) {
        known = known == null ? new KnownOptions(role) : known;
        warnings.add(entry.getValue().place() + ": " + name + ": " + known.verdict(name));
      }
    }
  }

  /** Salt's way to keep the paths of sockets short enough. */
  private static void shortenSocketFolder(Role role, Map<String, Object> values) {
    boolean master = role == Role.MASTER;
    Option<String> sockets = master ? MasterOptions.SOCK_DIR : MinionOptions.SOCK_DIR;
    Option<String> cache = master ? MasterOptions.CACHEDIR : MinionOptions.CACHEDIR;
    String socketFolder = String.valueOf(values.getOrDefault("sock_dir", sockets.defaultValue()));
    String cacheFolder = String.valueOf(values.getOrDefault("cachedir", cache.defaultValue()));
    if (socketFolder.length() > cacheFolder.length() + 10) {
      values.put(sockets.name(), Path.of(cacheFolder, ".salt-unix").toString());
    }
  }
}
