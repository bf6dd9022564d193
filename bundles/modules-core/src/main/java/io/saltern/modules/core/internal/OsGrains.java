// SPDX-License-Identifier: Apache-2.0
package io.saltern.modules.core.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Kernel and distribution. */
final class OsGrains {
  private record Distribution(String os, String family) {}

  private static final Map<String, Distribution> KNOWN =
      Map.ofEntries(
          Map.entry("debian", new Distribution("Debian", "Debian")),
          Map.entry("ubuntu", new Distribution("Ubuntu", "Debian")),
          Map.entry("raspbian", new Distribution("Raspbian", "Debian")),
          Map.entry("linuxmint", new Distribution("Mint", "Debian")),
          Map.entry("kali", new Distribution("Kali", "Debian")),
          Map.entry("rhel", new Distribution("RedHat", "RedHat")),
          Map.entry("centos", new Distribution("CentOS", "RedHat")),
          Map.entry("rocky", new Distribution("Rocky", "RedHat")),
          Map.entry("almalinux", new Distribution("AlmaLinux", "RedHat")),
          Map.entry("fedora", new Distribution("Fedora", "RedHat")),
          Map.entry("ol", new Distribution("OEL", "RedHat")),
          Map.entry("amzn", new Distribution("Amazon", "RedHat")),
          Map.entry("sles", new Distribution("SUSE", "Suse")),
          Map.entry("opensuse-leap", new Distribution("SUSE", "Suse")),
          Map.entry("opensuse-tumbleweed", new Distribution("SUSE", "Suse")),
          Map.entry("arch", new Distribution("Arch", "Arch")),
          Map.entry("alpine", new Distribution("Alpine", "Alpine")),
          Map.entry("gentoo", new Distribution("Gentoo", "Gentoo")));

  private final SystemFiles files;

  OsGrains(SystemFiles files) {
    this.files = files;
  }

  void putInto(Map<String, @Nullable Object> grains) {
    String arch = arch();
    grains.put("kernel", System.getProperty("os.name", ""));
    grains.put("kernelrelease", files.text("/proc/sys/kernel/osrelease"));
    grains.put("kernelversion", files.text("/proc/sys/kernel/version"));
    grains.put("cpuarch", arch);
    Map<String, String> release = release();
    String id = release.getOrDefault("ID", "linux");
    String name = release.getOrDefault("NAME", "Linux");
    Distribution known = KNOWN.getOrDefault(id, new Distribution(name, family(release, name)));
    String version = release.getOrDefault("VERSION_ID", "");
    String code = release.getOrDefault("VERSION_CODENAME", "");
    grains.put("os", known.os());
    grains.put("os_family", known.family());
    grains.put("osfullname", name);
    grains.put("oscodename", code.isEmpty() ? release.getOrDefault("PRETTY_NAME", "") : code);
    grains.put("osrelease", version);
    grains.put("lsb_distrib_id", name);
    grains.put("lsb_distrib_release", version);
    grains.put("lsb_distrib_codename", code);
    putNumbers(grains, known.os(), name, version);
    grains.put("osarch", known.family().equals("Debian") ? debianArch(arch) : arch);
    grains.put("init", files.text("/proc/1/comm").equals("systemd") ? "systemd" : "unknown");
    putSystemd(grains);
    grains.put("machine_id", files.text("/etc/machine-id"));
  }

  private static void putNumbers(
      Map<String, @Nullable Object> grains, String os, String name, String version) {
    List<Object> numbers =
        Stream.of(version.split("[.-]", -1))
            .filter(part -> part.matches("\\d{1,9}"))
            .<Object>map(Long::valueOf)
            .toList();
    grains.put("osrelease_info", numbers);
    if (!numbers.isEmpty()) {
      grains.put("osmajorrelease", numbers.get(0));
      boolean whole = os.equals("Ubuntu");
      String finger = os.equals("Debian") || whole ? os : name;
      grains.put("osfinger", finger + "-" + (whole ? version : String.valueOf(numbers.get(0))));
    }
  }

  private void putSystemd(Map<String, @Nullable Object> grains) {
    if (!files.exists("/run/systemd/system")) {
      return;
    }
    for (String folder : List.of("/usr/lib/systemd", "/lib/systemd", "/usr/lib64/systemd")) {
      for (String file : files.names(folder)) {
        if (file.matches("libsystemd-shared-\\d+.*\\.so")) {
          String version = file.replaceFirst("libsystemd-shared-(\\d+).*", "$1");
          grains.put("systemd", Map.of("version", version, "features", ""));
          return;
        }
      }
    }
  }

  private Map<String, String> release() {
    Map<String, String> release = new HashMap<>();
    String path = files.exists("/etc/os-release") ? "/etc/os-release" : "/usr/lib/os-release";
    for (String line : files.lines(path)) {
      int sign = line.indexOf('=');
      if (sign > 0) {
        release.put(
            line.substring(0, sign), line.substring(sign + 1).replaceAll("^[\"']|[\"']$", ""));
      }
    }
    return release;
  }

  private static String family(Map<String, String> release, String otherwise) {
    for (String like : release.getOrDefault("ID_LIKE", "").split(" ", -1)) {
      Distribution known = KNOWN.get(like.toLowerCase(Locale.ROOT));
      if (known != null) {
        return known.family();
      }
    }
    return otherwise;
  }

  private static String arch() {
    String arch = System.getProperty("os.arch", "");
    return arch.equals("amd64") ? "x86_64" : arch;
  }

  private static String debianArch(String arch) {
    return switch (arch) {
      case "x86_64" -> "amd64";
      case "aarch64" -> "arm64";
      case "ppc64le" -> "ppc64el";
      default -> arch;
    };
  }
}
