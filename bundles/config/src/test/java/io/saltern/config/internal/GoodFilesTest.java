// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saltern.api.config.CommonOptions;
import io.saltern.api.config.ConfigurationException;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.MinionOptions;
import io.saltern.api.config.Option;
import io.saltern.api.config.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoodFilesTest {
  @TempDir Path dir;

  @Test
  void withoutFilesEveryOptionHasItsDefault() throws ConfigurationException {
    Settings settings = new Folder(dir).master();
    for (Option<?> option : MasterOptions.ALL) {
      assertThat((Object) settings.find(option).orElse(null)).isEqualTo(option.defaultValue());
      assertThat(settings.place(option)).isEmpty();
    }
    assertThat(new Folder(dir).warnings(Role.MASTER))
        .containsExactly("DIR/master: there is no such file, every option has its default");
  }

  @Test
  void anEmptyFileSetsNothing() throws IOException, ConfigurationException {
    assertThat(new Folder(dir).file("master", "# nothing\n").warnings(Role.MASTER)).isEmpty();
  }

  @Test
  void valuesAreTakenAsSaltTakesThem() throws IOException, ConfigurationException {
    Settings settings =
        new Folder(dir)
            .file(
                "master",
                """
                interface: 10.0
                publish_port: '4605'
                ret_port: 04606
                loop_interval: 5
                auto_accept: on
                log_level: DEBUG
                id: 0123
                user: yes
                key_pass:
                ipv6:
                minion_id_remove_domain: no
                """)
            .master();
    assertThat(settings.get(MasterOptions.INTERFACE)).isEqualTo("10.0");
    assertThat(settings.get(MasterOptions.PUBLISH_PORT)).isEqualTo(4605);
    assertThat(settings.get(MasterOptions.RET_PORT)).isEqualTo(4606);
    assertThat(settings.seconds(MasterOptions.LOOP_INTERVAL)).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.get(MasterOptions.AUTO_ACCEPT)).isTrue();
    assertThat(settings.get(CommonOptions.LOG_LEVEL)).isEqualTo("debug");
    assertThat(settings.get(CommonOptions.ID)).isEqualTo("123");
    assertThat(settings.get(CommonOptions.USER)).isEqualTo("True");
    assertThat(settings.find(MasterOptions.KEY_PASS)).isEmpty();
    assertThat(settings.find(CommonOptions.IPV6)).isEmpty();
    assertThat(settings.get(CommonOptions.MINION_ID_REMOVE_DOMAIN)).isEqualTo("false");
    assertThatIllegalArgumentException().isThrownBy(() -> settings.get(MasterOptions.KEY_PASS));
    assertThatIllegalArgumentException().isThrownBy(() -> settings.get(MinionOptions.MASTER));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "master: one | one",
        "master: [one, 'two:4507', '[::1]:4506'] | one,two:4507,[::1]:4506",
        "master: 10.0 | 10.0",
        "master: [1, on] | 1,True",
      })
  void aTextOrListOfTextsIsAList(String content, String expected)
      throws IOException, ConfigurationException {
    assertThat(new Folder(dir).file("minion", content).minion().get(MinionOptions.MASTER))
        .containsExactly(expected.split(","));
  }

  @Test
  void aMapIsKeptWhole() throws IOException, ConfigurationException {
    Settings settings =
        new Folder(dir)
            .file("minion", "grains:\n  roles: [web, db]\n  1: {deep: ~}\n  on: off\n")
            .minion();
    Map<String, Object> grains = settings.get(MinionOptions.GRAINS);
    assertThat(grains).containsOnlyKeys("roles", "1", "True");
    assertThat(grains.get("roles")).isEqualTo(List.of("web", "db"));
    assertThat(grains.get("True")).isEqualTo(false);
    assertThatThrownBy(() -> grains.put("x", "y"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(settings.place(MinionOptions.GRAINS)).contains(dir + "/minion:1");
    assertThat(settings.place(MinionOptions.GRAINS, "roles")).contains(dir + "/minion:2");
    assertThat(settings.place(MinionOptions.GRAINS, "1", "deep")).contains(dir + "/minion:3");
    assertThat(settings.place(MinionOptions.GRAINS, "roles", "1")).contains(dir + "/minion:2");
    assertThat(settings.place(MinionOptions.GRAINS, "roles", "2")).isEmpty();
    assertThat(settings.place(MinionOptions.GRAINS, "none", "x")).isEmpty();
  }

  @Test
  void grainsWithoutAnyAreNone() throws IOException, ConfigurationException {
    assertThat(new Folder(dir).file("minion", "grains:\n").minion().get(MinionOptions.GRAINS))
        .isEmpty();
  }

  @Test
  void laterFilesWinAndMapsOfIncludedFilesAreMerged() throws IOException, ConfigurationException {
    Settings settings =
        new Folder(dir)
            .file("minion", "master: main\nmaster_port: 1\ngrains: {main: 1}\ninclude: extra/*\n")
            .file("minion.d/b.conf", "master: [b, x]\ngrains: {b: 2, both: b}\n")
            .file("minion.d/a.conf", "master: [a, x]\ngrains: {a: 1, both: a}\nmaster_port: 2\n")
            .file("minion.d/ignored.txt", "master: ignored\n")
            .file("minion.d/.hidden.conf", "master: hidden\n")
            .file("extra/one", "master_port: 3\n")
            .minion();
    assertThat(settings.get(MinionOptions.MASTER)).containsExactly("a", "x", "b");
    assertThat(settings.get(MinionOptions.GRAINS)).isEqualTo(Map.of("a", 1L, "b", 2L, "both", "b"));
    assertThat(settings.get(MinionOptions.MASTER_PORT)).isEqualTo(3);
    assertThat(settings.place(MinionOptions.MASTER_PORT)).contains(dir + "/extra/one:1");
    assertThat(settings.place(MinionOptions.GRAINS, "a")).contains(dir + "/minion.d/a.conf:2");
  }

  @Test
  void anOptionThatIsNotSupportedIsNamed() throws IOException, ConfigurationException {
    Folder folder =
        new Folder(dir)
            .file(
                "master",
                "publish_prot: 1\nfile_roots: {}\nmaster_finger: x\nzzzzzzzzzz: 1\ninclude: n/*\n");
    assertThat(folder.warnings(Role.MASTER))
        .containsExactly(
            "DIR/master:5: no file matches 'n/*'",
            "DIR/master:1: publish_prot: unknown option; did you mean 'publish_port'?",
            "DIR/master:2: file_roots: known to Salt, not supported by this release",
            "DIR/master:3: master_finger: an option of the minion, without effect here",
            "DIR/master:4: zzzzzzzzzz: unknown option");
  }

  @Test
  void pathsAreBelowTheRootFolder() throws IOException, ConfigurationException {
    Settings settings =
        new Folder(dir)
            .file("master", "root_dir: /srv/x\npki_dir: keys\ncachedir: /srv/x/cache\n")
            .master();
    assertThat(settings.path(CommonOptions.ROOT_DIR)).isEqualTo(Path.of("/srv/x"));
    assertThat(settings.path(MasterOptions.PKI_DIR)).isEqualTo(Path.of("/srv/x/keys"));
    assertThat(settings.path(MasterOptions.CACHEDIR)).isEqualTo(Path.of("/srv/x/cache"));
    assertThat(settings.path(MasterOptions.PIDFILE))
        .isEqualTo(Path.of("/srv/x/var/run/salt-master.pid"));
  }

  @Test
  void aLongSocketFolderMovesIntoTheCache() throws IOException, ConfigurationException {
    Settings settings =
        new Folder(dir).file("master", "sock_dir: /aaaaaaaaaaaaaaaa\ncachedir: /c\n").master();
    assertThat(settings.path(MasterOptions.SOCK_DIR)).isEqualTo(Path.of("/c/.salt-unix"));
  }

  /** As Salt 3008.2 does. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      value = {
        "/ | /etc/salt/pki/master | /etc/salt/pki/master",
        "/ | pki | /pki",
        "/ | / | /",
        "/ | ./a/../b | /b",
        "/ | '' | /",
        "/ | /tmp/x/../y | /tmp/y",
        "/tmp/x | /etc/salt/pki/master | /tmp/x/etc/salt/pki/master",
        "/tmp/x | pki | /tmp/x/pki",
        "/tmp/x | /tmp/x/pki | /tmp/x/pki",
        "/tmp/x | /tmp/x | /tmp/x/tmp/x",
        "/tmp/x | /tmp/xy | /tmp/x/tmp/xy",
        "/tmp/x | / | /tmp/x",
        "/tmp/x | ./a/../b | /tmp/x/b",
        "/tmp/x | '' | /tmp/x",
        "/tmp/x | /tmp/x/../y | /tmp/x/y",
        "/tmp/x/ | /opt/pki | /tmp/x/opt/pki",
        "/tmp/x/ | /tmp/x/pki | /tmp/x/pki",
      })
  void theRootFolderIsPutBeforePaths(String root, String path, String expected) {
    assertThat(new RootDir(Path.of(root)).below(path)).isEqualTo(Path.of(expected));
  }
}
