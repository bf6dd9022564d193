// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.Caller;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.testing.FixedSettings;
import io.saltern.config.internal.SaltYaml;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As whom {@code salt} publishes. */
class SignInTest {
  private static final Caller FRED = new Caller("fred", Caller.Proof.EAUTH, "file", Set.of());
  private static final Caller FREDS_TOKEN =
      new Caller("fred", Caller.Proof.TOKEN, "file", Set.of());
  private static final Caller NOBODY = Caller.local("nobody", false);

  @TempDir Path root;
  private final Fleet fleet = new Fleet();
  private final KnownUsers users = new KnownUsers();
  private SaltProgram salt;

  @BeforeEach
  void start() {
    salt =
        new SaltProgram(
            () -> new FixedSettings(root).with(MasterOptions.TOKEN_FILE, "~/elsewhere"),
            new SaltYaml(),
            fleet,
            new EventLocalClient(fleet, fleet, fleet),
            fleet,
            users,
            new TargetPreview(fleet, fleet));
    fleet.minion("alpha", (request, id) -> Fleet.returning(true));
  }

  private static TestCall call(String... options) {
    String[] words = new String[options.length + 2];
    System.arraycopy(options, 0, words, 0, options.length);
    words[options.length] = "*";
    words[options.length + 1] = "test.ping";
    return new TestCall(words).as(NOBODY);
  }

  @Test
  void publishesAsTheUserWhosePasswordIsGiven() throws Exception {
    TestCall call = call("-a", "file", "--username", "fred", "--password", "fredfred");
    assertThat(salt.run(call)).isZero();
    assertThat(call.output()).isEqualTo("alpha:\n    True\n");
    assertThat(fleet.callers).containsExactly(FRED);
    assertThat(call.stored()).isEmpty();
  }

  @Test
  void asksForWhatIsNotGivenAndHidesThePassword() throws Exception {
    TestCall call = call("-a", "file").answering("fred").answering("fredfred");
    assertThat(salt.run(call)).isZero();
    assertThat(call.output()).startsWith("username: password: ");
    assertThat(call.secrets()).containsExactly("password: ");
    assertThat(fleet.callers).containsExactly(FRED);
  }

  @Test
  void takesTheLocalUserForAnEmptyName() throws Exception {
    salt.run(call("-a", "file").answering("").answering("nobodynobody"));
    salt.run(
        call("-a", "file")
            .as(Caller.local("sudo_alice", true))
            .answering("")
            .answering("rootroot"));
    assertThat(fleet.callers).extracting(Caller::user).containsExactly("nobody", "root");
  }

  @Test
  void saysOneThingOfEveryRefusal() throws Exception {
    TestCall call = call("-a", "file", "--username", "fred", "--password", "x");
    assertThat(salt.run(call)).isEqualTo(1);
    assertThat(call.errors()).isEqualTo("Authentication error occurred.\n");
    assertThat(call.output()).isEmpty();
    assertThat(fleet.published).isEmpty();
  }

  @Test
  void namesTheBackendsWhenThereIsNoneOfThatName() throws Exception {
    TestCall call = call("-a", "nosuch");
    assertThat(salt.run(call)).isEqualTo(2);
    assertThat(call.errors())
        .isEqualTo(
            "The specified external authentication system \"nosuch\" is not available\n"
                + "Available eauth types: file, slow\nERROR: Authentication failed\n");
  }

  @Test
  void namesTheBackendsWhenTheOneIsStoppedMeanwhile() throws Exception {
    users.stops = "slow";
    TestCall call = call("-a", "slow", "--username", "fred", "--password", "x");
    assertThat(salt.run(call)).isEqualTo(2);
    assertThat(call.errors())
        .isEqualTo(
            "The specified external authentication system \"slow\" is not available\n"
                + "Available eauth types: file\nERROR: Authentication failed\n");
  }

  @Test
  void waitsAsLongAsToldAndSaysHowToWaitLonger() throws Exception {
    TestCall call = call("-a", "slow", "-t", "7", "--username", "fred", "--password", "x");
    assertThat(salt.run(call)).isEqualTo(1);
    assertThat(users.patience).containsExactly(Duration.ofSeconds(7));
    assertThat(call.errors()).startsWith("Failed to authenticate! ").contains("-t");
  }

  @Test
  void failsWhenThereIsNobodyToAsk() throws Exception {
    TestCall call = call("-a", "file");
    assertThat(salt.run(call)).isEqualTo(2);
    assertThat(call.errors()).isEqualTo("ERROR: Authentication failed\n");
  }

  @Test
  void storesATokenThatSparesTheNextLogin() throws Exception {
    TestCall first = call("-T", "-a", "file").answering("fred").answering("fredfred");
    assertThat(salt.run(first)).isZero();
    assertThat(first.stored()).isEqualTo("token-of-fred");
    assertThat(first.tokenFile()).isEqualTo("~/elsewhere");
    TestCall withFlag = call("-T").storing(first.stored());
    TestCall without = call().storing(first.stored());
    TestCall again = call("-a", "file").storing(first.stored());
    assertThat(salt.run(withFlag) + salt.run(without) + salt.run(again)).isZero();
    assertThat(fleet.callers).containsExactly(FREDS_TOKEN, FREDS_TOKEN, FREDS_TOKEN, FREDS_TOKEN);
  }

  @Test
  void aTokenThatIsNotValidIsNoUse() throws Exception {
    TestCall withFlag = call("-T").storing("garbage");
    assertThat(salt.run(withFlag)).isEqualTo(1);
    assertThat(withFlag.errors()).isEqualTo("Authentication error occurred.\n");
    assertThat(salt.run(call("-T"))).isEqualTo(1);
    TestCall login = call("-a", "file").storing("garbage").answering("fred").answering("fredfred");
    assertThat(salt.run(login)).isZero();
    TestCall without = call().storing("garbage");
    assertThat(salt.run(without)).isZero();
    assertThat(without.errors())
        .isEqualTo("[WARNING ] The stored token is not valid, and was left out\n");
    assertThat(fleet.callers).containsExactly(FRED, NOBODY);
  }

  @Test
  void aTokenOfAnotherBackendDoesNotStandForThisOne() throws Exception {
    users.tokens.put("t", new Caller("eve", Caller.Proof.TOKEN, "ldap", Set.of()));
    salt.run(call("-a", "file").storing("t").answering("fred").answering("fredfred"));
    assertThat(fleet.callers).containsExactly(FRED);
  }

  @Test
  void administratorsUseTheirTokenOnlyWhenTheySaySo() throws Exception {
    users.tokens.put("t", FREDS_TOKEN);
    Caller root = Caller.local("root", true);
    salt.run(call().as(root).storing("t"));
    salt.run(call("-T").as(root).storing("t"));
    assertThat(fleet.callers).containsExactly(root, FREDS_TOKEN);
  }
}
