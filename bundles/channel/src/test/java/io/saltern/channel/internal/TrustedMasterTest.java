// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.channel.Admission;
import io.saltern.api.channel.MasterProbe;
import io.saltern.api.channel.SignIn;
import io.saltern.api.channel.SignIn.Outcome;
import io.saltern.api.config.MinionOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Which master a minion trusts, and which it does not. */
class TrustedMasterTest extends BothEnds {
  @Test
  void trustsAtFirstSightAndFromThenOnByToken() throws Exception {
    start();
    assertThat(signIn().outcome()).isEqualTo(Outcome.ACCEPTED);
    assertThat(trusted()).hasContent(TestMaster.pem(Keys.MASTER));
    assertThat(signIn().outcome()).isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void doesNotTrustAnotherMaster() throws Exception {
    start();
    assertThat(signIn().outcome()).isEqualTo(Outcome.ACCEPTED);
    Files.writeString(trusted(), TestMaster.pem(Keys.OTHER_MASTER));
    SignIn signIn = signIn();
    assertThat(signIn.outcome()).isEqualTo(Outcome.UNTRUSTED);
    assertThat(signIn.message())
        .startsWith("Invalid master key: on file is ")
        .contains(", the master has ");
    assertThat(trusted()).hasContent(TestMaster.pem(Keys.OTHER_MASTER));
  }

  @Test
  void takesAnotherMasterInOpenMode() throws Exception {
    minionSettings.with(MinionOptions.OPEN_MODE, true);
    Files.createDirectories(trusted().getParent());
    Files.writeString(trusted(), TestMaster.pem(Keys.OTHER_MASTER));
    start();
    assertThat(signIn().outcome()).isEqualTo(Outcome.ACCEPTED);
    assertThat(trusted()).hasContent(TestMaster.pem(Keys.MASTER));
  }

  @Test
  void takesAnotherMasterWhoseKeyIsSigned() throws Exception {
    Files.createDirectories(trusted().getParent());
    Files.writeString(trusted(), TestMaster.pem(Keys.OTHER_MASTER));
    Files.writeString(trusted().resolveSibling("master_sign.pub"), TestMaster.pem(Keys.SIGNER));
    minionSettings.with(MinionOptions.VERIFY_MASTER_PUBKEY_SIGN, true);
    master.signsWith(Keys.MASTER, Keys.SIGNER);
    start();
    assertThat(signIn().outcome()).isEqualTo(Outcome.ACCEPTED);
    assertThat(trusted()).hasContent(TestMaster.pem(Keys.MASTER));
  }

  @Test
  void refusesAWrongOrMissingOrUnwantedSignatureOfTheKey() throws Exception {
    Files.createDirectories(trusted().getParent());
    Path signer = trusted().resolveSibling("master_sign.pub");
    master.signsWith(Keys.MASTER, Keys.SIGNER);
    start();
    assertThat(signIn().outcome()).as("unwanted").isEqualTo(Outcome.UNTRUSTED);
    minionSettings.with(MinionOptions.VERIFY_MASTER_PUBKEY_SIGN, true);
    assertThat(signIn().outcome()).as("no verification key").isEqualTo(Outcome.UNTRUSTED);
    Files.writeString(signer, TestMaster.pem(Keys.OTHER_MASTER));
    assertThat(signIn().outcome()).as("wrong").isEqualTo(Outcome.UNTRUSTED);
    assertThat(trusted()).doesNotExist();
    Files.writeString(signer, TestMaster.pem(Keys.SIGNER));
    assertThat(signIn().outcome()).as("right").isEqualTo(Outcome.ACCEPTED);
    Files.writeString(signer, TestMaster.pem(Keys.OTHER_MASTER));
    assertThat(signIn().outcome()).as("known").isEqualTo(Outcome.ACCEPTED);
    minionSettings.with(MinionOptions.ALWAYS_VERIFY_SIGNATURE, true);
    assertThat(signIn().outcome()).as("known, always").isEqualTo(Outcome.UNTRUSTED);
  }

  @Test
  void showsWhatASignInWouldBringAndKeepsNothing() throws Exception {
    Files.createDirectories(trusted().getParent());
    master.signsWith(Keys.MASTER, Keys.SIGNER);
    minionSettings.with(MinionOptions.VERIFY_MASTER_PUBKEY_SIGN, true);
    start();
    MasterProbe missing = client.probe().get(60, TimeUnit.SECONDS);
    assertThat(missing.signIn().outcome()).isEqualTo(Outcome.UNTRUSTED);
    assertThat(missing.trust())
        .isEqualTo("Invalid master key: master_sign.pub is not in the minion's pki_dir");
    Path signer = trusted().resolveSibling("master_sign.pub");
    Files.writeString(signer, TestMaster.pem(Keys.SIGNER));
    assertThat(client.probe().get(60, TimeUnit.SECONDS))
        .isEqualTo(
            new MasterProbe(
                new SignIn(Outcome.ACCEPTED, server.publications().port(), ""),
                PemText.fingerprint(TestMaster.pem(Keys.MASTER), "sha256"),
                true,
                "it is not on file and has a valid signature: trusted, and kept"));
    assertThat(trusted()).doesNotExist();
    master.admission = Admission.PENDING;
    MasterProbe pending = client.probe().get(60, TimeUnit.SECONDS);
    assertThat(pending.signIn().outcome()).isEqualTo(Outcome.PENDING);
    assertThat(pending.fingerprint()).isEmpty();
  }

  @Test
  void checksTheFingerprint() throws Exception {
    String finger = PemText.fingerprint(TestMaster.pem(Keys.MASTER), "sha256");
    start();
    minionSettings.with(MinionOptions.MASTER_FINGER, finger.replace('a', 'b').replace('1', '2'));
    assertThat(signIn().outcome()).isEqualTo(Outcome.OTHER_FINGERPRINT);
    assertThat(trusted()).doesNotExist();
    minionSettings.with(MinionOptions.MASTER_FINGER, finger);
    assertThat(signIn().outcome()).isEqualTo(Outcome.ACCEPTED);
  }
}
