// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.Caller;
import io.saltern.api.FunctionCall;
import io.saltern.api.MinionId;
import io.saltern.api.Target;
import io.saltern.api.auth.Authenticator;
import io.saltern.api.auth.BackendReport;
import io.saltern.api.auth.BackendReports;
import io.saltern.api.auth.EauthBackend;
import io.saltern.api.auth.Verdict;
import io.saltern.api.config.SettingsReloader;
import io.saltern.api.master.AccessRequest;
import io.saltern.api.master.AccessRequest.Kind;
import io.saltern.api.master.AccessRules;
import io.saltern.itests.container.LoginLoad.Credentials;
import io.saltern.testing.Await;
import io.saltern.testing.MasterPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.karaf.features.FeaturesService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.SynchronousBundleListener;

/**
 * Bundles are swapped while users log in and ask for things, and nobody notices. The properties
 * {@code saltern.swap.cycles} and {@code saltern.swap.logins} make it last longer.
 */
@ExtendWith(ContainerExtension.class)
@Surroundings.Of(DirectoryServers.class)
public class SwapIT {
  /** The backends and their bundles. */
  private static final Map<String, String> OURS =
      Map.of(
          "file", "eauth-file",
          "sharedsecret", "eauth-sharedsecret",
          "ldap", "eauth-ldap",
          "ad", "eauth-ad",
          "pam", "eauth-pam");

  private static final String AUTO = "  auto: {eve: []}\neauth_auto: true\n";
  private static final EnumSet<FeaturesService.Option> NO_REFRESH =
      EnumSet.of(FeaturesService.Option.NoAutoRefreshBundles);

  private static final String TEMPLATE = "org.example.eauth-template";

  /** PBKDF2 of {@code fredpw}, as the template has it. */
  private static final String HASH =
      "salt$da5a0dce4165964fc2d7ce2c0fccead411d4cb557699599a1019a5b868070941";

  private static final Caller FRED =
      new Caller("fred", Caller.Proof.EAUTH, "template", Set.of("ops"));
  private static final AccessRequest PING =
      new AccessRequest(
          Kind.PUBLISH,
          List.of(FunctionCall.of("test.ping")),
          Target.glob("web1"),
          List.of(new MinionId("web1")));
  private static final String[] ASK = {
    "-a", "file", "--username", "fred", "--password", "fredpw", "manage.up"
  };

  /** A folder is looked into once a second, and then once more. */
  private static final int DEPLOYED_EVERY = 2;

  private static final long PAUSE_NANOS = 500_000;

  /** As many as a pool may have started since. */
  private static final long MORE_THREADS = 16;

  private static final int SLOW_BACKENDS = 20;
  private static final int USERS_OF_EACH = 10;
  private static final String[] ASK_AWAY = {
    "-a", "template", "--username", "fred", "--password", "fredpw", "manage.up"
  };
  private static final String NOT_AVAILABLE =
      "2: The specified external authentication system \"template\" is not available\n"
          + "Available eauth types: ";
  private static final int FAST_LOGINS = 15;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PROGRAM_DEADLINE = Duration.ofMinutes(4);

  @Inject private BundleContext context;
  @Inject private Authenticator authenticator;
  @Inject private BackendReports backends;
  @Inject private AccessRules rules;
  @Inject private FeaturesService features;

  private static Path configuration() {
    return Path.of(System.getProperty("saltern.config.dir"));
  }

  private static MasterPrograms programs() {
    return new MasterPrograms(configuration());
  }

  private void configure() throws Exception {
    configure("");
    Await.until(
        "the backends are installed",
        PATIENCE,
        () ->
            backends.reports().stream()
                    .filter(report -> report.state().equals(BackendReport.ACTIVE))
                    .map(BackendReport::name)
                    .filter(OURS::containsKey)
                    .count()
                == OURS.size());
  }

  /**
   * Puts settings to use.
   *
   * @param more further lines, which begin with backends
   */
  private void configure(String more) throws Exception {
    Files.writeString(configuration().resolve("users"), "fred:fredpw\n");
    StringBuilder slow = new StringBuilder();
    for (int i = 0; i < SLOW_BACKENDS; i++) {
      slow.append("  slow").append(i).append(": {fred: ['@runner']}\n");
    }
    Path file = Files.createDirectories(configuration().resolve("master.d")).resolve("swap.conf");
    Files.writeString(
        file,
        "eauth_timeout: 120\nauth_lockout: 0\n"
            + "sharedsecret: fredpw\n"
            + DirectoryServers.configuration(configuration())
            + "external_auth:\n"
            + "  file:\n"
            + "    ^filename: "
            + configuration().resolve("users")
            + "\n"
            + "    fred: ['@runner']\n"
            + "  sharedsecret: {fred: ['@runner']}\n"
            + "  ldap: {alice: ['@runner']}\n"
            + "  ad: {alice: ['@runner']}\n"
            + "  pam: {alice: ['@runner']}\n"
            + "  template:\n"
            + "    ^users: {fred: '"
            + HASH
            + "'}\n"
            + "    ^groups: {ops: [fred]}\n"
            + "    ops%:\n"
            + "      - \"every('x')\": [test.*]\n"
            + slow
            + more);
    context
        .getService(
            context.getServiceReferences(SettingsReloader.class, "(role=master)").iterator().next())
        .reload();
  }

