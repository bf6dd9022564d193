// SPDX-License-Identifier: Apache-2.0
package io.saltern.runners.internal;

import io.saltern.api.FunctionCall;
import io.saltern.api.KeyState;
import io.saltern.api.MinionId;
import io.saltern.api.function.Default;
import io.saltern.api.function.Function;
import io.saltern.api.function.FunctionException;
import io.saltern.api.function.JobContext;
import io.saltern.api.function.Named;
import io.saltern.api.function.Runner;
import io.saltern.api.master.KeyStore;
import io.saltern.api.master.Presence;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Which minions are there. */
@Component(property = Runner.PROPERTY + "=manage")
public final class ManageRunner implements Runner {
  private final Minions minions;
  private final Presence presence;
  private final KeyStore keys;
  private final String version;

  @Activate
  public ManageRunner(
      @Reference Minions minions,
      @Reference Presence presence,
      @Reference KeyStore keys,
      BundleContext context) {
    this(minions, presence, keys, Versions.text(context.getBundle().getVersion()));
  }

  /**
   * @param version the master's
   */
  ManageRunner(Minions minions, Presence presence, KeyStore keys, String version) {
    this.minions = minions;
    this.presence = presence;
    this.keys = keys;
    this.version = version;
  }

  @Function(
      doc =
          """
          Print the status of all known salt minions

          CLI Example:

              salt-run manage.status
              salt-run manage.status tgt="webservers" tgt_type="nodegroup"
              salt-run manage.status timeout=5 gather_job_timeout=10
          """)
  public Map<String, List<String>> status(
      @Default("True") boolean output,
      @Default("*") String tgt,
      @Named("tgt_type") @Default("glob") String tgtType,
      @Default @Nullable Double timeout,
      @Named("gather_job_timeout") @Default @Nullable Double gatherJobTimeout,
      JobContext job)
      throws FunctionException, InterruptedException {
    Minions.Answers answers =
        minions.ask(tgt, tgtType, FunctionCall.of("test.ping"), timeout, gatherJobTimeout, job);
    Map<String, List<String>> status = new LinkedHashMap<>();
    status.put("up", List.copyOf(answers.returns().keySet()));
    status.put("down", answers.silent());
    return status;
  }

  @Function(
      doc =
          """
          Print a list of all of the minions that are up

          CLI Example:

              salt-run manage.up
              salt-run manage.up tgt="webservers" tgt_type="nodegroup"
              salt-run manage.up timeout=5 gather_job_timeout=10
          """)
  public List<String> up(
      @Default("*") String tgt,
      @Named("tgt_type") @Default("glob") String tgtType,
      @Default @Nullable Double timeout,
      @Named("gather_job_timeout") @Default @Nullable Double gatherJobTimeout,
      JobContext job)
      throws FunctionException, InterruptedException {
    return List.copyOf(
        minions
            .ask(tgt, tgtType, FunctionCall.of("test.ping"), timeout, gatherJobTimeout, job)
            .returns()
            .keySet());
  }

  @Function(
      doc =
          """
          Print a list of all the down or unresponsive salt minions.
          Optionally remove keys of down minions

          CLI Example:

              salt-run manage.down
              salt-run manage.down removekeys=True
              salt-run manage.down tgt="webservers" tgt_type="nodegroup"
          """)
  public List<String> down(
      @Default("False") boolean removekeys,
      @Default("*") String tgt,
      @Named("tgt_type") @Default("glob") String tgtType,
      @Default @Nullable Double timeout,
      @Named("gather_job_timeout") @Default @Nullable Double gatherJobTimeout,
      JobContext job)
      throws FunctionException, InterruptedException {
    List<String> silent =
        minions
            .ask(tgt, tgtType, FunctionCall.of("test.ping"), timeout, gatherJobTimeout, job)
            .silent();
    if (removekeys) {
      removeKeys(silent);
    }
    return silent;
  }

  private void removeKeys(List<String> ids) throws FunctionException {
    try {
      for (String id : ids) {
        if (MinionId.isValid(id)) {
          keys.delete(new MinionId(id), KeyState.ACCEPTED);
        }
      }
    } catch (IOException e) {
      throw new FunctionException(FunctionException.Kind.COMMAND, String.valueOf(e.getMessage()));
    }
  }

  @Function(
      doc =
          """
          Check the version of active minions

          CLI Example:

              salt-run manage.versions
          """)
  public Map<String, Object> versions(JobContext job)
      throws FunctionException, InterruptedException {
    Minions.Answers answers =
        minions.ask("*", "glob", FunctionCall.of("test.version"), null, null, job);
    return Versions.report(version, answers);
  }

  @Function(
      doc =
          """
          Print a list of all minions that are up according to Salt's presence
          detection (no commands will be sent to minions)

          subset : None
              Pass in a list of minion ids.

          show_ip : False
              Also show the IP address each minion is connecting from.

          CLI Example:

              salt-run manage.present
          """)
  public Object present(
      @Default @Nullable List<String> subset, @Named("show_ip") @Default("False") boolean showIp) {
    SortedMap<String, String> connected = presence.connected();
    if (subset != null && !subset.isEmpty()) {
      connected.keySet().retainAll(subset);
    }
    return showIp ? connected : List.copyOf(connected.keySet());
  }

  @Function(
      value = "not_present",
      doc =
          """
          Print a list of all minions that are NOT up according to Salt's presence
          detection (no commands will be sent)

          subset : None
              Pass in a list of minion ids.

          CLI Example:

              salt-run manage.not_present
          """)
  public List<String> notPresent(
      @Default @Nullable List<String> subset, @Named("show_ip") @Default("False") boolean showIp)
      throws FunctionException {
    Set<String> connected = presence.connected().keySet();
    try {
      return keys.ids(KeyState.ACCEPTED).stream()
          .map(MinionId::value)
          .filter(id -> !connected.contains(id) && (subset == null || subset.contains(id)))
          .toList();
    } catch (IOException e) {
      throw new FunctionException(FunctionException.Kind.COMMAND, String.valueOf(e.getMessage()));
    }
  }
}
