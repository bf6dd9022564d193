// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.Caller;
import io.saltern.api.JobId;
import io.saltern.api.MinionId;
import io.saltern.api.Return;
import io.saltern.api.master.LocalClient;
import io.saltern.api.master.LocalClient.Patience;
import io.saltern.api.master.NoMinionsException;
import io.saltern.api.master.Presence;
import io.saltern.api.master.PublishRequest;
import io.saltern.api.master.Published;
import io.saltern.api.master.RefusedException;
import io.saltern.api.program.ProgramCall;
import io.saltern.cli.CommandLine;
import io.saltern.cli.Printer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One run of {@code salt}: publishes, shows returns as they come, and tells who is silent. */
final class SaltRun implements LocalClient.Watcher {
  private static final String RULE = "-------------------------------------------\n";
  private static final String LATER =
      "The minions may not have all finished running and any remaining minions will return upon"
          + " completion. To look up the return data for this job later, run the following"
          + " command:\n\nsalt-run jobs.lookup_jid ";

  private final LocalClient client;
  private final Caller caller;
  private final Presence presence;
  private final CommandLine line;
  private final SaltCommand command;
  private final Patience patience;
  private final Printer printer;
  private final ProgramCall call;

  /** The values of a run that shows them together at its end. */
  private final Map<String, @Nullable Object> together = new LinkedHashMap<>();

  private final List<MinionId> failed = new ArrayList<>();
  private int returned;
  private @Nullable JobId job;

  SaltRun(
      LocalClient client,
      Caller caller,
      Presence presence,
      CommandLine line,
      SaltCommand command,
      Patience patience,
      Printer printer,
      ProgramCall call) {
    this.client = client;
    this.caller = caller;
    this.presence = presence;
    this.line = line;
    this.command = command;
    this.patience = patience;
    this.printer = printer;
    this.call = call;
  }

  /** Runs it and returns the program's exit code. */
  int run() throws RefusedException, NoMinionsException, InterruptedException {
    PublishRequest request =
        new PublishRequest(command.target(), command.calls(), null, command.extra());
    List<String> silent;
    try {
      silent = client.run(caller, request, patience, this);
    } catch (InterruptedException e) {
      call.err().print("\nExiting gracefully on Ctrl-c" + jobHint() + "\n");
      return Face.EX_OK;
    }
    if (command.asksForDocumentation()) {
      return showDocumentation();
    }
    Set<String> away = presence.away(silent);
    if (line.has("static")) {
      printer.print(together, "", 0);
    } else if (!line.has("hide-timeout")) {
      silent.forEach(id -> showSilent(id, away.contains(id)));
    }
    if (line.has("summary")) {
      showSummary(silent, away);
    }
    boolean incomplete = !silent.isEmpty() && !line.has("hide-timeout") && !line.has("static");
    return end(!failed.isEmpty() || incomplete);
  }

  private int end(boolean bad) {
    if (bad) {
      call.err().print("ERROR: Minions returned with non-zero exit code\n");
      return Face.EX_GENERIC;
    }
    return Face.EX_OK;
  }

  private String jobHint() {
    return job == null ? "" : "\nThis job's jid is: " + job + "\n" + LATER + job;
  }

  @Override
  public void published(Published published) {
    job = published.id();
    if (line.has("static")) {
      return;
    }
    if (line.has("verbose")) {
      String head = "Executing job with jid " + job;
      call.out().print(head + "\n" + "-".repeat(head.length()) + "\n\n");
    } else if (line.has("show-jid")) {
      call.out().print("jid: " + job + "\n");
    }
  }

  @Override
  public void returned(Return value) {
    returned++;
    if (value.retcode() != 0) {
      failed.add(value.minion());
    }
    String id = value.minion().value();
    if (line.has("static") || command.asksForDocumentation()) {
      together.put(id, value.value());
      return;
    }
    String suggested = value.load().get("out") instanceof String out ? out : "";
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put(id, value.value());
    printer.print(shown, suggested, value.retcode());
  }

  private void showSilent(String id, boolean away) {
    String text =
        away
            ? "Minion did not return. [Not connected]"
            : "Minion did not return. [No response]\n" + LATER + job;
    printer.print(Map.of(id, text), "no_return", Face.EX_GENERIC);
  }

  private int showDocumentation() {
    if (together.isEmpty()) {
      call.err().print("No minions found to gather docs from\n");
      return SaltProgram.NO_RETURN;
    }
    Map<String, Object> docs = new TreeMap<>();
    for (Object ofMinion : together.values()) {
      if (ofMinion instanceof Map<?, ?> map) {
        map.forEach(
            (function, doc) -> {
              if (doc instanceof String text && !text.isEmpty()) {
                docs.putIfAbsent(String.valueOf(function), text);
              }
            });
      }
    }
    boolean asked = line.value("out").isPresent();
    docs.forEach(
        (function, doc) -> {
          if (asked) {
            printer.print(Map.of(function, doc), "", 0);
          } else {
            call.out().print(function + ":\n" + doc + "\n\n");
          }
        });
    return end(!failed.isEmpty());
  }

  private void showSummary(List<String> silent, Set<String> away) {
    StringBuilder text = new StringBuilder("\n\n").append(RULE).append("Summary\n").append(RULE);
    text.append("# of minions targeted: ").append(returned + silent.size()).append('\n');
    text.append("# of minions returned: ").append(returned).append('\n');
    text.append("# of minions that did not return: ").append(silent.size()).append('\n');
    text.append("# of minions with errors: ").append(failed.size()).append('\n');
    if (line.has("verbose")) {
      list(text, "Minions not connected: ", silent.stream().filter(away::contains).toList());
      list(
          text,
          "Minions not responding: ",
          silent.stream().filter(id -> !away.contains(id)).toList());
      if (!failed.isEmpty()) {
        text.append("Minions with failures:");
        failed.forEach(id -> text.append(' ').append(id));
        text.append('\n');
      }
    }
    call.out().print(text.append(RULE));
  }

  private static void list(StringBuilder text, String title, List<String> ids) {
    if (!ids.isEmpty()) {
      text.append(title).append(String.join(" ", ids)).append('\n');
    }
  }
}
