// SPDX-License-Identifier: Apache-2.0
package io.saltern.audit.internal;

import io.saltern.api.audit.AuditEntry;
import io.saltern.api.audit.AuditEntry.SettingsTaken;
import io.saltern.api.audit.AuditLog;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Option;
import io.saltern.api.config.Settings;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Keeps the record where the master's present settings say. */
@Component(service = AuditLog.class)
public final class AuditRecorder implements AuditLog, AutoCloseable {
  private final Clock clock;
  private final AuditWriter writer = new AuditWriter();
  private volatile @Nullable Settings settings;
  private volatile boolean required;

  /** Waits for its first settings. */
  @Activate
  public AuditRecorder() {
    this(Clock.systemUTC());
  }

  AuditRecorder(Clock clock) {
    this.clock = clock;
  }

  /** Keeps the record of a master that does not run. */
  public static AuditRecorder at(Settings settings) {
    AuditRecorder recorder = new AuditRecorder();
    recorder.use(settings);
    return recorder;
  }

  /** Takes settings over, and puts that on record. */
  @Reference(
      target = "(" + Settings.ROLE + "=" + Settings.MASTER + ")",
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindSettings(Settings fresh) {
    Settings before = settings;
    use(fresh);
    var unused =
        record(
            new SettingsTaken(fresh.configDir(), before == null ? null : different(before, fresh)));
  }

  private void use(Settings fresh) {
    settings = fresh;
    required = fresh.get(MasterOptions.AUDIT_REQUIRED);
    writer.use(Place.of(fresh));
  }

  /** The place stays until another one comes. */
  void unbindSettings(Settings gone) {}

  private static List<String> different(Settings before, Settings after) {
    return MasterOptions.ALL.stream()
        .filter(option -> !before.find(option).equals(after.find(option)))
        .map(Option::name)
        .toList();
  }

  @Override
  public CompletionStage<Void> record(AuditEntry entry) {
    var body = Bodies.of(entry, clock.instant());
    if (!required) {
      writer.offer(body, null);
      return CompletableFuture.completedStage(null);
    }
    CompletableFuture<Void> written = new CompletableFuture<>();
    writer.offer(body, written);
    return written;
  }

  /** Writes what is left. */
  @Override
  @Deactivate
  public void close() throws IOException {
    writer.close();
  }
}
