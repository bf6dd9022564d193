// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saltern.api.MinionId;
import io.saltern.api.channel.Admission;
import io.saltern.api.channel.ChannelException;
import io.saltern.api.channel.ClientChannel;
import io.saltern.api.channel.CommandPolicy;
import io.saltern.api.channel.PrivateAnswer;
import io.saltern.api.channel.SignIn.Outcome;
import io.saltern.api.config.CommonOptions;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.MinionOptions;
import io.saltern.testing.Await;
import io.saltern.transport.zeromq.internal.ZmqTransport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What passes between both ends. */
class OursToOursTest extends BothEnds {
  @Test
  void signsInAsksAndIsPublishedTo() throws Exception {
    master.command("_return", envelope -> Map.of("of", envelope.sender().value()));
    start();

    assertThat(signIn().outcome()).isEqualTo(Outcome.ACCEPTED);
    assertThat(signIn().publishPort()).isEqualTo(server.publications().port());
    assertThat(ask("_return", Map.of("jid", "1"))).isEqualTo(Map.of("of", "web1"));

    LinkedBlockingQueue<Map<String, Object>> heard = new LinkedBlockingQueue<>();
    client.subscribe(heard::add);
    Await.until("subscribed", () -> server.subscribers() == 1 && client.connected());
    server.publish(Map.of("fun", "test.ping", "tgt", "*"), null);
    assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo(Map.of("fun", "test.ping", "tgt", "*"));
  }

  @Test
  void hearsEveryOutcome() throws Exception {
    start();
    master.admission = Admission.PENDING;
    assertThat(signIn().outcome()).isEqualTo(Outcome.PENDING);
    master.admission = Admission.REJECTED;
    assertThat(signIn().outcome()).isEqualTo(Outcome.REJECTED);
    master.admission = Admission.FULL;
    assertThat(signIn().outcome()).isEqualTo(Outcome.FULL);
    assertThat(trusted()).doesNotExist();
    master.admission = Admission.ACCEPTED;
    assertThat(signIn().outcome()).isEqualTo(Outcome.ACCEPTED);
    master.admission = Admission.PENDING;
    assertThat(signIn().outcome()).isEqualTo(Outcome.PENDING);
  }

  @Test
  void saysThatNobodyAnswers() throws Exception {
    minionSettings.with(MinionOptions.AUTH_TIMEOUT, 1L);
    start();
    server.close();
    assertThat(signIn().outcome()).isEqualTo(Outcome.UNREACHABLE);
    assertThatThrownBy(() -> ask("_return", Map.of())).isInstanceOf(ExecutionException.class);
  }

  @Test
  void signsInByItselfForARequest() throws Exception {
    master.command("_return", envelope -> null);
    start();
    assertThat(ask("_return", Map.of())).isNull();
  }

  @Test
  void signsInOnceForManyRequests() throws Exception {
    master.command("_return", envelope -> envelope.load().get("n"));
    start();
    List<CompletableFuture<Object>> answers = new ArrayList<>();
    for (long n = 0; n < 50; n++) {
      answers.add(client.request(Map.of("cmd", "_return", "n", n), SOON));
    }
    for (int n = 0; n < 50; n++) {
      assertThat(answers.get(n).get(60, TimeUnit.SECONDS)).isEqualTo((long) n);
    }
    assertThat(server.statistics().signIns()).isEqualTo(1);
    assertThat(server.statistics().requests()).isEqualTo(50);
  }

  @Test
  void signsInAgainWhenTheSessionIsRevoked() throws Exception {
    master.command("_return", envelope -> true);
    start();
    assertThat(ask("_return", Map.of())).isEqualTo(true);
    server.rotateKeys(List.of(WEB1));
    assertThat(ask("_return", Map.of())).isEqualTo(true);
    assertThat(server.statistics().signIns()).isEqualTo(2);
  }

  @Test
  void failsWhenTheKeyIsNoLongerAccepted() throws Exception {
    master.command("_return", envelope -> true);
    start();
    assertThat(ask("_return", Map.of())).isEqualTo(true);
    master.accepted.clear();
    master.admission = Admission.REJECTED;
    assertThatThrownBy(() -> ask("_return", Map.of()))
        .hasCauseInstanceOf(ChannelException.class)
        .hasMessageContaining("rejected");
  }

