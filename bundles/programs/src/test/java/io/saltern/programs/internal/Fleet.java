// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.Caller;
import io.saltern.api.Decision;
import io.saltern.api.Event;
import io.saltern.api.Job;
import io.saltern.api.JobId;
import io.saltern.api.MinionId;
import io.saltern.api.Return;
import io.saltern.api.Target;
import io.saltern.api.TargetType;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.master.AccessControl;
import io.saltern.api.master.AccessRequest;
import io.saltern.api.master.EventBus;
import io.saltern.api.master.MinionTargets;
import io.saltern.api.master.NoMinionsException;
import io.saltern.api.master.Presence;
import io.saltern.api.master.PublishRequest;
import io.saltern.api.master.Published;
import io.saltern.api.master.Publisher;
import io.saltern.api.master.RefusedException;
import io.saltern.api.store.JobStore;
import io.saltern.api.testing.FixedSettings;
import io.saltern.config.internal.SaltYaml;
import io.saltern.targeting.Glob;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Minions in memory behind the master's services: each answers, or is silent. */
final class Fleet implements AccessControl, EventBus, JobStore, MinionTargets, Presence, Publisher {
  /** What a minion does with a request: the data of its return, or null for silence. */
  interface Minion extends BiFunction<PublishRequest, JobId, Map<String, Object>> {}

  private record Listener(String prefix, Consumer<Event> to) {}

  private final Map<String, Minion> minions = new TreeMap<>();
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  final List<PublishRequest> published = new CopyOnWriteArrayList<>();
  final List<AccessRequest> judged = new CopyOnWriteArrayList<>();
  final List<Caller> callers = new CopyOnWriteArrayList<>();
  private long next = 1;
  final Set<String> away = new TreeSet<>();
  boolean refusing;

  /** {@code salt} for these minions, with little patience. */
  SaltProgram salt(Path root) {
    FixedSettings settings =
        new FixedSettings(root)
            .with(MasterOptions.TIMEOUT, 1L)
            .with(MasterOptions.GATHER_JOB_TIMEOUT, 0L);
    return new SaltProgram(
        () -> settings,
        new SaltYaml(),
        this,
        new EventLocalClient(this, this, this),
        this,
        new KnownUsers(),
        new TargetPreview(this, this));
  }

  void minion(String id, Minion minion) {
    minions.put(id, minion);
  }

  static Map<String, Object> returning(Object value) {
    Map<String, Object> load = new LinkedHashMap<>();
    load.put("return", value);
    load.put("retcode", 0L);
    load.put("success", true);
    return load;
  }

  @Override
  public SortedMap<String, String> connected() {
    return new TreeMap<>();
  }

  @Override
  public Set<String> away(Collection<String> ids) {
    Set<String> found = new TreeSet<>(away);
    found.retainAll(ids);
    return found;
  }

  @Override
  public synchronized JobId newJobId() {
    return new JobId(String.format("20261122%012d", next++));
  }

  @Override
  public Published publish(Caller caller, PublishRequest request)
      throws RefusedException, NoMinionsException {
    if (refusing) {
      throw new RefusedException(
          "Authorization error occurred.", Decision.deny(Decision.Reason.NO_RULE, "no rule"));
    }
    published.add(request);
    callers.add(caller);
    JobId id = request.id() == null ? newJobId() : request.id();
    List<String> missing = new ArrayList<>();
    if (request.target().type() == TargetType.LIST) {
      missing.addAll(request.target().ids());
      missing.removeAll(minions.keySet());
    }
    List<MinionId> meant = minions(request.target());
    if (meant.isEmpty()) {
      throw new NoMinionsException(
          "Master could not resolve minions for target " + request.target().expression());
    }
    for (MinionId minion : meant) {
      Map<String, Object> load = minions.get(minion.value()).apply(request, id);
      if (load != null) {
        fire("salt/job/" + id + "/ret/" + minion, load);
      }
    }
    return new Published(id, meant, missing);
  }

  @Override
  public List<MinionId> minions(Target target) {
    return minions.keySet().stream()
        .filter(
            id ->
                target.type() == TargetType.LIST
                    ? target.ids().contains(id)
                    : Glob.compile(target.expression()).matches(id))
        .map(MinionId::new)
        .toList();
  }

  @Override
  public Decision decide(Caller caller, AccessRequest request) {
    judged.add(request);
    return refusing
        ? Decision.deny(Decision.Reason.NO_RULE, "no rule")
        : Decision.allow(Decision.Reason.ADMIN, "it may");
  }

  @Override
  public void fire(String tag, Map<String, Object> data) {
    Event event = new Event(tag, data, Instant.EPOCH);
    listeners.stream().filter(l -> tag.startsWith(l.prefix)).forEach(l -> l.to.accept(event));
  }

  @Override
  public Listening listen(String tagPrefix, Consumer<Event> listener) {
    Listener added = new Listener(tagPrefix, listener);
    listeners.add(added);
    return () -> listeners.remove(added);
  }

  int listening() {
    return listeners.size();
  }

  @Override
  public CompletionStage<Void> save(Job job) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<Boolean> save(Return value) {
    return CompletableFuture.completedFuture(true);
  }

  @Override
  public Optional<Job> job(JobId id) {
    return Optional.empty();
  }

  @Override
  public List<Return> returns(JobId id) {
    return List.of();
  }

  @Override
  public Optional<Return> returnOf(JobId id, MinionId minion) {
    return Optional.empty();
  }

  @Override
  public List<Job> latest(int limit) {
    return List.of();
  }

  @Override
  public CompletionStage<Boolean> forget(JobId id, MinionId minion) {
    return CompletableFuture.completedFuture(false);
  }

  @Override
  public String identity() {
    return "fleet";
  }

  @Override
  public CompletionStage<Integer> forgetBefore(Instant moment) {
    return CompletableFuture.completedFuture(0);
  }
}
