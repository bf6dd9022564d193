// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saltern.api.config.ConfigurationException;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.PresentSettings;
import io.saltern.api.config.Settings;
import io.saltern.api.config.SettingsCheck;
import io.saltern.api.config.SettingsReloader;
import io.saltern.testing.PlainFramework;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

class ServicesTest {
  @TempDir Path dir;
  private final List<String> fatal = new ArrayList<>();
  private PlainFramework framework;
  private BundleContext context;
  private SettingsOfRole services;

  @BeforeEach
  void start() {
    framework = new PlainFramework();
    context = framework.context();
    services = new SettingsOfRole(context, Role.MASTER, dir, fatal::addAll);
  }

  @AfterEach
  void stop() {
    services.close();
    framework.close();
  }

  private ServiceReference<Settings> reference() throws InvalidSyntaxException {
    return context.getServiceReferences(Settings.class, "(role=master)").iterator().next();
  }

  private Settings settings() throws InvalidSyntaxException {
    return context.getService(reference());
  }

  private SettingsReloader reloader() {
    return context.getService(context.getServiceReference(SettingsReloader.class));
  }

  @Test
  void theFilesAreReadWhenTheSettingsAreUsed() throws Exception {
    new Folder(dir).file("master", "ret_port: 1\n");
    assertThat(settings().get(MasterOptions.RET_PORT)).isEqualTo(1);
    assertThat(settings()).isSameAs(settings());
    assertThat(fatal).isEmpty();
  }

  @Test
  void settingsThatCannotBeUsedAreNoService() throws Exception {
    new Folder(dir).file("master", "ret_port: x\n");
    assertThat(settings()).isNull();
    assertThat(settings()).isNull();
    assertThat(fatal)
        .as("said once, however many ask")
        .containsExactly(dir + "/master:1: ret_port: expected a whole number, found text 'x'");
  }

  @Test
  void aReloadReplacesTheService() throws Exception {
    Folder folder = new Folder(dir).file("master", "ret_port: 1\n");
    Settings first = settings();
    ServiceReference<Settings> old = reference();
    folder.file("master", "ret_port: 2\n");
    reloader().reload();
    assertThat(settings().get(MasterOptions.RET_PORT)).isEqualTo(2);
    assertThat(old.getBundle()).as("the old registration is gone").isNull();
    assertThat(first.get(MasterOptions.RET_PORT)).as("a snapshot does not change").isEqualTo(1);
    assertThat(context.getServiceReferences(Settings.class, "(role=master)")).hasSize(1);
  }

  @Test
  void thePresentSettingsStayTheirServiceThroughAReload() throws Exception {
    Folder folder = new Folder(dir).file("master", "ret_port: 1\n");
    ServiceReference<PresentSettings> reference = present();
    PresentSettings present = context.getService(reference);
    assertThat(present.now()).isSameAs(settings());
    folder.file("master", "ret_port: 2\n");
    reloader().reload();
    assertThat(present.now().get(MasterOptions.RET_PORT)).isEqualTo(2);
    assertThat(present.now()).isSameAs(settings());
    assertThat(present()).isEqualTo(reference);
  }

  @Test
  void thereAreNoPresentSettingsOfBadFiles() throws Exception {
    new Folder(dir).file("master", "ret_port: x\n");
    assertThat(context.getService(present())).isNull();
    assertThat(fatal).hasSize(1);
  }

  private ServiceReference<PresentSettings> present() throws InvalidSyntaxException {
    return context
        .getServiceReferences(PresentSettings.class, PresentSettings.OF_MASTER)
        .iterator()
        .next();
  }

  @Test
  void aReloadOfBadFilesKeepsTheSettings() throws Exception {
    Folder folder = new Folder(dir).file("master", "ret_port: 1\n");
    Settings first = settings();
    folder.file("master", "ret_port: 2\nauto_accept: 7\n");
    assertThatThrownBy(() -> reloader().reload())
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(dir + "/master:2: auto_accept: expected true or false, found number 7");
    assertThat(settings()).isSameAs(first);
    assertThat(fatal).isEmpty();
  }

  @Test
  void aReloadThatAUserOfTheSettingsRejectsKeepsThem() throws Exception {
    Folder folder = new Folder(dir).file("master", "ret_port: 1\n");
    Settings first = settings();
    SettingsCheck check =
        candidate ->
            candidate.get(MasterOptions.RET_PORT) == 2
                ? List.of(candidate.place(MasterOptions.RET_PORT).orElseThrow() + ": not 2")
                : List.of();
    context.registerService(SettingsCheck.class, check, new Hashtable<>(Map.of("role", "master")));
    folder.file("master", "ret_port: 2\n");
    assertThatThrownBy(() -> reloader().reload())
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(dir + "/master:1: not 2");
    assertThat(settings()).isSameAs(first);
    folder.file("master", "ret_port: 3\n");
    reloader().reload();
    assertThat(settings().get(MasterOptions.RET_PORT)).isEqualTo(3);
  }

  @Test
  void aReloadOfFilesThatSayTheSameChangesNothing() throws Exception {
    new Folder(dir).file("master", "ret_port: 1\n");
    Settings first = settings();
    ServiceReference<Settings> before = reference();
    reloader().reload();
    assertThat(reference()).isEqualTo(before);
    assertThat(settings()).isSameAs(first);
  }
}
