// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Settings;
import io.saltern.testing.Await;
import io.saltern.testing.PlainFramework;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;

class HangUpTest {
  @TempDir Path dir;

  private static void hangUp() throws Exception {
    String pid = Long.toString(ProcessHandle.current().pid());
    assertThat(new ProcessBuilder("kill", "-HUP", pid).inheritIO().start().waitFor()).isZero();
  }

  @Test
  void eachSignalCountsUntilItIsClosed() throws Exception {
    AtomicInteger outer = new AtomicInteger();
    AtomicInteger inner = new AtomicInteger();
    try (HangUp first = new HangUp(outer::incrementAndGet)) {
      assertThat(first).isNotNull();
      try (HangUp second = new HangUp(inner::incrementAndGet)) {
        assertThat(second).isNotNull();
        hangUp();
        Await.until("the first signal", () -> inner.get() == 1);
        hangUp();
        Await.until("the second signal", () -> inner.get() == 2);
      }
      hangUp();
      Await.until("the one before is back", () -> outer.get() == 1);
      assertThat(inner).hasValue(2);
    }
  }

  @Test
  void aSignalThatCameBeforeCountsOnce() {
    System.setProperty(HangUp.PENDING, "true");
    AtomicInteger heard = new AtomicInteger();
    try (HangUp first = new HangUp(heard::incrementAndGet)) {
      assertThat(first).isNotNull();
      Await.until("the signal of before", () -> heard.get() == 1);
    }
    assertThat(System.getProperty(HangUp.PENDING)).isNull();
    AtomicInteger later = new AtomicInteger();
    try (HangUp second = new HangUp(later::incrementAndGet)) {
      assertThat(second).isNotNull();
    }
    assertThat(later).hasValue(0);
  }

  @Test
  void itReloadsTheSettingsThatAreUsed() throws Exception {
    Folder folder = new Folder(dir).file("master", "ret_port: 1\n").file("minion", "id: [\n");
    System.setProperty(SettingsServices.CONFIG_DIR, dir.toString());
    System.setProperty(SettingsServices.HANG_UP, "true");
    try (PlainFramework framework = new PlainFramework()) {
      BundleContext context = framework.context();
      SettingsServices services = new SettingsServices(context);
      assertThat(settings(context).get(MasterOptions.RET_PORT)).isEqualTo(1);
      folder.file("master", "ret_port: 2\n");
      hangUp();
      Await.until("the new settings", () -> isThere(context, 2));
      services.deactivate();
    } finally {
      System.clearProperty(SettingsServices.CONFIG_DIR);
      System.clearProperty(SettingsServices.HANG_UP);
    }
  }

  /** Not so between two moments: what was found may have been replaced before it is got. */
  private static boolean isThere(BundleContext context, long port) throws Exception {
    for (var found : context.getServiceReferences(Settings.class, "(role=master)")) {
      Settings settings = context.getService(found);
      if (settings != null && settings.get(MasterOptions.RET_PORT) == port) {
        return true;
      }
    }
    return false;
  }

  private static Settings settings(BundleContext context) throws Exception {
    return context.getService(
        context.getServiceReferences(Settings.class, "(role=master)").iterator().next());
  }
}
