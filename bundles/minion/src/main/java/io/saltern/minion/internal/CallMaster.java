// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.api.FunctionCall;
import io.saltern.api.channel.ClientChannel;
import io.saltern.api.channel.ClientChannelFactory;
import io.saltern.api.channel.MinionIdentity;
import io.saltern.api.channel.SignIn;
import io.saltern.api.config.MinionOptions;
import io.saltern.api.crypto.KeyCodec;
import io.saltern.api.crypto.KeyFormatException;
import io.saltern.api.function.FunctionResult;
import io.saltern.api.transport.Endpoint;
import io.saltern.cli.CommandLine;
import io.saltern.cli.UsageException;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The master as {@code salt-call} uses it: sign-in, pillar, and one return at the end. */
final class CallMaster implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CallMaster.class);
  private static final int USUAL_TIMEOUT = 60;
  private static final int EX_GENERIC = 1;
  private static final int KEY_PENDING = 2;
  private static final String NOT_ACCEPTED =
      "Minion failed to authenticate with the master, has the minion key been accepted?\n";
  private static final String FAILED = "Attempt to authenticate with the salt master failed\n";
  private static final String NO_ANSWER =
      "Unable to sign_in to master: Attempt to authenticate with the salt master failed with"
          + " timeout error\n";

  private final Call.Parts parts;
  private final BundleContext context;
  private final Duration timeout;
  private final List<Endpoint> masters;
  private @Nullable ClientChannel channel;

  CallMaster(Call.Parts parts, BundleContext context, CommandLine line) throws UsageException {
    this.parts = parts;
    this.context = context;
    this.timeout = Duration.ofSeconds(line.integer("timeout").orElse(USUAL_TIMEOUT));
    int port = Math.toIntExact(parts.settings().get(MinionOptions.MASTER_PORT));
    this.masters =
        line.value("master")
            .map(name -> List.of(MasterAddresses.parse(name, port)))
            .orElseGet(() -> MasterAddresses.of(parts.settings()));
  }

  /**
   * Signs in to the first master that takes the minion in, and has the pillar; says why when none
   * does.
   *
   * @return 0, or what the program ends with
   */
  int signIn() throws InterruptedException {
    try {
      MinionKeys keys =
          new MinionKeys(parts.settings(), ProgramServices.get(context, KeyCodec.class));
      return signIn(
          keys.load(parts.state().id()), ProgramServices.get(context, ClientChannelFactory.class));
    } catch (IOException | KeyFormatException | TimeoutException e) {
      LOG.error("The master cannot be used: {}", e.toString());
      return EX_GENERIC;
    }
  }

  int signIn(MinionIdentity identity, ClientChannelFactory channels) throws InterruptedException {
    SignIn.Outcome refused = SignIn.Outcome.UNREACHABLE;
    for (Endpoint master : masters) {
      ClientChannel open = channels.open(parts.settings(), identity, master);
      SignIn answer = answer(open);
      if (answer.outcome() == SignIn.Outcome.ACCEPTED) {
        channel = open;
        parts.lines().add(open);
        return 0;
      }
      open.close();
      LOG.error("Master {}: {}", master, answer.message());
      refused = refused == SignIn.Outcome.UNREACHABLE ? answer.outcome() : refused;
    }
    return complain(refused);
  }

  private SignIn answer(ClientChannel open) throws InterruptedException {
    try {
      SignIn answer = open.signIn().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (answer.outcome() == SignIn.Outcome.ACCEPTED) {
        new Announcement(parts.settings(), parts.state(), open)
            .pillar()
            .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      }
      return answer;
    } catch (ExecutionException | TimeoutException e) {
      return new SignIn(SignIn.Outcome.UNREACHABLE, 0, e.toString());
    }
  }

  /** In Salt's words, where it has some; the log has the master's. */
  private int complain(SignIn.Outcome refused) {
    switch (refused) {
      case PENDING -> {
        parts.out().print(NOT_ACCEPTED);
        return KEY_PENDING;
      }
      case UNREACHABLE -> parts.err().print(NO_ANSWER);
      default -> parts.err().print(FAILED);
    }
    return refused.exitCode();
  }

  /** Tells the master what came of the call. */
  void report(FunctionCall call, FunctionResult result) {
    ClientChannel open = channel;
    if (open == null) {
      return;
    }
    Map<String, Object> load = new LinkedHashMap<>();
    load.put("cmd", "_return");
    load.put("id", parts.state().id().value());
    load.put("jid", "req");
    load.put("fun", call.function());
    load.put("fun_args", ReturnLoad.plain(call));
    load.put("return", result.value() == null ? Map.of() : result.value());
    load.put("retcode", (long) result.retcode());
    load.put("success", result.success());
    try {
      open.request(load, timeout).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("The master did not take the return: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    if (channel != null) {
      parts.lines().remove(channel);
      channel.close();
    }
  }
}
