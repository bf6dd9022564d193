// SPDX-License-Identifier: Apache-2.0
package io.saltern.modules.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoreGrainsTest {
  @TempDir Path root;

  @Test
  void debianIsNamedAsSaltNamesIt() throws IOException {
    write(
        "etc/os-release",
        """
        PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
        NAME="Debian GNU/Linux"
        VERSION_ID="12"
        VERSION_CODENAME=bookworm
        ID=debian
        """);
    assertThat(os())
        .containsEntry("os", "Debian")
        .containsEntry("os_family", "Debian")
        .containsEntry("osfullname", "Debian GNU/Linux")
        .containsEntry("oscodename", "bookworm")
        .containsEntry("osrelease", "12")
        .containsEntry("osrelease_info", List.of(12L))
        .containsEntry("osmajorrelease", 12L)
        .containsEntry("osfinger", "Debian-12");
  }

  @Test
  void ubuntusFingerIsItsWholeRelease() throws IOException {
    write("etc/os-release", "ID=ubuntu\nNAME=Ubuntu\nVERSION_ID=\"24.04\"\n");
    assertThat(os())
        .containsEntry("os", "Ubuntu")
        .containsEntry("os_family", "Debian")
        .containsEntry("osrelease_info", List.of(24L, 4L))
        .containsEntry("osfinger", "Ubuntu-24.04");
  }

  @Test
  void anUnknownSystemBelongsToTheFamilyThatItNames() throws IOException {
    write("etc/os-release", "ID=nobara\nNAME=Nobara\nID_LIKE=\"fedora\"\nVERSION_ID=39\n");
    assertThat(os()).containsEntry("os", "Nobara").containsEntry("os_family", "RedHat");
  }

  @Test
  void hardwareIsReadFromFiles() throws IOException {
    write(
        "proc/cpuinfo",
        "processor\t: 0\nmodel name\t: AMD EPYC\nflags\t\t: fpu vme hypervisor\n\n"
            + "processor\t: 1\nmodel name\t: AMD EPYC\nflags\t\t: fpu vme hypervisor\n");
    write("proc/meminfo", "MemTotal:       24684424 kB\nSwapTotal:             0 kB\n");
    write("proc/cmdline", "quiet panic=1");
    Map<String, Object> grains = new LinkedHashMap<>();
    new HardwareGrains(new SystemFiles(root)).putInto(grains);
    assertThat(grains)
        .containsEntry("num_cpus", 2L)
        .containsEntry("cpu_model", "AMD EPYC")
        .containsEntry("cpu_flags", List.of("fpu", "vme", "hypervisor"))
        .containsEntry("mem_total", 24105L)
        .containsEntry("swap_total", 0L)
        .containsEntry("virtual", "kvm");
    assertThat((List<?>) grains.get("kernelparams")).hasSize(2);
  }

  @Test
  void theFullNameComesFromTheHostsFileWithoutAskingAnybody() throws IOException {
    write("etc/hosts", "127.0.0.1 localhost\n10.1.2.3 web1.example.org web1 # me\n");
    HostName name = HostName.of("web1", new SystemFiles(root));
    assertThat(name.full()).isEqualTo("web1.example.org");
    assertThat(name.host()).isEqualTo("web1");
    assertThat(name.domain()).isEqualTo("example.org");
    assertThat(name.addresses(true)).containsExactly("10.1.2.3");
  }

  @ParameterizedTest
  @CsvSource({
    "::1, ::1",
    "fe80::fc:ff:fe00:1, fe80::fc:ff:fe00:1",
    "fd00::2, fd00::2",
    "2001:db8::, 2001:db8::",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:3:4:5:6",
    "1:0:0:2:0:0:0:3, 1:0:0:2::3"
  })
  void addressesAreShortened(String written, String expected) throws IOException {
    assertThat(HostName.text(InetAddress.getByName(written))).isEqualTo(expected);
  }

  @Test
  void thisMachineHasGrains() {
    Map<String, Object> grains = new LinkedHashMap<>();
    SystemFiles here = new SystemFiles(Path.of("/"));
    new NetworkGrains(here).putInto(grains);
    new ProcessGrains(here).putInto(grains);
    assertThat(String.valueOf(grains.get("ipv4"))).contains("127.0.0.1");
    // which may have others, too
    assertThat((List<?>) ((Map<?, ?>) grains.get("ip4_interfaces")).get("lo"))
        .anyMatch("127.0.0.1"::equals);
    assertThat(grains).containsEntry("pid", ProcessHandle.current().pid());
    assertThat(grains.get("username")).isEqualTo(System.getProperty("user.name"));
  }

  private Map<String, Object> os() {
    Map<String, Object> grains = new LinkedHashMap<>();
    new OsGrains(new SystemFiles(root)).putInto(grains);
    return grains;
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
