// SPDX-License-Identifier: Apache-2.0
package io.saltern.modules.core.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Processors, memory, disks, and whether all that is virtual. */
final class HardwareGrains {
  private static final long KIB_PER_MIB = 1024;
  private static final Map<String, String> DMI =
      Map.of(
          "bios_vendor", "biosvendor",
          "bios_version", "biosversion",
          "bios_date", "biosreleasedate",
          "sys_vendor", "manufacturer",
          "product_name", "productname",
          "product_serial", "serialnumber",
          "product_uuid", "uuid");

  private final SystemFiles files;

  HardwareGrains(SystemFiles files) {
    this.files = files;
  }

  void putInto(Map<String, @Nullable Object> grains) {
    putProcessors(grains);
    grains.put("mem_total", mebibytes("MemTotal:"));
    grains.put("swap_total", mebibytes("SwapTotal:"));
    putDisks(grains);
    DMI.forEach(
        (file, grain) -> {
          String value = files.text("/sys/class/dmi/id/" + file);
          if (!value.isEmpty()) {
            grains.put(grain, value);
          }
        });
    putVirtual(grains);
    grains.put("kernelparams", kernelParameters());
  }

  private void putProcessors(Map<String, @Nullable Object> grains) {
    long count = 0;
    String model = "Unknown";
    List<String> flags = List.of();
    for (String line : files.lines("/proc/cpuinfo")) {
      int colon = line.indexOf(':');
      String value = colon < 0 ? "" : line.substring(colon + 1).strip();
      if (line.startsWith("processor")) {
        count++;
      } else if (line.startsWith("model name") || line.startsWith("Processor")) {
        model = value;
      } else if (flags.isEmpty() && (line.startsWith("flags") || line.startsWith("Features"))) {
        flags = List.of(value.split(" ", -1));
      }
    }
    grains.put("num_cpus", count);
    grains.put("cpu_model", model);
    grains.put("cpu_flags", flags);
  }

  private long mebibytes(String name) {
    return files.lines("/proc/meminfo").stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MIB)
        .findFirst()
        .orElse(0);
  }

  private void putDisks(Map<String, @Nullable Object> grains) {
    List<String> disks = new ArrayList<>();
    List<String> flash = new ArrayList<>();
    for (String name : files.names("/sys/block")) {
      if (!name.matches("(loop|ram|zram|dm-|sr).*")) {
        boolean turns = files.text("/sys/block/" + name + "/queue/rotational").equals("1");
        (turns ? disks : flash).add(name);
      }
    }
    grains.put("disks", disks);
    grains.put("ssds", flash);
  }

  private void putVirtual(Map<String, @Nullable Object> grains) {
    if (files.exists("/.dockerenv")) {
      grains.put("virtual", "container");
      grains.put("virtual_subtype", "Docker");
      return;
    }
    String maker =
        files.text("/sys/class/dmi/id/sys_vendor") + files.text("/sys/class/dmi/id/product_name");
    Map<String, String> makers = new LinkedHashMap<>();
    makers.put("VMware", "VMware");
    makers.put("VirtualBox", "VirtualBox");
    makers.put("Microsoft Corporation", "VirtualPC");
    makers.put("Xen", "xen");
    makers.put("QEMU", "kvm");
    makers.put("KVM", "kvm");
    makers.put("Amazon EC2", "kvm");
    makers.put("Google", "kvm");
    boolean guest =
        files.lines("/proc/cpuinfo").stream()
            .anyMatch(line -> line.startsWith("flags") && line.contains(" hypervisor"));
    grains.put(
        "virtual",
        makers.entrySet().stream()
            .filter(entry -> maker.contains(entry.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(guest ? "kvm" : "physical"));
  }

  private List<Object> kernelParameters() {
    List<Object> parameters = new ArrayList<>();
    for (String word : files.text("/proc/cmdline").split("\\s+", -1)) {
      int sign = word.indexOf('=');
      List<@Nullable Object> pair = new ArrayList<>();
      pair.add(sign < 0 ? word : word.substring(0, sign));
      pair.add(sign < 0 ? null : word.substring(sign + 1));
      parameters.add(pair);
    }
    return parameters;
  }
}
