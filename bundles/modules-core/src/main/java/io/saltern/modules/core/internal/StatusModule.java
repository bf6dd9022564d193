// SPDX-License-Identifier: Apache-2.0
package io.saltern.modules.core.internal;

import io.saltern.api.config.MinionOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.function.Default;
import io.saltern.api.function.ExecutionModule;
import io.saltern.api.function.Function;
import io.saltern.api.minion.MasterChange;
import io.saltern.api.minion.ServedMaster;
import io.saltern.api.minion.ServedMasters;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How the minion stands with its masters. */
@Component(property = ExecutionModule.PROPERTY + "=status")
public final class StatusModule implements ExecutionModule {
  private static final double MILLIS = 1000;
  private static final Set<String> ONE_AT_A_TIME = Set.of("failover", "distributed");

  private final Settings settings;
  private final ServedMasters masters;

  @Activate
  public StatusModule(
      @Reference(target = "(" + Settings.ROLE + "=" + Settings.MINION + ")") Settings settings,
      @Reference ServedMasters masters) {
    this.settings = settings;
    this.masters = masters;
  }

  @Function(
      doc =
          """
          Tell which masters the minion serves, since when, and how it came to them.

          With master: whether the connection to that master stands, or nothing when its name means
          no address. When that is not as connected says, the minion asks its master for a sign of
          life at once.

          CLI Example:

              salt '*' status.master
              salt-call status.master master=192.0.2.1
          """)
  public @Nullable Object master(
      @Default @Nullable String master, @Default("True") boolean connected) {
    if (master == null || master.isEmpty()) {
      return report();
    }
    Set<InetAddress> wanted = addresses(master);
    if (wanted.isEmpty()) {
      return null;
    }
    boolean stands =
        masters.served().stream()
            .filter(ServedMaster::connected)
            .anyMatch(one -> addresses(one.master().host()).stream().anyMatch(wanted::contains));
    if (stands != connected) {
      masters.recheck();
    }
    return stands;
  }

  private Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("masters", masters.served().stream().map(StatusModule::about).toList());
    masters.last().ifPresent(change -> report.put("last_failover", about(change)));
    report.put("failovers", masters.counts());
    return report;
  }

  private static Map<String, Object> about(ServedMaster one) {
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("master", one.master().toString());
    about.put("connected", one.connected());
    about.put("since", one.since().toString());
    return about;
  }

  private static Map<String, Object> about(MasterChange change) {
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("from", change.from().toString());
    about.put("to", change.to().toString());
    about.put("reason", change.reason());
    about.put("seconds", change.time().toMillis() / MILLIS);
    return about;
  }

  @Function(
      value = "ask_master",
      doc =
          """
          Have the minion ask its master for a sign of life at once, and tell whether it goes to
          another master when that one drains. Saltern's own.

          CLI Example:

              salt '*' status.ask_master
          """)
  public Map<String, Object> askMaster() {
    masters.recheck();
    String type = settings.get(MinionOptions.MASTER_TYPE);
    List<String> known = List.copyOf(new LinkedHashSet<>(settings.get(MinionOptions.MASTER)));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("moves", ONE_AT_A_TIME.contains(type) && known.size() > 1);
    answer.put("master_type", type);
    answer.put("masters", known);
    return answer;
  }

  private static Set<InetAddress> addresses(String host) {
    try {
      return Set.copyOf(Arrays.asList(InetAddress.getAllByName(host)));
    } catch (UnknownHostException e) {
      return Set.of();
    }
  }
}
