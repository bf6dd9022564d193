// SPDX-License-Identifier: Apache-2.0
package io.saltern.shell.internal;

import io.saltern.api.auth.BackendReport;
import io.saltern.api.auth.BackendReports;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** {@code salt:eauth-list}. */
@Service
@Command(
    scope = "salt",
    name = "eauth-list",
    description = "List the authentication backends: state, logins, and how long they take")
public final class EauthListCommand implements Action {
  private static final double NANOS_IN_MILLI = 1_000_000;

  @Reference @Nullable Session session;
  @Reference @Nullable BundleContext bundles;

  @Override
  public @Nullable Object execute() {
    Session console = Objects.requireNonNull(session);
    BundleContext context = Objects.requireNonNull(bundles);
    ServiceReference<BackendReports> found = context.getServiceReference(BackendReports.class);
    if (found == null) {
      console.getConsole().println("Nobody takes logins now.");
      return null;
    }
    try {
      table(context.getService(found)).print(console.getConsole());
    } finally {
      context.ungetService(found);
    }
    return null;
  }

  private static ShellTable table(BackendReports backends) {
    ShellTable table = new ShellTable().emptyTableText("There are no backends");
    for (String column :
        new String[] {
          "Backend",
          "Enabled",
          "State",
          "Bundle",
          "Version",
          "Accepted",
          "Rejected",
          "Failed",
          "Median ms",
          "Last ms",
          "Locked users"
        }) {
      table.column(column);
    }
    backends.reports().forEach(report -> row(table, report));
    return table;
  }

  private static void row(ShellTable table, BackendReport report) {
    table
        .addRow()
        .addContent(
            report.name(),
            report.enabled() ? "yes" : "no",
            report.state(),
            report.bundle(),
            report.version(),
            report.accepted(),
            report.rejected(),
            report.failed(),
            millis(report.median()),
            millis(report.last()),
            report.locked());
  }

  private static String millis(@Nullable Duration time) {
    return time == null ? "" : String.format(Locale.ROOT, "%.3f", time.toNanos() / NANOS_IN_MILLI);
  }
}
