// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.micro;

import io.saltern.acl.internal.RuleFiles;
import io.saltern.api.Caller;
import io.saltern.api.Caller.Proof;
import io.saltern.api.Decision;
import io.saltern.api.FunctionCall;
import io.saltern.api.MinionId;
import io.saltern.api.Target;
import io.saltern.api.config.ConfigurationException;
import io.saltern.api.config.Settings;
import io.saltern.api.master.AccessRequest;
import io.saltern.api.master.RuleBook;
import io.saltern.config.internal.SaltYaml;
import io.saltern.config.internal.SettingsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Decisions about users of {@code external_auth} by a thousand rules; not their record. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AclBenchmark {
  private static final int RULES = 1_000;

  private static final Caller ONE_RULE = caller("user498");

  private static final Caller MANY_RULES = caller("fred");

  @Param({"100", "10000"})
  private int minions;

  private final RuleBook rules = read();
  private AccessRequest allowed = publish("test.ping", "web*", List.of());
  private AccessRequest refused = allowed;
  private AccessRequest byMinions = allowed;

  private static Caller caller(String user) {
    return new Caller(user, Proof.EAUTH, "pam", Set.of("staff"));
  }

  /**
   * Half of the rules are one user's; the other half has a user each, every other one a pattern.
   */
  private static RuleBook read() {
    StringBuilder file = new StringBuilder("external_auth:\n  pam:\n");
    for (int i = 0; i < RULES / 2; i++) {
      file.append("    ")
          .append(i % 2 == 0 ? "user" + i : "'admin[0-9]+_" + i + "'")
          .append(":\n      - 'web*':\n        - test.*\n");
    }
    file.append("    fred:\n");
    for (int i = 0; i < RULES / 2; i++) {
      file.append("      - 'web*':\n        - 'module").append(i).append(".*'\n");
    }
    try {
      Path folder = Files.createTempDirectory("saltern-bench");
      Path master = Files.writeString(folder.resolve("master"), file);
      Settings settings = SettingsFiles.ofMaster(folder);
      Files.delete(master);
      Files.delete(folder);
      return new RuleFiles(new SaltYaml()).read(settings, minion -> Optional.empty());
    } catch (IOException | ConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Names the minions, and sees that every decision is the expected one. */
  @Setup
  public void name() {
    List<MinionId> named =
        IntStream.range(0, minions).mapToObj(i -> new MinionId("web" + i)).toList();
    allowed = publish("test.ping", "web*", named);
    refused = publish("cmd.run", "web*", named);
    byMinions = publish("module499.ping", "*eb*", named);
    check(ONE_RULE, allowed, true);
    check(ONE_RULE, refused, false);
    check(MANY_RULES, byMinions, true);
  }

  private static AccessRequest publish(String function, String glob, List<MinionId> named) {
    return new AccessRequest(
        AccessRequest.Kind.PUBLISH,
        List.of(FunctionCall.fromWire(function, List.of())),
        Target.glob(glob),
        named);
  }

  private void check(Caller caller, AccessRequest request, boolean expected) {
    Decision decision = rules.decide(caller, request);
    if (decision.allowed() != expected || !rules.problems().isEmpty()) {
      throw new IllegalStateException(caller + ": " + decision + ' ' + rules.problems());
    }
  }

  @Benchmark
  public Decision allowed() {
    return rules.decide(ONE_RULE, allowed);
  }

  @Benchmark
  public Decision refused() {
    return rules.decide(ONE_RULE, refused);
  }

  /** The last of five hundred rules of a user, where only the minions tell that it covers them. */
  @Benchmark
  public Decision lastRuleByItsMinions() {
    return rules.decide(MANY_RULES, byMinions);
  }
}
