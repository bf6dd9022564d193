// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saltern.testing.Await;
import io.saltern.testing.FreePorts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.rmi.RemoteException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.password.PasswordIdentityProvider;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may do what at the master's own shell. */
@Timeout(300)
class ShellIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String ADMINISTRATOR = "me";
  private static final String GUEST = "guest";

  private static int port;
  private static Master master;
  private static Minion web;
  private static SshClient client;
  private static KeyPair administrators;
  private static KeyPair guests;

  private Evidence before;

  @BeforeAll
  static void start() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    administrators = generator.generateKeyPair();
    guests = generator.generateKeyPair();
    Path etc = Installation.newFolder("shell-etc");
    Instance.run(List.of("cp", "-r", Installation.master().resolve("etc") + "/.", etc.toString()));
    Files.writeString(
        etc.resolve("keys.properties"),
        """
        me = %s,_g_:admingroup
        guest = %s,ssh,viewer
        _g_\\:admingroup = group,admin,manager,viewer,systembundles,ssh
        """
            .formatted(text(administrators), text(guests)));
    port = FreePorts.next();
    master =
        Master.withShell(
            port,
            etc,
            """
            auto_accept: True
            publisher_acl_blacklist:
              modules: [cmd.*]
            """);
    master.startAndAwait();
    web = new Minion("web1", master, "");
    master.startAndAwait(web);
    client = SshClient.setUpDefaultClient();
    client.setServerKeyVerifier((session, address, key) -> true);
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    client.setPasswordIdentityProvider(PasswordIdentityProvider.EMPTY_PASSWORDS_PROVIDER);
    client.start();
    Await.until("the administrator is let in", Instance.PATIENCE, ShellIT::isLetIn);
  }

  private static boolean isLetIn() {
    try (ClientSession session = login(ADMINISTRATOR, administrators, null)) {
      return session.isAuthenticated();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static String text(KeyPair pair) {
    return PublicKeyEntry.toString(pair.getPublic()).split(" ")[1];
  }

  @AfterAll
  static void stop() throws IOException {
    client.close();
    web.close();
    master.close();
  }

  @BeforeEach
  void look() throws Exception {
    before = new Evidence(master, web);
  }

  @AfterEach
  void isAlive() {
    assertThat(master.alive()).isTrue();
  }

  private static ClientSession login(String user, @Nullable KeyPair key, @Nullable String password)
      throws IOException {
    ClientSession session = client.connect(user, "127.0.0.1", port).verify(PATIENCE).getSession();
    if (key != null) {
      session.addPublicKeyIdentity(key);
    }
    if (password != null) {
      session.addPasswordIdentity(password);
    }
    session.auth().verify(PATIENCE);
    return session;
  }

  /** What the shell prints, also of a command that fails. */
  private static String typed(String user, KeyPair key, String command) throws IOException {
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    try (ClientSession session = login(user, key, null)) {
      return session.executeRemoteCommand(command, errors, StandardCharsets.UTF_8) + errors;
    } catch (RemoteException failed) {
      return errors + failed.getMessage();
    }
  }

  static Stream<Arguments> strangers() throws Exception {
    KeyPair unknown = KeyPairGenerator.getInstance("EC").generateKeyPair();
    return Stream.of(
        Arguments.of("an unknown key", ADMINISTRATOR, unknown, null),
        Arguments.of("somebody else's key", ADMINISTRATOR, guests, null),
        Arguments.of("a key of somebody else's name", GUEST, administrators, null),
        Arguments.of("a name that nobody has", "../" + ADMINISTRATOR, administrators, null),
        Arguments.of("the password that Karaf has", "karaf", null, "karaf"),
        Arguments.of("the text of the key", ADMINISTRATOR, null, text(administrators)),
        Arguments.of("no right to the shell", GUEST, guests, null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("strangers")
  void strangersStayOut(String name, String user, @Nullable KeyPair key, @Nullable String password)
      throws Exception {
    assertThatThrownBy(() -> login(user, key, password)).isInstanceOf(SshException.class);
    before.awaitRecordOfRefusal(
        "\"kind\": \"login\"", "\"proof\": \"shell\"", "\"user\": \"" + user + "\"");
    before.assertNothingDone();
  }

  static final List<String> BLACKLISTED =
      List.of(
          "salt:cmd web1 cmd.run id",
          "salt:cmd web1 test.ping,cmd.run , id",
          "salt:cmd db* cmd.run id");

  @ParameterizedTest
  @FieldSource("BLACKLISTED")
  void noAdministratorPublishesWhatTheBlacklistNames(String command) throws Exception {
    assertThat(typed(ADMINISTRATOR, administrators, command)).contains("Authorization error");
    before.awaitRecordOfRefusal("\"face\": \"shell\"", "\"user\": \"me\"");
    before.assertNothingDone();
  }

  static final List<String> PATHS =
      List.of("salt:key-accept ../web1", "salt:key-delete ../minions/web1");

  @ParameterizedTest
  @FieldSource("PATHS")
  void namesAreNoPaths(String command) throws Exception {
    assertThat(typed(ADMINISTRATOR, administrators, command)).contains("does not match any");
    assertThat(master.pki().resolve("minions/web1")).exists();
  }

  @Test
  void administratorsWork() throws Exception {
    assertThat(typed(ADMINISTRATOR, administrators, "salt:cmd web1 test.ping"))
        .contains("web1:", "True");
    before.awaitRecord("\"kind\": \"login\"", "\"proof\": \"shell\"", "\"user\": \"me\"");
    before.awaitRecord("\"face\": \"shell\"", "\"user\": \"me\"", "\"allowed\": true");
  }

  @Test
  void aFeatureIsInstalledAndNothingElseRestarts() throws Exception {
    assertThat(typed(ADMINISTRATOR, administrators, "salt:eauth-list")).doesNotContain("eauth-ad");
    typed(ADMINISTRATOR, administrators, "feature:install saltern-eauth-ad");
    assertThat(typed(ADMINISTRATOR, administrators, "salt:eauth-list"))
        .contains("io.saltern.eauth-ad");
    assertThat(master.run("salt", "web1", "test.ping").exit()).isZero();
    assertThat(master.logged("The Salt Master is shut down")).isFalse();
  }
}
