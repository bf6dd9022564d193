// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.config.ConfigurationException;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Option;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class AnyBytesTest {
  private static Path dir;

  @BeforeContainer
  static void makeFolder() throws IOException {
    dir = Files.createTempDirectory("saltern-config");
  }

  @AfterContainer
  static void removeFolder() throws IOException {
    Files.deleteIfExists(dir.resolve("master"));
    Files.delete(dir);
  }

  @Property(seed = "20261122", tries = 500)
  void areSettingsOrAnError(@ForAll byte[] content) throws IOException {
    check(content);
  }

  /** Pieces that mean something, so that the depths are reached too. */
  @Property(seed = "20261122", tries = 2000)
  void piecesOfYamlAreSettingsOrAnError(@ForAll("pieces") List<String> pieces) throws IOException {
    check(String.join("", pieces).getBytes(StandardCharsets.UTF_8));
  }

  @Provide
  Arbitrary<List<String>> pieces() {
    Stream<String> names = MasterOptions.ALL.stream().map(option -> option.name() + ":");
    Stream<String> signs =
        Stream.of(
            " ",
            " ",
            "\n",
            "\n",
            "\n  ",
            "- ",
            "[",
            "]",
            "{",
            "}",
            ", ",
            ": ",
            "? ",
            "'",
            "\"",
            "#",
            "|",
            ">",
            "&a ",
            "*a",
            "<<: ",
            "!!str ",
            "!!int ",
            "!!float ",
            "!!bool ",
            "!!map ",
            "!!null ",
            "!x ",
            "%YAML 1.1\n",
            "---\n",
            "...\n",
            "\\0",
            "\t",
            "0x",
            "0b_",
            "-",
            "1",
            "4505",
            "99999999999999999999",
            "1:30",
            ".inf",
            "1e5",
            "yes",
            "~",
            "=",
            "2020-01-01",
            "x",
            "/",
            "..",
            "\u00e9",
            "\ud83d\ude00",
            "\ufeff",
            "\u0085",
            "include: master\n",
            "default_include: '[!'\n",
            "grains:\n  a: ");
    return Arbitraries.of(Stream.concat(names, signs).toList()).list().ofMaxSize(25);
  }

  private static void check(byte[] content) throws IOException {
    Files.write(dir.resolve("master"), content);
    try {
      FileSettings settings = SettingsLoader.load(Role.MASTER, dir).settings();
      for (Option<?> option : MasterOptions.ALL) {
        assertThat(settings.find(option).isPresent() || option.defaultValue() == null).isTrue();
      }
      assertThat(settings.path(MasterOptions.PKI_DIR)).isAbsolute();
    } catch (ConfigurationException e) {
      assertThat(e.problems())
          .isNotEmpty()
          .allSatisfy(problem -> assertThat(problem).startsWith(dir + "/master:"));
    }
  }
}
