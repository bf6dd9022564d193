// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.KeyState;
import io.saltern.api.MinionId;
import io.saltern.api.audit.AuditTrail;
import io.saltern.api.config.ConfigurationException;
import io.saltern.api.config.PresentSettings;
import io.saltern.api.config.Settings;
import io.saltern.api.config.SettingsReader;
import io.saltern.api.config.Yaml;
import io.saltern.api.master.AccessRulesReader;
import io.saltern.api.master.KeyStore;
import io.saltern.api.master.RuleBook;
import io.saltern.api.master.RuleBook.Finding;
import io.saltern.api.master.RuleBook.Grant;
import io.saltern.api.program.Program;
import io.saltern.api.program.ProgramCall;
import io.saltern.api.store.MinionData;
import io.saltern.api.store.MinionDataStore;
import io.saltern.cli.ArgumentParser;
import io.saltern.cli.CommandLine;
import io.saltern.cli.Outputters;
import io.saltern.cli.Printer;
import io.saltern.cli.Syntax;
import io.saltern.cli.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code salt-acl}: explains, tests and lists access rules as the configuration files say them now,
 * whether or not a master uses them.
 */
@Component(property = Program.PROPERTY + "=salt-acl")
public final class AclProgram implements Program {
  private final Function<Settings, KnownMinions> minions;
  private final Function<List<String>, Path> configDir;
  private final SettingsReader reader;
  private final AccessRulesReader rules;
  private final AclRecords records;
  private final Yaml yaml;
  private final Outputters outputters;
  private final Face face = new Face("salt-acl", this::run);

  /** In a master, with its minions and its usual folder of configuration files. */
  @Activate
  public AclProgram(
      @Reference(target = PresentSettings.OF_MASTER) PresentSettings settings,
      @Reference SettingsReader reader,
      @Reference AccessRulesReader rules,
      @Reference KeyStore keys,
      @Reference MinionDataStore data,
      @Reference AuditTrail trail,
      @Reference Yaml yaml) {
    this(
        reader,
        rules,
        trail,
        ignored -> inMaster(keys, data),
        typed -> settings.now().configDir(),
        yaml);
  }

  /**
   * Anywhere.
   *
   * @param minions those of the master that has such settings
   * @param configDir the usual folder, whatever was typed
   */
  public AclProgram(
      SettingsReader reader,
      AccessRulesReader rules,
      AuditTrail trail,
      Function<Settings, KnownMinions> minions,
      Function<List<String>, Path> configDir,
      Yaml yaml) {
    this.reader = reader;
    this.rules = rules;
    this.records = new AclRecords(trail, yaml);
    this.minions = minions;
    this.configDir = configDir;
    this.yaml = yaml;
    this.outputters = new Outputters(yaml);
  }

  private static KnownMinions inMaster(KeyStore keys, MinionDataStore data) {
    return new KnownMinions() {
      @Override
      public List<MinionId> ids() throws IOException {
        return keys.ids(KeyState.ACCEPTED);
      }

      @Override
      public Optional<MinionData> data(MinionId id) {
        return data.data(id);
      }
    };
  }

  @Override
  public int run(ProgramCall call) throws InterruptedException {
    if (!call.caller().administers()) {
      call.err().print("salt-acl is for administrators of the master.\n");
      return Face.EX_GENERIC;
    }
    return face.run(call);
  }

  private int run(CommandLine line, ProgramCall call) throws UsageException {
    List<String> words = line.arguments();
    String verb = words.isEmpty() ? "" : words.get(0);
    try {
      AclDesk desk = open(line, call);
      List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
      return switch (verb) {
        case "explain" -> explain(desk, line, rest, call);
        case "test" -> test(desk, rest, call);
        case "list" -> list(desk, line, rest, call);
        case "lint" -> lint(desk, line, call);
        case "create" -> records.create(desk, line, rest, call);
        case "audit" -> records.verify(desk, rest, call);
        default -> throw new UsageException("no such command: '" + verb + "'");
      };
    } catch (ConfigurationException e) {
      e.problems().forEach(problem -> call.err().print("[ERROR   ] " + problem + "\n"));
    } catch (IOException | UncheckedIOException e) {
      call.err().print("[ERROR   ] " + e + "\n");
    } catch (IllegalArgumentException e) {
      call.err().print("[ERROR   ] " + e.getMessage() + "\n");
    }
    return Syntax.EX_USAGE;
  }

