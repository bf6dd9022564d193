// SPDX-License-Identifier: Apache-2.0
package io.saltern.modules.core.internal;

import io.saltern.api.config.Yaml;
import io.saltern.api.function.Default;
import io.saltern.api.function.ExecutionModule;
import io.saltern.api.function.Function;
import io.saltern.api.function.FunctionException;
import io.saltern.api.function.Named;
import io.saltern.api.function.SaltArguments;
import io.saltern.api.minion.MasterRequests;
import io.saltern.api.transport.Endpoint;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the master publish jobs to other minions, and run runners. */
@Component(property = ExecutionModule.PROPERTY + "=publish")
public final class PublishModule implements ExecutionModule {
  private static final Logger LOG = LoggerFactory.getLogger(PublishModule.class);
  private static final String ITSELF = "publish.";

  private final MasterRequests requests;
  private final SaltArguments arguments;
  private final Duration patience;

  @Activate
  public PublishModule(@Reference MasterRequests requests, @Reference Yaml yaml) {
    this(requests, yaml, Duration.ofSeconds(60));
  }

  /**
   * @param patience how long the master may take for an answer
   */
  PublishModule(MasterRequests requests, Yaml yaml, Duration patience) {
    this.requests = requests;
    this.arguments = new SaltArguments(yaml);
    this.patience = patience;
  }

  @Function(
      doc =
          """
          Publish a command from the minion out to other minions.

          Publications need to be enabled on the Salt master and the minion
          needs to have permission to publish the command. A minion cannot have
          another minion publish.

          The arguments sent to the minion publish function are separated with
          commas, or are a list. A value that contains an equal sign needs its
          name.

          CLI Example:

              salt system.example.com publish.publish '*' cmd.run 'ls -la /tmp'
              salt system.example.com publish.publish 'os:Fedora' network.interfaces '' grain
              salt system.example.com publish.publish '*' test.kwarg arg="['cheese=spam','spam=cheese']"

          via_master names the one to publish through when several are served.
          """)
  public @Nullable Object publish(
      String tgt,
      String fun,
      @Default @Nullable Object arg,
      @Named("tgt_type") @Default("glob") String tgtType,
      @Default("") String returner,
      @Default("5") double timeout,
      @Named("via_master") @Default @Nullable String viaMaster,
      @Named("expr_form") @Default @Nullable String exprForm)
      throws FunctionException, InterruptedException {
    String type = exprForm == null ? tgtType : exprForm;
    return clean(
        published(job(tgt, fun, arg, type, returner, timeout, "clean"), timeout, viaMaster));
  }

  @Function(
      value = "full_data",
      doc =
          """
          Return the full data about the publication, this is invoked in the same
          way as the publish function

          CLI Example:

              salt system.example.com publish.full_data '*' cmd.run 'ls -la /tmp'
          """)
  public @Nullable Object fullData(
      String tgt,
      String fun,
      @Default @Nullable Object arg,
      @Named("tgt_type") @Default("glob") String tgtType,
      @Default("") String returner,
      @Default("5") double timeout,
      @Named("expr_form") @Default @Nullable String exprForm)
      throws FunctionException, InterruptedException {
    String type = exprForm == null ? tgtType : exprForm;
    return published(job(tgt, fun, arg, type, returner, timeout, "full"), timeout, null);
  }

  @Function(
      doc =
          """
          Execute a runner on the master and return the data from the runner
          function

          CLI Example:

              salt '*' publish.runner manage.down
          """)
  public @Nullable Object runner(
      String fun, @Default @Nullable Object arg, @Default("5") double timeout)
      throws FunctionException, InterruptedException {
    if (requests.masters().isEmpty()) {
      return "No access to master. If using salt-call with --local, please remove.";
    }
    Endpoint master = requests.masters().get(0);
    LOG.info("Publishing runner '{}' to tcp://{}", fun, master);
    Map<String, Object> load = new LinkedHashMap<>();
    load.put("cmd", "minion_runner");
    load.put("fun", fun);
    load.put("arg", parsed(arg));
    load.put("tmo", timeout);
    load.put("no_parse", List.of());
    Duration longer = seconds(timeout);
    try {
      return MasterAnswer.of(
          requests.send(master, load, longer.compareTo(patience) > 0 ? longer : patience));
    } catch (TimeoutException e) {
      return "'" + fun + "' runner publish timed out";
    }
  }

  @Function(
      doc =
          """
          Return what has come so far of a job that this minion has published

          CLI Example:

              salt system.example.com publish.jid 20261122040423764416
          """)
  public @Nullable Object jid(String jid) throws FunctionException, InterruptedException {
    if (requests.masters().isEmpty()) {
      return Map.of();
    }
    try {
      return clean(new PeerJob(requests, requests.masters().get(0), patience).returns(jid));
    } catch (TimeoutException e) {
      return "The look-up of job " + jid + " timed out";
    }
  }

  private Map<String, Object> job(
      String tgt,
      String fun,
      @Nullable Object arg,
      String type,
      String returner,
      double timeout,
      String form) {
    Map<String, Object> load = new LinkedHashMap<>();
    load.put("cmd", "minion_pub");
    load.put("fun", fun);
    load.put("arg", parsed(arg));
    load.put("tgt", tgt);
    load.put("tgt_type", type);
    load.put("ret", returner);
    load.put("tmo", timeout);
    load.put("form", form);
    load.put("no_parse", List.of());
    return load;
  }

  private @Nullable Object published(
      Map<String, Object> load, double timeout, @Nullable String viaMaster)
      throws FunctionException, InterruptedException {
    String function = String.valueOf(load.get("fun"));
    if (requests.masters().isEmpty()) {
      LOG.error(
          "Cannot run publish commands without a connection to a salt master. No command sent.");
      return Map.of();
    }
    if (function.startsWith(ITSELF)) {
      LOG.info("Cannot publish publish calls. Returning {}", Map.of());
      return Map.of();
    }
    Endpoint master = master(viaMaster);
    LOG.info("Publishing '{}' to tcp://{}", function, master);
    try {
      return new PeerJob(requests, master, patience).run(load, seconds(timeout));
    } catch (TimeoutException e) {
      return "'" + function + "' publish timed out";
    }
  }

  private Endpoint master(@Nullable String via) throws FunctionException {
    List<Endpoint> served = requests.masters();
    if (via == null || via.isEmpty()) {
      return served.get(0);
    }
    Optional<Endpoint> found = served.stream().filter(one -> one.host().equals(via)).findFirst();
    return found.orElseThrow(
        () ->
            new FunctionException(
                FunctionException.Kind.INVOCATION,
                "Could not find match for "
                    + via
                    + " in list of configured masters "
                    + served
                    + " when using `via_master` option"));
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(Math.max(0, seconds) * 1000));
  }

  private List<?> parsed(@Nullable Object arg) {
    Object value = arg instanceof String text ? arguments.value(text) : arg;
    if (value instanceof List<?> list) {
      return list;
    }
    return value == null ? List.of() : List.of(value);
  }

  /** The returns alone, without what came beside them. */
  private static @Nullable Object clean(@Nullable Object returns) {
    if (!(returns instanceof Map<?, ?> map)) {
      return returns;
    }
    Map<Object, @Nullable Object> clean = new LinkedHashMap<>();
    map.forEach(
        (minion, about) -> clean.put(minion, about instanceof Map<?, ?> m ? m.get("ret") : about));
    return Collections.unmodifiableMap(clean);
  }
}