  @Test
  void keepsTheSessionOverARestart() throws Exception {
    // an address that nobody connects from, who could have the port meanwhile
    master.settings.with(MasterOptions.INTERFACE, "127.0.0.44");
    master.command("_return", envelope -> true);
    start();
    assertThat(ask("_return", Map.of())).isEqualTo(true);
    Path session = folder.resolve("master/var/cache/salt/master/sessions/web1");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(session)))
        .isEqualTo("rw-------");
    server.close();
    master.settings.with(MasterOptions.RET_PORT, (long) client.master().port());
    server = master.open();
    assertThat(ask("_return", Map.of())).isEqualTo(true);
    assertThat(server.statistics().signIns()).isZero();
  }

  @Test
  void learnsANewPublishKeyFromThePublication() throws Exception {
    start();
    signIn();
    LinkedBlockingQueue<Map<String, Object>> heard = new LinkedBlockingQueue<>();
    client.subscribe(heard::add);
    Await.until("subscribed", () -> server.subscribers() == 1);
    server.publish(Map.of("n", 1L), null);
    server.rotateKeys(List.of());
    server.publish(Map.of("n", 2L), null);
    server.publish(Map.of("n", 3L), null);
    for (long n = 1; n <= 3; n++) {
      assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo(Map.of("n", n));
    }
    assertThat(server.statistics().signIns()).isEqualTo(2);
  }

  @Test
  void waitsBeforeItLearnsANewPublishKey() throws Exception {
    minionSettings.with(MinionOptions.RANDOM_REAUTH_DELAY, 1_000_000.0);
    start();
    signIn();
    LinkedBlockingQueue<Map<String, Object>> heard = new LinkedBlockingQueue<>();
    client.subscribe(heard::add);
    Await.until("subscribed", () -> server.subscribers() == 1);
    server.rotateKeys(List.of());
    server.publish(Map.of("n", 1L), null);
    assertThat(heard.poll(300, TimeUnit.MILLISECONDS)).isNull();
    assertThat(server.statistics().signIns()).isEqualTo(1);
    signIn();
    assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo(Map.of("n", 1L));
  }

  @Test
  void filtersByTopicAndVerifiesSignatures() throws Exception {
    master.settings.with(CommonOptions.ZMQ_FILTERING, true);
    minionSettings
        .with(CommonOptions.ZMQ_FILTERING, true)
        .with(MinionOptions.SIGN_PUB_MESSAGES, true);
    start();
    signIn();
    LinkedBlockingQueue<Map<String, Object>> heard = new LinkedBlockingQueue<>();
    client.subscribe(heard::add);
    Await.until("subscribed", () -> server.subscribers() == 1);
    server.publish(Map.of("n", 1L), List.of(new MinionId("web2")));
    server.publish(Map.of("n", 2L), List.of(new MinionId("web2"), WEB1));
    server.publish(Map.of("n", 3L), null);
    assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo(Map.of("n", 2L));
    assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo(Map.of("n", 3L));
  }

  @Test
  void refusesUnsignedPublicationsWhenItVerifies() throws Exception {
    master.settings.with(MasterOptions.SIGN_PUB_MESSAGES, false);
    minionSettings.with(MinionOptions.SIGN_PUB_MESSAGES, true);
    start();
    signIn();
    LinkedBlockingQueue<Map<String, Object>> heard = new LinkedBlockingQueue<>();
    client.subscribe(heard::add);
    Await.until("subscribed", () -> server.subscribers() == 1);
    server.publish(Map.of("n", 1L), null);
    assertThat(heard.poll(300, TimeUnit.MILLISECONDS)).isNull();
  }

  @Test
  void signsMessagesAndVerifiesThem() throws Exception {
    minionSettings
        .with(MinionOptions.MINION_SIGN_MESSAGES, true)
        .with(MinionOptions.SIGNING_ALGORITHM, "PKCS1v15-SHA224");
    master
        .settings
        .with(MasterOptions.REQUIRE_MINION_SIGN_MESSAGES, true)
        .with(MasterOptions.DROP_MESSAGES_SIGNATURE_FAIL, true);
    master.command("_return", envelope -> envelope.load().containsKey("sig"));
    start();
    assertThat(ask("_return", Map.of("return", List.of(1L, "x"), "jid", "1"))).isEqualTo(false);
    assertThat(server.statistics().refused()).isEmpty();

    minionSettings.with(MinionOptions.MINION_SIGN_MESSAGES, false);
    master.command("_return", envelope -> true);
    try (ClientChannel unsigned = client("web1")) {
      assertThat(unsigned.request(Map.of("cmd", "_return"), SOON).get(60, TimeUnit.SECONDS))
          .isEqualTo(false);
    }
    assertThat(server.statistics().refused()).containsEntry("BAD_SIGNATURE", 1L);
  }

  @Test
  void goesOnWhenTransportAndCryptoAreReplacedInMidWork() throws Exception {
    minionSettings.with(MinionOptions.RECON_RANDOMIZE, false).with(MinionOptions.RECON_MAX, 1000.0);
    master.command("_return", envelope -> envelope.load().get("n"));
    start();
    signIn();
    LinkedBlockingQueue<Map<String, Object>> heard = new LinkedBlockingQueue<>();
    client.subscribe(heard::add);
    Await.until("subscribed", () -> server.subscribers() == 1);
    List<CompletableFuture<Object>> answers = new ArrayList<>();
    for (long n = 0; n < 60; n++) {
      answers.add(client.request(Map.of("cmd", "_return", "n", n), LATER));
      if (n == 20) {
        ZmqTransport old = transport;
        tools.unbindTransport(old);
        old.deactivate();
        transport = new ZmqTransport();
        tools.bindTransport(transport, Map.of());
      } else if (n == 40) {
        tools.bindSigning(new JdkRsa(), Map.of("service.ranking", 10));
      }
    }
    for (int n = 0; n < 60; n++) {
      assertThat(answers.get(n).get(60, TimeUnit.SECONDS)).isEqualTo((long) n);
    }
    Await.until("subscribed again", LATER, () -> client.connected() && server.subscribers() == 1);
    server.publish(Map.of("fun", "test.ping"), null);
    assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo(Map.of("fun", "test.ping"));
  }

  @Test
  void readsPrivateAnswers() throws Exception {
    master.command("_pillar", e -> new PrivateAnswer("pillar", Map.of("secret", "s3cr3t")));
    minionSettings
        .with(MinionOptions.ENCRYPTION_ALGORITHM, "OAEP-SHA224")
        .with(MinionOptions.SIGNING_ALGORITHM, "PKCS1v15-SHA224");
    start();
    assertThat(ask("_pillar", Map.of("ver", "2"))).isEqualTo(Map.of("secret", "s3cr3t"));
  }

  @Test
  void answersUnknownAndFailingCommandsAsSaltDoes() throws Exception {
    master.command(
        "_fails",
        envelope -> {
          throw new IllegalStateException("on purpose");
        });
    start();
    assertThat(ask("_nosuch", Map.of())).isEqualTo(Map.of());
    assertThat(ask("_fails", Map.of())).isEqualTo("");
  }

  @Test
  void keepsToTheBoundsOfACommand() throws Exception {
    CompletableFuture<Object> slow = new CompletableFuture<>();
    LinkedBlockingQueue<String> begun = new LinkedBlockingQueue<>();
    master.command(
        "_one",
        new CommandPolicy(1000, 3, 1),
        envelope -> {
          begun.add("one");
          return slow;
        });
    start();
    assertThat(ask("_one", Map.of("much", "x".repeat(2000)))).isEqualTo("");
    CompletableFuture<Object> first = client.request(Map.of("cmd", "_one"), SOON);
    CompletableFuture<Object> second = client.request(Map.of("cmd", "_one"), SOON);
    assertThat(begun.poll(60, TimeUnit.SECONDS)).isEqualTo("one");
    Await.until("both taken", () -> server.statistics().requests() == 3);
    assertThat(begun).isEmpty();
    slow.complete(7L);
    assertThat(first.get(60, TimeUnit.SECONDS)).isEqualTo(7L);
    assertThat(second.get(60, TimeUnit.SECONDS)).isEqualTo(7L);
    assertThat(ask("_one", Map.of())).isEqualTo(7L);
    assertThatThrownBy(
            () ->
                client
                    .request(Map.of("cmd", "_one"), Duration.ofMillis(300))
                    .get(60, TimeUnit.SECONDS))
        .hasCauseInstanceOf(TimeoutException.class);
    Await.until(
        "the last is refused", () -> server.statistics().refused().containsKey("TOO_OFTEN"));
    assertThat(server.statistics().refused()).containsKey("TOO_LONG");
  }
}