  @Test
  public void nobodyNoticesThatBundlesAreSwapped() throws Exception {
    int cycles = Integer.getInteger("saltern.swap.cycles");
    int logins = Integer.getInteger("saltern.swap.logins");
    Path template = Path.of(System.getProperty("saltern.template"));
    configure();
    Swapper swapper = new Swapper(context);
    swapper.deploy(template, TEMPLATE);
    Await.until(
        "the backend is there", PATIENCE, () -> authenticator.backends().contains("template"));
    LoginLoad load = new LoginLoad(authenticator);
    AtomicBoolean ended = new AtomicBoolean();
    ExecutorService users = Executors.newCachedThreadPool();
    for (String eauth : List.of("file", "sharedsecret", "template")) {
      load.right(new Credentials(eauth, "fred", "fredpw"));
      load.wrong(new Credentials(eauth, "fred", "wrong"));
    }
    load.right(new Credentials("ldap", "alice", "alicepw"));
    load.wrong(new Credentials("ldap", "bob", "wrong"));
    load.right(new Credentials("ad", "alice", "alicePw1"));
    load.wrong(new Credentials("ad", "nobody", "wrong"));
    load.wrong(new Credentials("pam", "no-such-user", "wrong"));
    Future<List<String>> requests = users.submit(() -> ask(ended));
    Future<Integer> decisions = users.submit(() -> decide(ended));
    Await.until("a first second", PATIENCE, () -> load.count() > 200);
    Map<String, Long> threads = threads();
    Set<String> restarted = ConcurrentHashMap.newKeySet();
    SynchronousBundleListener watch =
        event -> {
          if (event.getType() == BundleEvent.STOPPING) {
            restarted.add(event.getBundle().getSymbolicName());
          }
        };
    context.addBundleListener(watch);
    for (int i = 0; i < cycles; i++) {
      for (String bundle : OURS.values()) {
        swapper.swap(bundle);
      }
      swapper.comeAndGo(
          EveryMinion.jar(),
          () -> Await.until("allowed", PATIENCE, this::allowed),
          () -> Await.until("denied", PATIENCE, () -> !allowed()));
      if (i % DEPLOYED_EVERY == 0) {
        swapper.deploy(template, TEMPLATE);
        swapper.undeploy(template, TEMPLATE);
        swapper.deploy(template, TEMPLATE);
      }
    }
    context.removeBundleListener(watch);
    Await.until("enough logins", Duration.ofMinutes(10), () -> load.count() >= logins);
    ended.set(true);
    assertThat(load.end()).isEmpty();
    assertThat(requests.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .isNotEmpty()
        .containsOnly("0: ");
    assertThat(decisions.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isPositive();
    assertThat(System.getProperty(EveryMinion.ASKED_TOO_LATE)).isNull();
    assertThat(reasonsOfRefusals())
        .isNotEmpty()
        .noneMatch(reason -> reason.matches(".*(no such backend|backend failed|no answer).*"));
    Set<String> swapped = new HashSet<>(Set.of(TEMPLATE, "every-minion"));
    OURS.values().forEach(bundle -> swapped.add("io.saltern." + bundle));
    assertThat(restarted).isEqualTo(swapped);
    users.shutdown();
    System.out.printf(
        "%d logins, the longest %d ms; %d requests; %d decisions%n",
        load.count(), load.longest().toMillis(), requests.get().size(), decisions.get());
    swapper.undeploy(template, TEMPLATE);
    Await.until(
        "the backend is said not to be available",
        PATIENCE,
        () ->
            outcome(programs().run(PROGRAM_DEADLINE, "salt-run", ASK_AWAY))
                .contains(NOT_AVAILABLE));
    assertThat(swapper.left()).as("bundles whose class loaders are left").isEmpty();
    Map<String, Long> after = threads();
    after.replaceAll((name, count) -> count - threads.getOrDefault(name, 0L));
    assertThat(after)
        .allSatisfy((name, more) -> assertThat(more).isLessThanOrEqualTo(MORE_THREADS));
  }

  /** How many threads there are of each name, whatever their numbers. */
  private static Map<String, Long> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .collect(
            Collectors.groupingBy(
                thread -> thread.getName().replaceAll("\\d+", "#"), Collectors.counting()));
  }

  /** Why logins were refused, as it is on record. */
  private static Set<String> reasonsOfRefusals() throws IOException {
    Set<String> reasons = new HashSet<>();
    Pattern why = Pattern.compile("\"kind\": \"login\".*\"why\": \"([^\"]*)\"");
    try (Stream<Path> files = Files.list(configuration().resolve("var/log/salt"))) {
      for (Path file : files.filter(path -> path.toString().contains("audit")).toList()) {
        why.matcher(Files.readString(file)).results().forEach(found -> reasons.add(found.group(1)));
      }
    }
    return reasons;
  }

  private boolean allowed() {
    return rules.decide(FRED, PING).allowed();
  }

  /** Decides again and again; whatever a decision is, there must be one. */
  private int decide(AtomicBoolean ended) {
    int count = 0;
    while (!ended.get()) {
      allowed();
      count++;
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return count;
  }

  /** Uses a program all the time. */
  private List<String> ask(AtomicBoolean ended) throws IOException {
    List<String> outcomes = new ArrayList<>();
    while (!ended.get()) {
      outcomes.add(outcome(programs().run(PROGRAM_DEADLINE, "salt-run", ASK)));
    }
    return outcomes;
  }

  private static String outcome(MasterPrograms.Output output) {
    return output.exit() + ": " + output.err();
  }

  @Test
  public void whatIsTakenAwayByHandStaysAway() throws Exception {
    configure();
    Bundle stopped = bundle("eauth-sharedsecret").orElseThrow();
    Bundle uninstalled = bundle("eauth-file").orElseThrow();
    stopped.stop();
    uninstalled.uninstall();
    try {
      configure(AUTO);
      awaitAuto(true);
      assertThat(stopped.getState()).isEqualTo(Bundle.RESOLVED);
      assertThat(bundle("eauth-file")).isEmpty();
    } finally {
      stopped.start();
      new Swapper(context).install("eauth-file");
    }
    features.uninstallFeature("saltern-eauth-auto", NO_REFRESH);
    awaitAuto(false);
    configure(AUTO + "token_expire: 60\n");
    configure();
    awaitAuto(false);
    configure(AUTO);
    awaitAuto(true);
    features.uninstallFeature("saltern-eauth-auto", NO_REFRESH);
  }

  private Optional<Bundle> bundle(String module) {
    return new Swapper(context).find("io.saltern." + module);
  }

  private void awaitAuto(boolean there) {
    Await.until(
        there ? "auto is there" : "auto is not there",
        PATIENCE,
        () ->
            there
                ? bundle("eauth-auto").filter(auto -> auto.getState() == Bundle.ACTIVE).isPresent()
                : bundle("eauth-auto").isEmpty());
  }

  @Test
  public void usersOfSlowBackendsDoNotKeepThoseOfOthersWaiting() throws Exception {
    configure();
    CountDownLatch waiting = new CountDownLatch(SLOW_BACKENDS * USERS_OF_EACH);
    CompletableFuture<Void> gate = new CompletableFuture<>();
    List<ServiceRegistration<EauthBackend>> slow = new ArrayList<>();
    for (int i = 0; i < SLOW_BACKENDS; i++) {
      slow.add(registerSlow("slow" + i, waiting, gate));
    }
    List<Duration> alone = fast();
    CompletableFuture<Void> delay =
        CompletableFuture.runAsync(
            () -> {}, CompletableFuture.delayedExecutor(5, TimeUnit.SECONDS));
    ExecutorService users = Executors.newFixedThreadPool(SLOW_BACKENDS * USERS_OF_EACH);
    List<Future<String>> outcomes = new ArrayList<>();
    for (int i = 0; i < SLOW_BACKENDS * USERS_OF_EACH; i++) {
      String[] words = ASK.clone();
      words[1] = "slow" + i % SLOW_BACKENDS;
      outcomes.add(
          users.submit(() -> outcome(programs().run(PROGRAM_DEADLINE, "salt-run", words))));
    }
    assertThat(waiting.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .as("all of them wait")
        .isTrue();
    List<Duration> beside = fast();
    assertThat(outcomes).noneMatch(Future::isDone);
    delay.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    gate.complete(null);
    for (Future<String> outcome : outcomes) {
      assertThat(outcome.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("0: ");
    }
    users.shutdown();
    slow.forEach(ServiceRegistration::unregister);
    System.out.printf("A login alone: %s; beside 200 that wait: %s%n", alone, beside);
  }

  /** A backend that keeps a thread for each login until the gate opens. */
  private ServiceRegistration<EauthBackend> registerSlow(
      String name, CountDownLatch waiting, CompletableFuture<Void> gate) {
    EauthBackend backend =
        login -> {
          waiting.countDown();
          gate.join();
          return CompletableFuture.completedStage(new Verdict.Accepted(login.user(), Set.of()));
        };
    return context.registerService(
        EauthBackend.class, backend, new Hashtable<>(Map.of(EauthBackend.PROPERTY, name)));
  }

  /** Some logins by a fast backend, one after the other: how long each took, in order. */
  private List<Duration> fast() throws IOException {
    List<Duration> times = new ArrayList<>();
    for (int i = 0; i < FAST_LOGINS; i++) {
      long start = System.nanoTime();
      assertThat(outcome(programs().run(PROGRAM_DEADLINE, "salt-run", ASK))).isEqualTo("0: ");
      times.add(Duration.ofMillis((System.nanoTime() - start) / 1_000_000));
    }
    return times.stream().sorted().toList();
  }
}
