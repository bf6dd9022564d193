// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.Caller;
import io.saltern.api.Decision;
import io.saltern.api.KeyState;
import io.saltern.api.MinionId;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.master.PubkeySignatures;
import io.saltern.api.testing.FixedSettings;
import io.saltern.config.internal.SaltYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected texts are what salt-key 3008 prints for the same keys. */
class KeyProgramTest {
  private static final String ALL =
      "Accepted Keys:\nDenied Keys:\neve\nUnaccepted Keys:\nalpha\nbeta\ndelta\nepsilon\nzeta\n"
          + "Rejected Keys:\nrolf\n";

  private static final Caller NOBODY = Caller.local("nobody", false);

  @TempDir Path root;
  private boolean allowed = true;
  private final MemoryKeys keys =
      new MemoryKeys()
          .with(KeyState.PENDING, "alpha", "beta", "delta", "epsilon", "zeta")
          .with(KeyState.REJECTED, "rolf")
          .with(KeyState.DENIED, "eve");
  private final List<PubkeySignatures.Request> requests = new ArrayList<>();
  private KeyProgram program;

  @BeforeEach
  void start() {
    program =
        new KeyProgram(
            () -> new FixedSettings(root),
            new SaltYaml(),
            keys,
            (caller, request) ->
                allowed && !caller.user().equals("eve")
                    ? Decision.allow(Decision.Reason.ADMIN, "it may")
                    : Decision.deny(Decision.Reason.NO_RULE, "it may not"),
            request -> {
              requests.add(request);
              if (!request.autoCreate()) {
                throw new IOException("No usable private-key found");
              }
              return requests.size() == 1;
            },
            new KnownUsers());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-L", "--list-all", "--list=all", "-lall", "-q"})
  void listsAllKeys(String how) throws Exception {
    TestCall call = new TestCall(how);
    assertThat(program.run(call)).isZero();
    assertThat(call.output()).isEqualTo(ALL);
  }

  @Test
  void listsAllKeysWhenNothingIsSaid() throws Exception {
    TestCall call = new TestCall();
    assertThat(program.run(call)).isZero();
    assertThat(call.output()).isEqualTo(ALL);
  }

  @Test
  void listsInSaltsOrder() throws Exception {
    TestCall call = new TestCall("--out", "raw");
    assertThat(program.run(call)).isZero();
    assertThat(call.output())
        .isEqualTo(
            "{'minions_pre': ['alpha', 'beta', 'delta', 'epsilon', 'zeta'], 'minions_rejected':"
                + " ['rolf'], 'minions': [], 'minions_denied': ['eve']}\n");
  }

  @Test
  void listsOneState() throws Exception {
    TestCall accepted = new TestCall("-l", "acc");
    program.run(accepted);
    assertThat(accepted.output()).isEqualTo("Accepted Keys:\n");
    TestCall unaccepted = new TestCall("-l", "un");
    program.run(unaccepted);
    assertThat(unaccepted.output())
        .isEqualTo("Unaccepted Keys:\nalpha\nbeta\ndelta\nepsilon\nzeta\n");
  }

  @Test
  void refusesToListAnUnknownState() throws Exception {
    TestCall call = new TestCall("-l", "bogus");
    assertThat(program.run(call)).isEqualTo(64);
    assertThat(call.errors())
        .isEqualTo(
            "Usage: salt-key [options]\n\n"
                + "salt-key: error: 'bogus' is not a valid argument to '--list'\n");
  }

  @Test
  void acceptsAfterAskingWhereEnterMeansYes() throws Exception {
    TestCall call = new TestCall("-a", "epsilon").answering("");
    assertThat(program.run(call)).isZero();
    assertThat(call.output())
        .isEqualTo(
            "The following keys are going to be accepted:\nUnaccepted Keys:\nepsilon\n"
                + "Proceed? [n/Y] Key for minion epsilon accepted.\n");
    assertThat(keys.ids(KeyState.ACCEPTED)).containsExactly(new MinionId("epsilon"));
  }

  @Test
  void acceptsNothingAfterANo() throws Exception {
    TestCall call = new TestCall("-a", "delta").answering("n");
    assertThat(program.run(call)).isZero();
    assertThat(call.output())
        .isEqualTo(
            "The following keys are going to be accepted:\nUnaccepted Keys:\ndelta\n"
                + "Proceed? [n/Y] ");
    assertThat(keys.ids(KeyState.ACCEPTED)).isEmpty();
  }

  @Test
  void changesNothingWithoutAnAnswer() throws Exception {
    TestCall call = new TestCall("-A");
    assertThat(program.run(call)).isEqualTo(1);
    assertThat(call.errors()).isEqualTo("[ERROR   ] EOF when reading a line\n");
    assertThat(keys.ids(KeyState.ACCEPTED)).isEmpty();
  }

  @Test
  void deletesAfterAskingWhereEnterMeansNo() throws Exception {
    TestCall no = new TestCall("-d", "rolf").answering("");
    program.run(no);
    assertThat(no.output()).endsWith("Proceed? [N/y] ");
    TestCall yes = new TestCall("-y", "-d", "z*,rolf");
    assertThat(program.run(yes)).isZero();
    assertThat(yes.output())
        .isEqualTo(
            "The following keys are going to be deleted:\nUnaccepted Keys:\nzeta\n"
                + "Rejected Keys:\nrolf\nKey for minion zeta deleted.\n"
                + "Key for minion rolf deleted.\n");
    assertThat(keys.ids(KeyState.REJECTED)).isEmpty();
  }

  @Test
  void acceptsARejectedKeyOnlyWhenTold() throws Exception {
    TestCall not = new TestCall("-y", "-a", "rolf");
    assertThat(program.run(not)).isZero();
    assertThat(not.output()).isEqualTo("The key glob 'rolf' does not match any unaccepted keys.\n");
    TestCall told = new TestCall("-y", "-a", "rolf", "--include-rejected");
    program.run(told);
    assertThat(told.output())
        .isEqualTo(
            "The following keys are going to be accepted:\nRejected Keys:\nrolf\n"
                + "Key for minion rolf accepted.\n");
    TestCall none = new TestCall("-y", "-a", "nobody", "--include-rejected", "--include-denied");
    program.run(none);
    assertThat(none.output())
        .isEqualTo(
            "The key glob 'nobody' does not match any unaccepted, rejected or denied keys.\n");
  }

  @Test
  void rejectsAllPendingKeys() throws Exception {
    TestCall call = new TestCall("-y", "-R");
    assertThat(program.run(call)).isZero();
    assertThat(call.output()).endsWith("Key for minion zeta rejected.\n");
    assertThat(keys.ids(KeyState.PENDING)).isEmpty();
    assertThat(keys.ids(KeyState.REJECTED)).hasSize(6);
  }

  @Test
  void printsKeysAndFingerprints() throws Exception {
    TestCall print = new TestCall("-p", "delta");
    program.run(print);
    assertThat(print.output()).isEqualTo("Unaccepted Keys:\ndelta:  key of delta\n");
    TestCall finger = new TestCall("-f", "delta,nobody", "--out", "json");
    program.run(finger);
    assertThat(finger.output())
        .isEqualTo("{\n    \"minions_pre\": {\n        \"delta\": \"aa:12\"\n    }\n}\n");
    TestCall none = new TestCall("-f", "nobody");
    assertThat(program.run(none)).isZero();
    assertThat(none.output()).isEmpty();
  }

  @Test
  void printsTheMastersOwnFingerprintsWithAll() throws Exception {
    Path pki = Files.createDirectories(new FixedSettings(root).path(MasterOptions.PKI_DIR));
    Files.writeString(pki.resolve("master.pub"), "public\n");
    TestCall call = new TestCall("-F");
    program.run(call);
    assertThat(call.output()).startsWith("Local Keys:\nmaster.pub:  aa:6\nDenied Keys:\neve:  ");
  }

  @Test
  void refusesWhoMayNot() throws Exception {
    allowed = false;
    for (List<String> typed : List.of(List.of("-L"), List.of("-y", "-A"))) {
      TestCall call = new TestCall(typed.toArray(new String[0]));
      assertThat(program.run(call)).isEqualTo(1);
      assertThat(call.output()).isEmpty();
      assertThat(call.errors()).isEqualTo("Authorization error occurred.\n");
    }
    assertThat(keys.ids(KeyState.ACCEPTED)).isEmpty();
  }

  @Test
  void preparesTheSignatureOfTheMastersKey() throws Exception {
    for (String expected : List.of("True", "False")) {
      TestCall call = new TestCall("--gen-signature", "--auto-create");
      assertThat(program.run(call)).isZero();
      assertThat(call.output()).isEqualTo("return:\n    " + expected + "\n");
    }
    TestCall call =
        new TestCall("--gen-signature", "--priv=/k/a.pem", "--pub=/k/b.pub", "--signature-path=/k");
    assertThat(program.run(call)).isZero();
    assertThat(call.output()).isEqualTo("return:\n    No usable private-key found\n");
    assertThat(requests.get(2))
        .isEqualTo(
            new PubkeySignatures.Request(
                Optional.of(Path.of("/k/a.pem")),
                Optional.of(Path.of("/k/b.pub")),
                Optional.of(Path.of("/k")),
                false));
  }

  @Test
  void isJudgedAsWhoeverLogsIn() throws Exception {
    TestCall fred = new TestCall("--auth=file", "--username=fred", "--password=fredfred", "-L");
    assertThat(program.run(fred.as(NOBODY))).isZero();
    assertThat(fred.output()).isEqualTo(ALL);

    for (String option : List.of("-L", "--gen-signature")) {
      TestCall eve = new TestCall("--auth=file", "--username=eve", "--password=eveeve", option);
      assertThat(program.run(eve)).isEqualTo(1);
      assertThat(eve.output()).isEmpty();
    }
    assertThat(requests).isEmpty();
  }

  @Test
  void aWrongPasswordChangesNothing() throws Exception {
    TestCall call =
        new TestCall("--auth=file", "--username=fred", "--password=x", "-y", "-a", "alpha");
    assertThat(program.run(call)).isEqualTo(1);
    assertThat(call.output()).isEmpty();
    assertThat(call.errors())
        .isEqualTo("Authentication failure of type \"eauth\" occurred for user fred.\n");
    assertThat(keys.ids(KeyState.ACCEPTED)).isEmpty();
  }
}
