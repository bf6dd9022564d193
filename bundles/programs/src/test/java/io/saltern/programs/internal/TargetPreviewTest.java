// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.Caller;
import io.saltern.api.Target;
import io.saltern.api.TargetType;
import io.saltern.api.master.AccessRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The texts are what Salt prints. */
class TargetPreviewTest {
  @TempDir Path root;
  private final Fleet fleet = new Fleet();
  private SaltProgram salt;

  @BeforeEach
  void start() {
    salt = fleet.salt(root);
    for (String id : new String[] {"web1", "web2", "db1"}) {
      fleet.minion(id, (request, job) -> Fleet.returning(true));
    }
  }

  @Test
  void showsWhomATargetNamesAndSendsNothing() throws Exception {
    TestCall call = new TestCall("--preview-target", "web*");
    assertThat(salt.run(call)).isZero();
    assertThat(call.output()).isEqualTo("- web1\n- web2\n");
    assertThat(call.errors()).isEmpty();
    assertThat(fleet.published).isEmpty();
  }

  @Test
  void understandsTheKindOfTargetAndTheOutputter() throws Exception {
    TestCall call = new TestCall("-L", "db1,nosuch", "test.ping", "--preview-target", "--out=json");
    assertThat(salt.run(call)).isZero();
    assertThat(call.output()).isEqualTo("[\n    \"db1\"\n]\n");
  }

  @Test
  void isJudgedAsAPingOfThese() throws Exception {
    Caller stranger = Caller.local("nobody", false);
    assertThat(salt.run(new TestCall("--preview-target", "web*").as(stranger))).isZero();
    AccessRequest judged = fleet.judged.get(0);
    assertThat(judged.kind()).isEqualTo(AccessRequest.Kind.PUBLISH);
    assertThat(judged.calls().get(0).function()).isEqualTo("test.ping");
    assertThat(judged.target()).isEqualTo(new Target(TargetType.GLOB, "web*", Target.COLON));
    assertThat(judged.minions()).hasSize(2);

    fleet.refusing = true;
    TestCall refused = new TestCall("--preview-target", "web*").as(stranger);
    assertThat(salt.run(refused)).isEqualTo(1);
    assertThat(refused.output()).isEmpty();
    assertThat(refused.errors()).isEqualTo("Authorization error occurred.\n");
  }

  @Test
  void needsATarget() throws Exception {
    TestCall call = new TestCall("--preview-target");
    assertThat(salt.run(call)).isEqualTo(42);
    assertThat(call.errors()).contains("Cannot execute command without defining a target.");
  }
}
