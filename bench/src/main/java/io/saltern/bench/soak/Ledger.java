// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.soak;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.saltern.bench.fleet.Fleet;
import io.saltern.bench.fleet.MasterNode;
import io.saltern.bench.fleet.Node;
import io.saltern.testing.MasterPrograms;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What came of all jobs that any master has.
 *
 * @param jobs how many there are
 * @param expected returns: one of each minion for each job
 * @param once returns that exactly one master has
 * @param missing {@code job minion} of returns that no master has
 * @param twice {@code job minion} of returns that both masters have
 * @param ranOnce runs that happened exactly once
 * @param ranTwice {@code job minion} of jobs that ran more than once
 */
record Ledger(
    int jobs,
    int expected,
    int once,
    List<String> missing,
    List<String> twice,
    int ranOnce,
    List<String> ranTwice) {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Pattern START = Pattern.compile("Starting a new job (\\d{20}) ");

  /** Asks the masters, which must be up, and reads the logs of the minions. */
  static Ledger of(Fleet fleet) throws IOException {
    Set<String> jobs = new TreeSet<>();
    for (MasterNode master : fleet.masters()) {
      json(master, "jobs.list_jobs")
          .entrySet()
          .forEach(
              job -> {
                String function = job.getValue().getAsJsonObject().get("Function").getAsString();
                if (function.equals("test.sleep")) {
                  jobs.add(job.getKey());
                }
              });
    }
    Map<String, Integer> returns = new HashMap<>();
    for (MasterNode master : fleet.masters()) {
      for (String job : jobs) {
        json(master, "jobs.lookup_jid", job)
            .keySet()
            .forEach(minion -> returns.merge(job + " " + minion, 1, Integer::sum));
      }
    }
    return of(jobs, fleet.ids(), returns, runs(fleet));
  }

  static Ledger of(
      Set<String> jobs,
      Set<String> minions,
      Map<String, Integer> returns,
      Map<String, Integer> runs) {
    List<String> missing = new ArrayList<>();
    List<String> twice = new ArrayList<>();
    List<String> ranTwice = new ArrayList<>();
    int once = 0;
    int ranOnce = 0;
    for (String job : jobs) {
      for (String minion : minions) {
        String key = job + " " + minion;
        int kept = returns.getOrDefault(key, 0);
        int ran = runs.getOrDefault(key, 0);
        if (kept == 0) {
          missing.add(key);
        } else if (kept == 1) {
          once++;
        } else {
          twice.add(key);
        }
        if (ran == 1) {
          ranOnce++;
        } else if (ran > 1) {
          ranTwice.add(key);
        }
      }
    }
    return new Ledger(
        jobs.size(), jobs.size() * minions.size(), once, missing, twice, ranOnce, ranTwice);
  }

  private static JsonObject json(MasterNode master, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("--out", "json"));
    all.addAll(List.of(arguments));
    MasterPrograms.Output output = master.run(LONG, "salt-run", all.toArray(new String[0]));
    if (output.exit() != 0) {
      throw new IOException(all + " failed: " + output.err());
    }
    return output.out().isBlank()
        ? new JsonObject()
        : JsonParser.parseString(output.out()).getAsJsonObject();
  }

  private static Map<String, Integer> runs(Fleet fleet) throws IOException {
    Map<String, Integer> runs = new HashMap<>();
    for (Node minion : fleet.minions()) {
      minion.logged(
          line -> {
            Matcher start = START.matcher(line);
            if (start.find()) {
              runs.merge(start.group(1) + " " + minion.folder().getFileName(), 1, Integer::sum);
            }
          });
    }
    return runs;
  }

  /** Whether each return has come to rest on one master. */
  boolean settled() {
    return missing.isEmpty() && twice.isEmpty();
  }

  /** Whether each job ran once on each minion and each return is on one master. */
  boolean good() {
    return expected > 0 && once == expected && ranOnce == expected;
  }
}
