// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saltern.eauth.pam.internal.PamAnswer.Phase;
import io.saltern.testing.Await;
import io.saltern.testing.PrivateAccounts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of logins when the process that calls PAM hangs, crashes or is killed. */
@Timeout(300)
class PamHelperTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private static PrivateAccounts accounts;
  private static ClassPath classPath;

  private final Queue<String> warnings = new ConcurrentLinkedQueue<>();
  private final Queue<Process> started = new ConcurrentLinkedQueue<>();
  private PamHelper helper = helper(List.of());

  @BeforeAll
  static void start() throws IOException {
    classPath = new ClassPath();
    accounts = PrivateAccounts.usual();
    accounts.service("hangs", "auth required pam_exec.so /bin/sleep 60\n");
    accounts.service("crashes", "auth required pam_exec.so /bin/sh -c [kill -9 $PPID]\n");
  }

  @AfterAll
  static void stop() throws IOException {
    accounts.close();
    classPath.close();
  }

  @AfterEach
  void end() throws Exception {
    helper.close();
    for (Process process : started) {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  private PamHelper helper(List<String> as) {
    return new PamHelper(
        () -> {
          List<String> before = new ArrayList<>(accounts.enter());
          before.addAll(as);
          Process process = HelperJar.start(classPath.toString(), before);
          started.add(process);
          return process;
        },
        warnings::add);
  }

  private CompletableFuture<PamAnswer> ask(String service, String user, Duration patience) {
    byte[] password = "alicepw".getBytes(StandardCharsets.UTF_8);
    return helper.check(new PamQuestion(service, user, password, patience));
  }

  private Phase phase(String user) throws Exception {
    return ask("login", user, LONG).get(180, TimeUnit.SECONDS).last();
  }

  @Test
  void isStartedAgainWhenItIsKilled() throws Exception {
    assertThat(phase("alice")).isEqualTo(Phase.PASSED);
    for (int i = 1; i <= 3; i++) {
      CompletableFuture<PamAnswer> meanwhile = ask("login", "bob", LONG);
      // not one that is started for it
      List.copyOf(started).forEach(process -> process.toHandle().destroyForcibly());
      assertThat(phase("alice")).isEqualTo(Phase.PASSED);
      assertThat(meanwhile.get(180, TimeUnit.SECONDS).last()).isEqualTo(Phase.AUTHENTICATE);
      assertThat(started).hasSize(i + 1);
    }
    assertThat(warnings).hasSize(3).allMatch(line -> line.contains("exit code 137"));
  }

  @Test
  void aModuleThatCrashesItKeepsNobodyElse() throws Exception {
    assertThatThrownBy(() -> ask("crashes", "alice", LONG).get(180, TimeUnit.SECONDS))
        .hasMessageContaining("has ended: exit code 137");
    assertThat(phase("alice")).isEqualTo(Phase.PASSED);
    assertThat(started).hasSize(3);
  }

  @Test
  void isReplacedWhenTooManyThreadsHangInIt() throws Exception {
    assertThat(phase("alice")).isEqualTo(Phase.PASSED);
    while (warnings.stream().noneMatch(line -> line.contains("exit code 75"))) {
      List<CompletableFuture<PamAnswer>> hanging = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        hanging.add(ask("hangs", "alice", Duration.ofMillis(200)));
      }
      for (CompletableFuture<PamAnswer> one : hanging) {
        assertThatThrownBy(() -> one.get(180, TimeUnit.SECONDS)).isNotNull();
      }
    }
    assertThat(phase("alice")).isEqualTo(Phase.PASSED);
  }

  @Test
  void isEndedWhenItDoesNotAnswer() throws Exception {
    assertThat(phase("alice")).isEqualTo(Phase.PASSED);
    new ProcessBuilder("kill", "-STOP", Long.toString(started.element().pid())).start().waitFor();
    assertThatThrownBy(
            () -> ask("login", "alice", Duration.ofMillis(100)).get(180, TimeUnit.SECONDS))
        .isNotNull();
    assertThat(phase("alice")).isEqualTo(Phase.PASSED);
    assertThat(warnings).anyMatch(line -> line.contains("does not answer"));
  }

  @Test
  void endsWithItsInput() throws Exception {
    Process process = HelperJar.start(classPath.toString(), accounts.enter());
    process.getOutputStream().close();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  @Test
  void doesNotComeBackWhenItIsLeft() throws Exception {
    CompletableFuture<PamAnswer> last = ask("login", "alice", LONG);
    helper.close();
    assertThat(last.get(180, TimeUnit.SECONDS).passed()).isTrue();
    assertThat(ask("login", "alice", LONG)).isCompletedExceptionally();
    Await.until("it ends", () -> !started.element().isAlive());
    assertThat(started).hasSize(1);
    assertThat(warnings).isEmpty();
  }

  @Test
  void fewPrivilegesNeedTheGroupShadow() throws Exception {
    helper.close();
    helper = helper(asNobody("--clear-groups"));
    assertThat(phase("alice")).isEqualTo(Phase.AUTHENTICATE);
    helper.close();
    helper = helper(asNobody("--groups=" + PrivateAccounts.SHADOW));
    assertThat(phase("alice")).isEqualTo(Phase.PASSED);
    assertThat(phase("expired")).isEqualTo(Phase.ACCOUNT);
    assertThat(phase("bob")).isEqualTo(Phase.AUTHENTICATE);
  }

  /** With pipes of its own, as those of a master that runs so. */
  private static List<String> asNobody(String groups) {
    return List.of(
        "setpriv",
        "--reuid=65534",
        "--regid=65534",
        groups,
        "sh",
        "-c",
        "cat | \"$@\" | cat",
        "sh");
  }
}
