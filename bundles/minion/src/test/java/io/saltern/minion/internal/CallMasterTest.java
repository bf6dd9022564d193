// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.MinionId;
import io.saltern.api.channel.MinionIdentity;
import io.saltern.api.channel.SignIn;
import io.saltern.api.channel.SignIn.Outcome;
import io.saltern.api.config.IdSource;
import io.saltern.api.config.MinionOptions;
import io.saltern.api.config.Yaml;
import io.saltern.api.function.Functions;
import io.saltern.api.testing.FixedSettings;
import io.saltern.cli.CommandLine;
import io.saltern.cli.Outputters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;

/** What {@code salt-call} says and ends with when no master takes the minion in. */
class CallMasterTest {
  @TempDir Path folder;
  private final FakeMaster masters = new FakeMaster();
  private final MasterLines lines = new MasterLines();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aMasterThatTakesTheMinionInIsUsed() throws Exception {
    assertThat(signIn(Outcome.ACCEPTED)).isZero();
    assertThat(lines.masters()).hasSize(1);
    assertThat(masters.requests("_pillar")).hasSize(1);
    assertThat(out.size() + err.size()).isZero();
  }

  @Test
  void aKeyThatIsPendingEndsWithTwo() throws Exception {
    assertThat(signIn(Outcome.PENDING)).isEqualTo(2);
    assertThat(text(out))
        .isEqualTo(
            "Minion failed to authenticate with the master, has the minion key been accepted?\n");
    assertThat(lines.masters()).isEmpty();
  }

  @Test
  void aMasterThatDoesNotAnswerEndsWithOne() throws Exception {
    assertThat(signIn(Outcome.UNREACHABLE)).isEqualTo(1);
    assertThat(text(err))
        .isEqualTo(
            "Unable to sign_in to master: Attempt to authenticate with the salt master failed with"
                + " timeout error\n");
  }

  @Test
  void aKeyThatIsRejectedAndAMasterThatIsNotTrustedEndAsAMinionDoes() throws Exception {
    assertThat(signIn(Outcome.REJECTED)).isEqualTo(77);
    assertThat(signIn(Outcome.OTHER_FINGERPRINT)).isEqualTo(42);
    assertThat(signIn(Outcome.UNTRUSTED)).isEqualTo(1);
    assertThat(signIn(Outcome.FULL)).isEqualTo(1);
    assertThat(text(err))
        .isEqualTo("Attempt to authenticate with the salt master failed\n".repeat(4));
  }

  @Test
  void theNextMasterIsTriedWhateverTheFirstSays() throws Exception {
    assertThat(signIn(Outcome.UNREACHABLE, Outcome.ACCEPTED)).isZero();
    assertThat(signIn(Outcome.REJECTED, Outcome.ACCEPTED)).isZero();
  }

  @Test
  void theFirstThatAnsweredSaysWhyNoneTookTheMinionIn() throws Exception {
    assertThat(signIn(Outcome.UNREACHABLE, Outcome.REJECTED, Outcome.PENDING)).isEqualTo(77);
    assertThat(signIn(Outcome.PENDING, Outcome.UNREACHABLE)).isEqualTo(2);
  }

  private int signIn(Outcome... outcomes) throws Exception {
    for (Outcome outcome : outcomes) {
      masters.signIns.add(new SignIn(outcome, 0, outcome.name()));
    }
    FixedSettings settings =
        new FixedSettings(folder)
            .with(
                MinionOptions.MASTER,
                List.of("127.0.0.7", "127.0.0.8", "127.0.0.9").subList(0, outcomes.length));
    CallMaster call =
        new CallMaster(
            parts(settings), fake(BundleContext.class), new CommandLine(Map.of(), List.of()));
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    RSAPrivateCrtKey key = (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
    return call.signIn(new MinionIdentity(new MinionId("web1"), key, "a key"), masters);
  }

  private Call.Parts parts(FixedSettings settings) throws IOException {
    State state =
        new State(
            settings,
            fake(Yaml.class),
            fake(IdSource.class, new MinionId("web1")),
            List.of(minion -> Map.of("os", "Debian")),
            fake(BundleContext.class));
    return new Call.Parts(
        settings,
        fake(Functions.class),
        state,
        lines,
        new ProcFiles(folder.resolve("proc")),
        fake(Yaml.class),
        new Outputters(fake(Yaml.class)),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private static String text(ByteArrayOutputStream printed) {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static <T> T fake(Class<T> type) {
    return fake(type, null);
  }

  private static <T> T fake(Class<T> type, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            CallMasterTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answer));
  }
}
