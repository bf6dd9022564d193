// SPDX-License-Identifier: Apache-2.0
package io.saltern.audit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saltern.api.Caller;
import io.saltern.api.Decision;
import io.saltern.api.FunctionCall;
import io.saltern.api.JobId;
import io.saltern.api.KeyState;
import io.saltern.api.MinionId;
import io.saltern.api.Target;
import io.saltern.api.audit.AuditEntry.Decided;
import io.saltern.api.audit.AuditEntry.KeyFiled;
import io.saltern.api.audit.AuditEntry.LoggedIn;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.master.AccessRequest;
import io.saltern.api.master.AccessRules;
import io.saltern.api.testing.FixedSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditRecorderTest {
  private static final Caller FRED =
      new Caller("fred", Caller.Proof.EAUTH, "file", Set.of("ops", "dev"));
  private static final MinionId WEB1 = new MinionId("web1");
  private static final KeyFiled KEY = new KeyFiled(WEB1, KeyState.PENDING, KeyState.ACCEPTED);

  @TempDir Path root;
  private final Clock clock =
      Clock.fixed(Instant.parse("2026-11-22T12:04:23.764Z"), ZoneOffset.UTC);
  private AuditRecorder recorder = new AuditRecorder(clock);

  @AfterEach
  void close() throws IOException {
    recorder.close();
  }

  private FixedSettings settings(boolean required) {
    return new FixedSettings(root).with(MasterOptions.AUDIT_REQUIRED, required);
  }

  private Path file() {
    return root.resolve("var/log/salt/audit");
  }

  private List<String> lines() throws IOException {
    recorder.close();
    return Files.readAllLines(file());
  }

  private static String withoutHashes(String line) {
    return line.replaceAll("(, )?\"(prev|hash)\": \"[0-9a-f]{64}\"", "");
  }

  @Test
  void recordsADecisionWithoutItsSecrets() throws IOException {
    recorder.bindSettings(settings(false));
    FunctionCall call =
        new FunctionCall("user.add", List.of("bob", "password=x1"), Map.of("db_password", "x2"));
    AccessRequest request =
        new AccessRequest(
            AccessRequest.Kind.PUBLISH,
            List.of(call),
            Target.glob("web*"),
            List.of(WEB1),
            new JobId("20261122040423764416"));
    Decision decision =
        Decision.deny(Decision.Reason.FORBIDDEN, "it is forbidden")
            .by(
                new Decision.Grounds(
                    "publisher_acl_blacklist: modules: user.*", "/m:3", "user.*", List.of()));
    recorder.record(new Decided(FRED, request, decision));
    assertThat(lines().stream().map(AuditRecorderTest::withoutHashes))
        .containsExactly(
            "{\"seq\": 1, \"time\": \"2026-11-22T12:04:23.764Z\", \"kind\": \"settings\", \"dir\":"
                + " \""
                + root
                + "\", \"act\": \"first\"}",
            "{\"seq\": 2, \"time\": \"2026-11-22T12:04:23.764Z\", \"kind\": \"decision\", \"face\":"
                + " \"program\", \"user\": \"fred\", \"proof\": \"eauth\", \"eauth\": \"file\","
                + " \"groups\": [\"dev\", \"ops\"], \"where\": \"publish\", \"calls\": [{\"fun\":"
                + " \"user.add\", \"args\": [\"bob\", \"password=XXXXXXXX\"], \"kwargs\":"
                + " {\"db_password\": \"XXXXXXXX\"}}], \"tgt\": \"web*\", \"tgt_type\": \"glob\","
                + " \"minions\": 1, \"jid\": \"20261122040423764416\", \"allowed\": false,"
                + " \"reason\": \"forbidden\", \"rule\": \"publisher_acl_blacklist: modules:"
                + " user.*\", \"place\": \"/m:3\", \"why\": \"it is forbidden\"}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void namesTheOptionsThatAReloadChanges() throws IOException {
    recorder.bindSettings(settings(false));
    recorder.bindSettings(settings(false).with(MasterOptions.PEER, Map.of("a", List.of("b"))));
    assertThat(lines().get(1)).contains("\"act\": \"reload\", \"changed\": [\"peer\"]");
  }

  @Test
  void goesOnWithTheChainAfterARestart() throws IOException {
    recorder.bindSettings(settings(false));
    recorder.close();
    Files.writeString(file(), Files.readString(file()) + "{\"seq\": 2, \"torn");
    recorder = new AuditRecorder(clock);
    recorder.bindSettings(settings(false));
    recorder.record(new LoggedIn(Caller.Proof.TOKEN, "fred", "file", "local user x", "expired"));
    List<String> lines = lines();
    assertThat(lines).hasSize(3).allMatch(Link::isWhole);
    for (int i = 1; i < lines.size(); i++) {
      Link before = Link.claimed(lines.get(i - 1)).orElseThrow();
      Link link = Link.claimed(lines.get(i)).orElseThrow();
      assertThat(link.prev()).isEqualTo(before.hash());
      assertThat(link.seq()).isEqualTo(i + 1);
    }
  }

  @Test
  void rotatesAndForgetsTheOldest() throws IOException {
    recorder.bindSettings(
        settings(true)
            .with(MasterOptions.AUDIT_MAX_SIZE, 4096L)
            .with(MasterOptions.AUDIT_BACKUPS, 2L));
    for (int i = 0; i < 60; i++) {
      recorder.put(KEY);
    }
    assertThat(Place.parts(file()))
        .containsExactly(
            root.resolve("var/log/salt/audit.2"), root.resolve("var/log/salt/audit.1"), file());
    Link last = null;
    for (Path part : Place.parts(file())) {
      assertThat(Files.size(part)).isBetween(1L, 4096L);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(part)))
          .isEqualTo("rw-------");
      for (String line : Files.readAllLines(part)) {
        Link link = Link.claimed(line).orElseThrow();
        if (last != null) {
          assertThat(link.prev()).isEqualTo(last.hash());
        }
        last = link;
      }
    }
    assertThat(last.seq()).isEqualTo(61);
  }

  @Test
  void refusesWhatCannotBeRecordedOnlyWhenItMustBe() throws IOException {
    Files.createDirectories(file());
    recorder.bindSettings(settings(false));
    AccessRules yes = (caller, request) -> Decision.allow(Decision.Reason.ADMIN, "all may");
    AccessRequest request =
        AccessRequest.onMaster(AccessRequest.Kind.RUNNER, FunctionCall.of("manage.up"));
    AuditedAccessControl access = new AuditedAccessControl(yes, recorder);
    assertThat(access.decide(FRED, request).allowed()).isTrue();

    recorder.bindSettings(settings(true));
    Decision decision = access.decide(FRED, request);
    assertThat(decision.allowed()).isFalse();
    assertThat(decision.reason()).isEqualTo(Decision.Reason.UNRECORDED);
    assertThatThrownBy(() -> recorder.put(KEY)).isInstanceOf(IOException.class);

    Files.delete(file());
    assertThat(access.decide(FRED, request).allowed()).isTrue();
    assertThat(lines().get(0)).contains("\"kind\": \"lost\", \"count\": 5");
  }

  @Test
  void makesAFileAnewThatSomebodyDeleted() throws IOException {
    recorder.bindSettings(settings(true));
    recorder.put(KEY);
    Files.delete(file());
    recorder.put(KEY);
    assertThat(lines()).hasSize(1);
    assertThat(lines().get(0)).startsWith("{\"seq\": 3, ");
  }

  @Test
  void keepsRecordsShort() throws IOException {
    recorder.bindSettings(settings(false));
    List<Object> many = java.util.Collections.nCopies(100_000, "x".repeat(100));
    AccessRequest request =
        AccessRequest.onMaster(
            AccessRequest.Kind.RUNNER, new FunctionCall("a.b", List.of(many), Map.of()));
    Decision decision = Decision.allow(Decision.Reason.ADMIN, "so");
    recorder.record(new Decided(FRED, request, decision));
    String line = lines().get(1);
    assertThat(line.length()).isLessThan(60_000);
    assertThat(line).contains(Cut.CUT);
    assertThat(Link.isWhole(line)).isTrue();
  }
}
