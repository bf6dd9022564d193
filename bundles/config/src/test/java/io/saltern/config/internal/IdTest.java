// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.saltern.api.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdTest {
  @TempDir Path dir;
  private Folder folder;
  private Path etc;

  @BeforeEach
  void makeFolders() throws IOException {
    folder = new Folder(dir.resolve("salt"));
    etc = Files.createDirectories(dir.resolve("etc"));
  }

  private IdFinder host(String node, Map<String, String> full) {
    return new IdFinder(
        new HostNames(
            etc,
            new HostNames.NodeName() {
              @Override
              public String node() {
                return node;
              }

              @Override
              public String full(String name) {
                return full.getOrDefault(name, name);
              }
            }));
  }

  private String minionId(IdFinder ids, String config) throws IOException, ConfigurationException {
    return ids.minionId(folder.file("minion", config).minion()).value();
  }

  @Test
  void theOptionIdWins() throws IOException, ConfigurationException {
    folder.file("minion_id", "cached");
    assertThat(minionId(host("node", Map.of()), "id: web1\n")).isEqualTo("web1");
  }

  @Test
  void theFullNameIsFoundAndCached() throws IOException, ConfigurationException {
    IdFinder ids = host("web1", Map.of("web1", "web1.example.org"));
    assertThat(minionId(ids, "")).isEqualTo("web1.example.org");
    assertThat(folder.path().resolve("minion_id")).hasContent("web1.example.org");
    assertThat(minionId(host("other", Map.of()), "")).isEqualTo("web1.example.org");
  }

  @Test
  void aMasterReadsTheCacheButDoesNotWriteIt() throws IOException, ConfigurationException {
    IdFinder ids = host("web1", Map.of());
    assertThat(ids.masterId(folder.file("master", "").master())).isEqualTo("web1_master");
    assertThat(folder.path().resolve("minion_id")).doesNotExist();
    assertThat(ids.masterId(folder.file("master", "id: m").master())).isEqualTo("m");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "minion_id_lowercase: true | web1.example.org",
        "minion_id_remove_domain: true | Web1",
        "minion_id_remove_domain: EXAMPLE.org | Web1",
        "minion_id_remove_domain: other.org | Web1.Example.org",
        "append_domain: example.net | Web1.Example.org.example.net",
        "append_domain: Example.org | Web1.Example.org",
      })
  void domainsAreCutAndAdded(String config, String id) throws IOException, ConfigurationException {
    IdFinder ids = host("Web1", Map.of("Web1", "Web1.Example.org"));
    assertThat(minionId(ids, config)).isEqualTo(id);
    Files.delete(folder.path().resolve("minion_id"));
  }

  @Test
  void withoutCachingNothingIsWrittenOrRead() throws IOException, ConfigurationException {
    folder.file("minion_id", "cached");
    assertThat(minionId(host("web1", Map.of()), "minion_id_caching: false")).isEqualTo("web1");
    assertThat(folder.path().resolve("minion_id")).hasContent("cached");
  }

  @Test
  void namesOfTheLoopbackAreNone() throws IOException, ConfigurationException {
    Files.writeString(etc.resolve("hostname"), "localhost\n");
    Files.writeString(
        etc.resolve("hosts"),
        "127.0.0.1 localhost # me\n::1 ip6-localhost real.name\n10.0.0.1 x\n");
    assertThat(minionId(host("localhost", Map.of("localhost", "localhost.localdomain")), ""))
        .isEqualTo("real.name");
  }

  @Test
  void aCachedLocalhostIsTriedAgain() throws IOException, ConfigurationException {
    folder.file("minion_id", "localhost\n");
    assertThat(minionId(host("web1", Map.of()), "")).isEqualTo("web1");
  }

  @Test
  void anIdThatCannotBeOneIsRefused() throws IOException {
    folder.file("minion_id", "../evil\n");
    assertThatIllegalStateException()
        .isThrownBy(() -> minionId(host("web1", Map.of()), ""))
        .withMessageContaining("set the option id");
  }

  @Test
  void thisHostHasAName() {
    assertThat(HostNames.ofThisHost().best()).isNotEmpty();
  }
}
