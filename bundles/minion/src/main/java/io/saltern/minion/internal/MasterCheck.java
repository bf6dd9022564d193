// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.api.channel.ClientChannel;
import io.saltern.api.channel.ClientChannelFactory;
import io.saltern.api.channel.MasterProbe;
import io.saltern.api.channel.MinionIdentity;
import io.saltern.api.channel.SignIn;
import io.saltern.api.config.CommonOptions;
import io.saltern.api.config.MinionOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.transport.Endpoint;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Looks a master up, connects, and signs in without keeping anything; says how each step went. */
final class MasterCheck {
  private static final Duration LOOK_UP = Duration.ofSeconds(15);
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final Settings settings;
  private final Optional<MinionIdentity> identity;
  private final ClientChannelFactory channels;
  private final PrintStream out;

  /**
   * @param identity empty when the minion has no key yet
   */
  MasterCheck(
      Settings settings,
      Optional<MinionIdentity> identity,
      ClientChannelFactory channels,
      PrintStream out) {
    this.settings = settings;
    this.identity = identity;
    this.channels = channels;
    this.out = out;
  }

  /** Whether the minion could serve that master. */
  boolean passes(Endpoint master) throws InterruptedException {
    return name(master) && port("port", master) && signIn(master);
  }

  private boolean say(String what, boolean good, String text) {
    out.printf("  %-10s %-4s %s%n", what, good ? "ok" : "FAIL", text);
    return good;
  }

  private boolean name(Endpoint master) throws InterruptedException {
    CompletableFuture<String> lookUp =
        CompletableFuture.supplyAsync(() -> addresses(master.host()));
    try {
      String found = lookUp.get(LOOK_UP.toMillis(), TimeUnit.MILLISECONDS);
      return found.isEmpty()
          ? say("name", false, master.host() + " has no address")
          : say("name", true, found);
    } catch (ExecutionException | TimeoutException e) {
      return say("name", false, "no answer about " + master.host() + ": " + e);
    }
  }

  private static String addresses(String host) {
    try {
      return Arrays.stream(InetAddress.getAllByName(host))
          .map(InetAddress::getHostAddress)
          .collect(Collectors.joining(", "));
    } catch (UnknownHostException e) {
      return "";
    }
  }

  private boolean port(String what, Endpoint endpoint) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(endpoint.host(), endpoint.port()), (int) CONNECT.toMillis());
      return say(what, true, endpoint.port() + " takes connections");
    } catch (IOException e) {
      return say(what, false, endpoint.port() + ": " + e.getMessage());
    }
  }

  private boolean signIn(Endpoint master) throws InterruptedException {
    if (identity.isEmpty()) {
      return say(
          "sign-in",
          false,
          "not tried: the minion has no key; its first start makes one, to be accepted on the"
              + " master");
    }
    Duration patience = settings.seconds(MinionOptions.AUTH_TIMEOUT).plus(CONNECT);
    try (ClientChannel channel = channels.open(settings, identity.get(), master)) {
      MasterProbe probe = channel.probe().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return tell(master, probe);
    } catch (ExecutionException | TimeoutException e) {
      return say("sign-in", false, "no answer: " + e);
    }
  }

  private boolean tell(Endpoint master, MasterProbe probe) {
    SignIn.Outcome outcome = probe.signIn().outcome();
    boolean accepted = outcome == SignIn.Outcome.ACCEPTED;
    boolean shown = !probe.fingerprint().isEmpty();
    say("sign-in", accepted || shown, words(outcome, probe.signIn().message(), shown));
    if (shown) {
      say("key", true, settings.get(CommonOptions.HASH_TYPE) + " " + probe.fingerprint());
      out.printf("  %-10s %-4s %s%n", "signature", "", probe.signed() ? "sent" : "none");
      say("trust", accepted, probe.trust());
    }
    return accepted && port("jobs", jobs(master, probe.signIn()));
  }

  private static String words(SignIn.Outcome outcome, String message, boolean shown) {
    return switch (outcome) {
      case ACCEPTED -> "the master has accepted the minion's key";
      case PENDING -> "the minion's key waits to be accepted: salt-key -a on the master";
      case UNTRUSTED, OTHER_FINGERPRINT ->
          shown ? "the master has accepted the minion's key" : "not trusted: " + message;
      case REJECTED, FULL, UNREACHABLE -> message;
    };
  }

  private Endpoint jobs(Endpoint master, SignIn signIn) {
    int port = settings.find(MinionOptions.PUBLISH_PORT).map(Long::intValue).orElse(0);
    return master.withPort(port == 0 ? signIn.publishPort() : port);
  }
}
