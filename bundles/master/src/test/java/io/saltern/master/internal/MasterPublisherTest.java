// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saltern.api.Caller;
import io.saltern.api.Decision;
import io.saltern.api.FunctionCall;
import io.saltern.api.Job;
import io.saltern.api.JobId;
import io.saltern.api.KeyState;
import io.saltern.api.MinionId;
import io.saltern.api.Target;
import io.saltern.api.TargetType;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.master.AccessRequest;
import io.saltern.api.master.NoMinionsException;
import io.saltern.api.master.PublishRequest;
import io.saltern.api.master.Published;
import io.saltern.api.master.RefusedException;
import io.saltern.api.store.MinionData;
import io.saltern.api.testing.FixedSettings;
import io.saltern.api.testing.RecordedEntries;
import io.saltern.testing.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterPublisherTest {
  private static final Caller ROOT = Caller.local("root", true);
  private static final MinionId WEB1 = new MinionId("web1");
  private static final MinionId WEB2 = new MinionId("web2");
  private static final MinionId DB1 = new MinionId("db1");

  @TempDir Path root;
  private final RecordedEntries audit = new RecordedEntries();
  private final HeardEvents heard = new HeardEvents();
  private final GatedJobStore jobs = new GatedJobStore();
  private final MemoryMinionData data = new MemoryMinionData();
  private final RecordingChannel channel = new RecordingChannel();
  private final List<AccessRequest> judged = new ArrayList<>();
  private Decision decision = Decision.allow(Decision.Reason.ADMIN, "because");
  private FixedSettings settings;
  private KeyFiles files;
  private FileKeyStore keys;
  private MasterServer server;
  private RecentJobs recent;
  private MasterPublisher publisher;

  @BeforeEach
  void open() throws Exception {
    settings = new FixedSettings(root);
    files = new KeyFiles(() -> settings, audit);
    for (MinionId id : List.of(WEB1, WEB2, DB1)) {
      files.write(id, KeyState.ACCEPTED, "key");
    }
    files.write(new MinionId("web3"), KeyState.PENDING, "key");
    keys = new FileKeyStore(() -> settings, files, LiveCodec.of(new PlainKeyCodec()), heard.bus);
    server =
        new MasterServer(
            () -> settings,
            (now, identity, admission) -> channel,
            new MasterKeys(settings, new PlainKeyCodec(), new Signer(), () -> {}),
            new MinionKeyDesk(() -> settings, files, heard.bus),
            keys);
    recent = new RecentJobs(() -> settings, jobs);
    publisher =
        new MasterPublisher(
            new JobIds(jobs),
            new TargetResolver(() -> settings, files, data),
            (caller, request) -> {
              judged.add(request);
              return decision;
            },
            jobs,
            recent,
            heard.bus,
            server);
  }

  @AfterEach
  void close() throws Exception {
    server.close();
    assertThat(channel.closed).isTrue();
  }

  private Published publish(Target target, FunctionCall... calls) throws Exception {
    return publisher.publish(ROOT, new PublishRequest(target, List.of(calls), null, Map.of()));
  }

  @Test
  void sendsAJobAsSaltsLoadAndAnnouncesItBefore() throws Exception {
    FunctionCall call = new FunctionCall("test.arg", List.of(1L, "two"), Map.of("three", 3L));
    Published sent = publish(Target.glob("web*"), call);

    assertThat(sent.minions()).containsExactly(WEB1, WEB2);
    assertThat(sent.missing()).isEmpty();
    List<Object> arg = List.of(1L, "two", Map.of("__kwarg__", true, "three", 3L));
    assertThat(channel.loads).hasSize(1);
    assertThat(channel.loads.get(0))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "fun", "test.arg",
                "arg", arg,
                "tgt", "web*",
                "jid", sent.id().value(),
                "ret", "",
                "tgt_type", "glob",
                "user", "root"));
    assertThat(List.copyOf(channel.audiences.get(0))).containsExactly(WEB1, WEB2);
    assertThat(jobs.jobs.get(sent.id()).minions()).containsExactly(WEB1, WEB2);
    assertThat(heard.tags()).containsExactly(sent.id().value(), "salt/job/" + sent.id() + "/new");
    assertThat(heard.all().get(0).data()).isEqualTo(Map.of("minions", List.of("web1", "web2")));
    assertThat(heard.last().data())
        .isEqualTo(
            Map.of(
                "jid",
                sent.id().value(),
                "tgt_type",
                "glob",
                "tgt",
                "web*",
                "user",
                "root",
                "fun",
                "test.arg",
                "arg",
                arg,
                "minions",
                List.of("web1", "web2"),
                "missing",
                List.of()));
  }

  @Test
  void remembersWhomItSentAJobTo() throws Exception {
    Published sent = publish(Target.glob("web*"), FunctionCall.of("test.ping"));
    assertThat(recent.naming(WEB1, Duration.ofSeconds(60)))
        .extracting(Job::id)
        .containsExactly(sent.id());
    assertThat(recent.naming(DB1, Duration.ofSeconds(60))).isEmpty();
  }

  @Test
  void sendsAListAsAnArrayAndTellsWhoIsMissing() throws Exception {
    Published sent =
        publish(Target.list(List.of("db1", "web3", "nobody", "..")), FunctionCall.of("test.ping"));
    assertThat(sent.minions()).containsExactly(DB1);
    assertThat(sent.missing()).containsExactly("web3", "nobody", "..");
    assertThat(channel.loads.get(0))
        .containsEntry("tgt", List.of("db1", "web3", "nobody", ".."))
        .containsEntry("tgt_type", "list");
    assertThat(heard.last().data()).containsEntry("missing", sent.missing());
  }

  @Test
  void findsMinionsByWhatTheyTold() throws Exception {
    data.save(new MinionData(WEB2, Map.of("os", Map.of("name", "Debian")), Map.of()));
    Target target = new Target(TargetType.GRAIN, "os|name|Deb*", "|");
    assertThat(publish(target, FunctionCall.of("test.ping")).minions()).containsExactly(WEB2);
    assertThat(channel.loads.get(0)).containsEntry("delimiter", "|");
    assertThat(channel.audiences.get(0)).isNull();
  }

  @Test
  void findsTheMinionsOfANodeGroup() throws Exception {
    settings.with(
        MasterOptions.NODEGROUPS, Map.of("web", "L@web1,web2", "rest", List.of("not", "N@web")));
    Target group = new Target(TargetType.NODEGROUP, "web", Target.COLON);
    assertThat(publish(group, FunctionCall.of("test.ping")).minions()).containsExactly(WEB1, WEB2);
    Target rest = new Target(TargetType.COMPOUND, "N@rest", Target.COLON);
    assertThat(publish(rest, FunctionCall.of("test.ping")).minions()).containsExactly(DB1);
  }

  @Test
  void sendsSeveralFunctionsAsParallelLists() throws Exception {
    publish(Target.glob("db1"), FunctionCall.of("test.ping"), FunctionCall.of("test.echo", "x"));
    assertThat(channel.loads.get(0))
        .containsEntry("fun", List.of("test.ping", "test.echo"))
        .containsEntry("arg", List.of(List.of(), List.of("x")));
    assertThat(judged.get(0).calls()).hasSize(2);
  }

  @Test
  void storesTheJobBeforeItSendsIt() throws Exception {
    jobs.gated = true;
    CompletableFuture<Published> sent =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return publish(Target.glob("*"), FunctionCall.of("test.ping"));
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
    Await.until("the job waits for its commit", () -> !jobs.commits.isEmpty());
    assertThat(channel.loads).isEmpty();
    assertThat(sent).isNotDone();
    jobs.commits.get(0).complete(null);
    assertThat(sent.get(60, TimeUnit.SECONDS).minions()).hasSize(3);
    assertThat(channel.loads).hasSize(1);
  }

  @Test
  void sendsNothingThatCannotBeStored() {
    jobs.gated = true;
    CompletableFuture<Published> sent =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return publish(Target.glob("*"), FunctionCall.of("test.ping"));
              } catch (Exception e) {
                throw new IllegalStateException(e.getMessage(), e);
              }
            });
    Await.until("the job waits for its commit", () -> !jobs.commits.isEmpty());
    jobs.commits.get(0).completeExceptionally(new IllegalStateException("the disk is full"));
    assertThatThrownBy(() -> sent.get(60, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("cannot be stored, so it is not sent");
    assertThat(channel.loads).isEmpty();
    assertThat(heard.all()).isEmpty();
  }

  @Test
  void sendsNothingThatIsRefused() {
    decision = Decision.deny(Decision.Reason.NO_RULE, "no rule");
    assertThatThrownBy(() -> publish(Target.glob("*"), FunctionCall.of("cmd.run", "id")))
        .isInstanceOf(RefusedException.class)
        .hasMessage("Authorization error occurred.");
    assertThat(judged.get(0).minions()).containsExactly(DB1, WEB1, WEB2);
    assertThat(channel.loads).isEmpty();
    assertThat(jobs.jobs).isEmpty();
    assertThat(heard.all()).isEmpty();
  }

  @Test
  void saysWhenNobodyIsMeant() {
    assertThatThrownBy(() -> publish(Target.glob("nobody*"), FunctionCall.of("test.ping")))
        .isInstanceOf(NoMinionsException.class)
        .hasMessage("Master could not resolve minions for target nobody*");
    assertThatThrownBy(() -> publish(Target.list(List.of("a", "b")), FunctionCall.of("test.ping")))
        .isInstanceOf(NoMinionsException.class)
        .hasMessage("Master could not resolve minions for target ['a', 'b']");
    Target malformed = new Target(TargetType.COMPOUND, "web1 and (", Target.COLON);
    assertThatThrownBy(() -> publish(malformed, FunctionCall.of("test.ping")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void takesAJobIdAndFurtherFieldsButNoneThatWouldReplaceItsOwn() throws Exception {
    JobId id = publisher.newJobId();
    Map<String, Object> extra = Map.of("metadata", Map.of("ticket", 1L), "ret", "redis");
    List<FunctionCall> calls = List.of(FunctionCall.of("test.ping"));
    Published sent =
        publisher.publish(ROOT, new PublishRequest(Target.glob("db1"), calls, id, extra));
    assertThat(sent.id()).isEqualTo(id);
    assertThat(channel.loads.get(0)).containsAllEntriesOf(extra).containsEntry("jid", id.value());
    assertThat(publisher.newJobId()).isGreaterThan(id);

    for (String field : List.of("fun", "tgt", "user", "jid", "auth_list", "anything")) {
      PublishRequest injected =
          new PublishRequest(Target.glob("db1"), calls, null, Map.of(field, "x"));
      assertThatThrownBy(() -> publisher.publish(ROOT, injected))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(field);
    }
    assertThat(channel.loads).hasSize(1);
  }

  @Test
  void givesOutNewKeysWhenAMinionLosesItsOwn() throws Exception {
    keys.delete(WEB1, KeyState.ACCEPTED);
    assertThat(channel.revoked).containsExactly(WEB1);
    settings.with(MasterOptions.ROTATE_AES_KEY, false);
    keys.delete(WEB2, KeyState.ACCEPTED);
    assertThat(channel.revoked).containsExactly(WEB1);
  }
}