  private AclDesk open(CommandLine line, ProgramCall call)
      throws ConfigurationException, IOException {
    Path folder =
        line.value("config-dir").map(Path::of).orElseGet(() -> configDir.apply(call.arguments()));
    Settings settings = reader.master(folder);
    LateFleet fleetOfMaster = new LateFleet(() -> minions.apply(settings));
    AclDesk desk = new AclDesk(settings, rules, fleetOfMaster, yaml);
    Optional<String> fleet = line.value("fleet");
    return fleet.isPresent() ? desk.with(Path.of(fleet.get())) : desk;
  }

  private int explain(AclDesk desk, CommandLine line, List<String> words, ProgramCall call)
      throws UsageException, ConfigurationException, IOException {
    AclQuery query = AclQuery.of(line, words, new ArgumentParser(yaml));
    AclExplain explained = AclExplain.of(query, desk.rules(), desk.fleet(), desk.settings());
    print(line, call, explained.text(), explained.value());
    return explained.allowed() ? Face.EX_OK : Face.EX_GENERIC;
  }

  private static int test(AclDesk desk, List<String> words, ProgramCall call)
      throws UsageException, ConfigurationException, IOException {
    if (words.size() != 1) {
      throw new UsageException("expected one file of expectations");
    }
    AclTest test = new AclTest(desk, Path.of(words.get(0)));
    test.run(call.out());
    return test.passed() ? Face.EX_OK : Face.EX_GENERIC;
  }

  private int list(AclDesk desk, CommandLine line, List<String> words, ProgramCall call)
      throws UsageException, ConfigurationException {
    RuleBook book = desk.rules();
    boolean all = words.isEmpty() && !line.has("user");
    List<Grant> grants =
        all
            ? book.grants()
            : book.grants(AclQuery.caller(line, words.isEmpty() ? "" : words.get(0)));
    StringBuilder text = new StringBuilder();
    grants.forEach(
        grant -> text.append(grant.text()).append("  # ").append(grant.place()).append('\n'));
    print(
        line,
        call,
        grants.isEmpty() ? "no rules\n" : text.toString(),
        grants.stream().map(AclProgram::value).toList());
    return Face.EX_OK;
  }

  private int lint(AclDesk desk, CommandLine line, ProgramCall call)
      throws UsageException, ConfigurationException {
    List<Finding> findings = desk.rules().lint();
    StringBuilder text = new StringBuilder();
    List<Object> values = new ArrayList<>();
    for (Finding found : findings) {
      text.append(found.place()).append(": ").append(found.rule()).append(": ");
      text.append(found.message()).append('\n');
      values.add(Map.of("place", found.place(), "rule", found.rule(), "message", found.message()));
    }
    print(line, call, text.toString(), values);
    return findings.isEmpty() ? Face.EX_OK : Face.EX_GENERIC;
  }

  private static Map<String, Object> value(Grant grant) {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("section", grant.section());
    value.put("who", grant.who());
    value.put("allows", grant.allows());
    value.put("target", grant.target());
    value.put("functions", grant.functions());
    value.put("arguments", grant.arguments());
    value.put("place", grant.place());
    return value;
  }

  /** As text for people, unless an outputter is asked for. */
  private void print(CommandLine line, ProgramCall call, String text, @Nullable Object value)
      throws UsageException {
    if (line.has("out")) {
      new Printer(outputters, line.output(call.terminal()), call.out(), call.err())
          .print(value, "", 0);
    } else {
      call.out().print(text);
    }
  }
}
