// SPDX-License-Identifier: Apache-2.0
package io.saltern.modules.core.internal;

import java.nio.charset.Charset;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The minion's own process: who runs it, where, in which language. */
final class ProcessGrains {
  private final SystemFiles files;

  ProcessGrains(SystemFiles files) {
    this.files = files;
  }

  void putInto(Map<String, @Nullable Object> grains) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    long uid = id("Uid:");
    long gid = id("Gid:");
    grains.put("cwd", System.getProperty("user.dir", ""));
    grains.put("path", path);
    grains.put("systempath", List.of(path.split(":", -1)));
    grains.put("shell", Optional.ofNullable(System.getenv("SHELL")).orElse("/bin/sh"));
    grains.put("pid", ProcessHandle.current().pid());
    grains.put("uid", uid);
    grains.put("gid", gid);
    grains.put("username", name("/etc/passwd", uid));
    grains.put("groupname", name("/etc/group", gid));
    grains.put("locale_info", locale());
    grains.put("ps", "ps -efHww");
  }

  private long id(String field) {
    return files.lines("/proc/self/status").stream()
        .filter(line -> line.startsWith(field))
        .mapToLong(line -> Long.parseLong(line.split("\\s+", -1)[1]))
        .findFirst()
        .orElse(0);
  }

  private @Nullable String name(String path, long id) {
    return files.lines(path).stream()
        .map(line -> line.split(":", -1))
        .filter(field -> field.length > 2 && field[2].equals(Long.toString(id)))
        .map(field -> field[0])
        .findFirst()
        .orElse(null);
  }

  private static Map<String, Object> locale() {
    Locale language = Locale.getDefault();
    String encoding = Charset.defaultCharset().name();
    Map<String, Object> locale = new LinkedHashMap<>();
    locale.put("defaultlanguage", language.getLanguage() + "_" + language.getCountry());
    locale.put("defaultencoding", encoding);
    locale.put("detectedencoding", encoding.toLowerCase(Locale.ROOT));
    locale.put(
        "timezone",
        DateTimeFormatter.ofPattern("zzz", Locale.ROOT)
            .format(ZonedDateTime.now(ZoneId.systemDefault())));
    return locale;
  }
}
