// SPDX-License-Identifier: Apache-2.0
package io.saltern.rehearsal.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.MinionId;
import io.saltern.api.channel.Admission;
import io.saltern.api.channel.ChannelStatistics;
import io.saltern.api.channel.Envelope;
import io.saltern.api.channel.MasterCommand;
import io.saltern.api.channel.MasterIdentity;
import io.saltern.api.channel.MinionAdmission;
import io.saltern.api.channel.ServerChannel;
import io.saltern.api.channel.ServerChannelFactory;
import io.saltern.api.config.CommonOptions;
import io.saltern.api.config.MinionOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.crypto.KeyCodec;
import io.saltern.api.crypto.KeyFormatException;
import io.saltern.api.testing.FixedSettings;
import io.saltern.api.transport.Endpoint;
import io.saltern.crypto.bouncycastle.internal.PemKeyCodec;
import io.saltern.testing.Await;
import io.saltern.testing.PlainFramework;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;

class RehearsalTest {
  private static final MinionId MINION = new MinionId("trial");

  @TempDir Path folder;
  private final Channels channels = new Channels();
  private static PlainFramework framework;
  private FixedSettings settings;
  private Rehearsal rehearsal;

  @BeforeAll
  static void start() {
    framework = new PlainFramework();
  }

  @AfterAll
  static void stop() {
    framework.close();
  }

  @BeforeEach
  void begin() throws Exception {
    settings = new FixedSettings(folder).with(CommonOptions.ID, MINION.value());
    rehearsal = new Rehearsal(settings, settings, new OneKey(), channels, framework.context());
    Await.until(
        "the rehearsal has begun",
        Duration.ofSeconds(60),
        () -> Files.exists(folder.resolve("minion.d/master.conf")));
  }

  @AfterEach
  void end() {
    rehearsal.close();
  }

  @Test
  void theMinionLearnsWhereItsMasterIsAndWhatKeyItHas() throws Exception {
    assertThat(folder.resolve("minion.d/master.conf")).hasContent("master_port: 4711");
    assertThat(settings.path(MinionOptions.PKI_DIR).resolve("minion_master.pub"))
        .hasContent(channels.identity.publicKey());
  }

  @Test
  void thatMinionIsTakenAndNoOther() {
    MinionAdmission admission = channels.admission;

    assertThat(admission.signIn(new MinionId("other"), "key", Map.of()))
        .isEqualTo(Admission.REJECTED);
    assertThat(admission.signIn(MINION, "key", Map.of())).isEqualTo(Admission.ACCEPTED);
    assertThat(admission.acceptedKey(MINION)).contains("key");
  }

  @Test
  void aMinionThatHasStartedGetsAJob() throws Exception {
    ask("_minion_event", Map.of("tag", "minion_start"));
    assertThat(channels.published).isEmpty();

    ask("_minion_event", Map.of("tag", "salt/minion/trial/start"));

    assertThat(channels.published).hasSize(1);
    assertThat(channels.published.get(0))
        .containsEntry("fun", "test.ping")
        .containsEntry("tgt", "trial");
  }

  @Test
  void theReturnOfTheJobIsNoted() throws Exception {
    ask("_return", Map.of("jid", "20260101000000000000"));

    assertThat(Files.readString(folder.resolve(Rehearsal.RETURNED)))
        .isEqualTo("20260101000000000000\n");
  }

  private void ask(String command, Map<String, Object> load) throws Exception {
    BundleContext context = framework.context();
    var found =
        context.getServiceReferences(
            MasterCommand.class, "(" + MasterCommand.PROPERTY + "=" + command + ")");
    assertThat(found).hasSize(1);
    Envelope request = new Envelope(command, MINION, load, 3, Instant.now(), "127.0.0.1");
    context.getService(found.iterator().next()).handle(request).toCompletableFuture().get();
  }

  /** Makes the same key each time, for making one takes long. */
  private static final class OneKey implements KeyCodec {
    private static final KeyCodec PEM = new PemKeyCodec();
    private static final KeyPair PAIR = make();

    private static KeyPair make() {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        return generator.generateKeyPair();
      } catch (NoSuchAlgorithmException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public KeyPair generate(int bits) {
      return PAIR;
    }

    @Override
    public RSAPrivateCrtKey readPrivate(String pem, char @Nullable [] passphrase)
        throws KeyFormatException {
      return PEM.readPrivate(pem, passphrase);
    }

    @Override
    public RSAPublicKey readPublic(String pem) throws KeyFormatException {
      return PEM.readPublic(pem);
    }

    @Override
    public String writePrivate(RSAPrivateCrtKey key, char @Nullable [] passphrase) {
      return PEM.writePrivate(key, passphrase);
    }

    @Override
    public String writePublic(RSAPublicKey key) {
      return PEM.writePublic(key);
    }
  }

  /** What the rehearsal opens, and what it sends there. */
  private static final class Channels implements ServerChannelFactory, ServerChannel {
    private final List<Map<String, Object>> published = new ArrayList<>();
    private volatile MasterIdentity identity;
    private volatile MinionAdmission admission;

    @Override
    public ServerChannel open(Settings master, MasterIdentity who, MinionAdmission whom) {
      identity = who;
      admission = whom;
      return this;
    }

    @Override
    public Endpoint requests() {
      return new Endpoint("127.0.0.1", 4711);
    }

    @Override
    public Endpoint publications() {
      return new Endpoint("127.0.0.1", 4710);
    }

    @Override
    public void publish(Map<String, Object> load, @Nullable Collection<MinionId> minions) {
      published.add(load);
    }

    @Override
    public void rotateKeys(Collection<MinionId> revoked) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int subscribers() {
      return 1;
    }

    @Override
    public ChannelStatistics statistics() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      published.clear();
    }
  }
}
