// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the programs find out before they start. */
class StartScriptIT {
  private static final Path START = Installation.master().resolve("lib/saltern/start.sh");
  private static final String WITHOUT_ADX = ":~0x80000";

  @TempDir Path folder;

  /** Which instructions OpenSSL shall leave, in a shell that ends at the first failure. */
  private String chosen(String before, Path cpuInfo) throws Exception {
    String script = before + ". \"$1\"; choose_rsa \"$2\"; printf %s \"${OPENSSL_ia32cap-}\"";
    Process shell =
        new ProcessBuilder("sh", "-euc", script, "sh", START.toString(), cpuInfo.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(shell.exitValue()).isZero();
    return output;
  }

  private Path processors(String vendor, int family, String flags) throws IOException {
    String each =
        """
        processor\t: %%d
        vendor_id\t: %s
        cpu family\t: %d
        model name\t: a: b
        flags\t\t: fpu %s xsaves

        """
            .formatted(vendor, family, flags);
    return Files.writeString(folder.resolve("cpuinfo"), each.formatted(0) + each.formatted(1));
  }

  @ParameterizedTest
  @CsvSource({
    "AuthenticAMD, 25, bmi2 adx avx2, true",
    "AuthenticAMD, 25, bmi2 adx avx2 avx512ifma, false",
    "AuthenticAMD, 25, bmi2, false",
    "AuthenticAMD, 23, bmi2 adx avx2, false",
    "GenuineIntel, 25, bmi2 adx avx2, false",
  })
  void choosesTheRsaThatWasFoundFaster(String vendor, int family, String flags, boolean without)
      throws Exception {
    assertThat(chosen("unset OPENSSL_ia32cap; ", processors(vendor, family, flags)))
        .isEqualTo(without ? WITHOUT_ADX : "");
  }

  @Test
  void leavesTheChoiceToTheAdministrator() throws Exception {
    Path cpuInfo = processors("AuthenticAMD", 25, "adx avx2");
    assertThat(chosen("export OPENSSL_ia32cap=; ", cpuInfo)).isEmpty();
    assertThat(chosen("export OPENSSL_ia32cap=:0; ", cpuInfo)).isEqualTo(":0");
  }

  @Test
  void startsWhereNothingIsSaidOfTheProcessor() throws Exception {
    assertThat(chosen("unset OPENSSL_ia32cap; ", folder.resolve("missing"))).isEmpty();
  }
}
