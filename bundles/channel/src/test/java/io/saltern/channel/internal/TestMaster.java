// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.MinionId;
import io.saltern.api.channel.Admission;
import io.saltern.api.channel.CommandPolicy;
import io.saltern.api.channel.Envelope;
import io.saltern.api.channel.MasterCommand;
import io.saltern.api.channel.MasterIdentity;
import io.saltern.api.channel.MinionAdmission;
import io.saltern.api.channel.ServerChannel;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.crypto.SignatureAlgorithm;
import io.saltern.api.testing.FixedSettings;
import io.saltern.api.transport.Transport;
import io.saltern.crypto.bouncycastle.internal.PemKeyCodec;
import io.saltern.crypto.bouncycastle.internal.RsaSigningProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A master with nothing but its end of the channel. Accepts every minion unless told otherwise. */
final class TestMaster implements AutoCloseable, MinionAdmission {
  private static final CommandPolicy USUAL = new CommandPolicy(1 << 20, 10_000, 100);

  final FixedSettings settings;
  final CommandTable commands = new CommandTable();
  final Map<MinionId, String> accepted = new ConcurrentHashMap<>();
  volatile Admission admission = Admission.ACCEPTED;
  private final Tools tools;
  private MasterIdentity identity;
  private @Nullable ServerChannel channel;
  private Clock clock = Clock.systemUTC();

  TestMaster(Path folder, Tools tools, KeyPair pair) {
    this.tools = tools;
    this.settings =
        new FixedSettings(folder)
            .with(MasterOptions.INTERFACE, "127.0.0.1")
            .with(MasterOptions.PUBLISH_PORT, 0L)
            .with(MasterOptions.RET_PORT, 0L);
    this.identity = identity(pair, algorithm -> Optional.empty());
  }

  static Tools tools(Transport transport) {
    Tools tools = new Tools();
    tools.bindSigning(new RsaSigningProvider(), Map.of());
    tools.bindCodec(new PemKeyCodec(), Map.of());
    tools.bindTransport(transport, Map.of());
    return tools;
  }

  /** Signs its public key with another key. */
  void signsWith(KeyPair pair, KeyPair signer) {
    identity =
        identity(
            pair,
            algorithm -> {
              byte[] message = pem(pair).getBytes(StandardCharsets.UTF_8);
              byte[] signature =
                  new JdkRsa().sign((RSAPrivateCrtKey) signer.getPrivate(), algorithm, message);
              return Optional.of(Base64.getEncoder().encodeToString(signature) + "\n");
            });
  }

  void clock(Clock other) {
    clock = other;
  }

  ServerContext context() throws IOException {
    return ServerContext.of(settings, tools, commands, identity, this, clock);
  }

  ServerChannel open() throws IOException {
    ServerChannel opened = new MasterEnd(settings, context(), c -> {});
    channel = opened;
    return opened;
  }

  void command(String name, Function<Envelope, @Nullable Object> work) {
    command(name, USUAL, envelope -> CompletableFuture.completedFuture(work.apply(envelope)));
  }

  void command(
      String name,
      CommandPolicy policy,
      Function<Envelope, CompletionStage<? extends @Nullable Object>> work) {
    MasterCommand command =
        new MasterCommand() {
          @Override
          public CommandPolicy policy() {
            return policy;
          }

          @Override
          public CompletionStage<? extends @Nullable Object> handle(Envelope request) {
            return work.apply(request);
          }
        };
    commands.bind(command, Map.of(MasterCommand.PROPERTY, name));
  }

  @Override
  public Admission signIn(MinionId id, String publicKey, Map<String, Object> autosignGrains) {
    if (admission == Admission.ACCEPTED) {
      accepted.put(id, publicKey);
    }
    return admission;
  }

  @Override
  public Optional<String> acceptedKey(MinionId id) {
    return Optional.ofNullable(accepted.get(id));
  }

  @Override
  public void close() {
    if (channel != null) {
      channel.close();
    }
  }

  static String pem(KeyPair pair) {
    return new JdkRsa().writePublic((RSAPublicKey) pair.getPublic()).strip();
  }

  private static MasterIdentity identity(
      KeyPair pair, Function<SignatureAlgorithm, Optional<String>> signature) {
    return new MasterIdentity() {
      @Override
      public RSAPrivateCrtKey privateKey() {
        return (RSAPrivateCrtKey) pair.getPrivate();
      }

      @Override
      public String publicKey() {
        return pem(pair);
      }

      @Override
      public Optional<String> publicKeySignature(SignatureAlgorithm algorithm) {
        return signature.apply(algorithm);
      }
    };
  }
}
