// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.config.ConfigurationException;
import io.saltern.api.config.Option;
import io.saltern.testing.Vectors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OptionDocumentsTest {
  private static final String OWN = "Saltern's own.";
  private static final String WRITE = "saltern.write.documents";
  private static final String REMEDY =
      "./mvnw -o verify -pl bundles/config -am -Dtest=OptionDocumentsTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -D"
          + WRITE
          + "=true";

  @TempDir Path dir;

  @ParameterizedTest
  @EnumSource(Role.class)
  void theSampleFileSaysWhatTheOptionsSay(Role role) throws IOException {
    check("etc/" + role.fileName(), OptionDocuments.sample(role));
  }

  @Test
  void theTableSaysWhatTheOptionsSay() throws IOException {
    check("docs/options.md", OptionDocuments.table(optionsOfSalt()));
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void everyLineOfTheSampleSetsTheDefault(Role role) throws IOException, ConfigurationException {
    String set = OptionDocuments.sample(role).replaceAll("(?m)^#(?=[a-z])", "");
    Folder folder = new Folder(dir).file(role.fileName(), set);
    assertThat(folder.warnings(role))
        .containsExactly(
            "DIR/%s:%d: no file matches '%s.d/*.conf'"
                .formatted(role.fileName(), lineOf("default_include", set), role.fileName()));
    FileSettings settings = SettingsLoader.load(role, dir).settings();
    for (Option<?> option : role.options()) {
      assertThat(settings.place(option))
          .contains(dir + "/" + role.fileName() + ':' + lineOf(option.name(), set));
      assertThat((Object) settings.find(option).orElse(null)).isEqualTo(option.defaultValue());
    }
  }

  @Test
  void everyOptionIsOneOfSaltsOrSaysThatItIsNot() {
    for (Role role : Role.values()) {
      assertThat(KnownOptions.salts())
          .containsAll(
              role.options().stream()
                  .filter(option -> !option.meaning().endsWith(OWN))
                  .map(Option::name)
                  .toList());
    }
    assertThat(KnownOptions.salts())
        .containsAll(
            optionsOfSalt().stream()
                .map(line -> line.split("\t", -1)[0])
                .filter(name -> !name.startsWith("external_auth."))
                .toList());
  }

  private static int lineOf(String option, String text) {
    return (int) text.lines().takeWhile(line -> !line.startsWith(option + ':')).count() + 1;
  }

  private static List<String> optionsOfSalt() {
    byte[] table = Vectors.bytes(OptionDocumentsTest.class, "options-of-salt.tsv");
    return new String(table, StandardCharsets.UTF_8).lines().toList();
  }

  private static void check(String name, String expected) throws IOException {
    Path file = root().resolve(name);
    if (Boolean.getBoolean(WRITE)) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, expected);
    }
    assertThat(file).as("made anew by: " + REMEDY).exists().hasContent(expected);
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
