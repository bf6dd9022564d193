// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.Caller;
import io.saltern.api.auth.Authenticator;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.PresentSettings;
import io.saltern.api.config.Settings;
import io.saltern.api.config.Yaml;
import io.saltern.api.master.LocalClient;
import io.saltern.api.master.LocalClient.Patience;
import io.saltern.api.master.NoMinionsException;
import io.saltern.api.master.Presence;
import io.saltern.api.master.PublishRequest;
import io.saltern.api.master.Publisher;
import io.saltern.api.master.RefusedException;
import io.saltern.api.program.Program;
import io.saltern.api.program.ProgramCall;
import io.saltern.cli.ArgumentParser;
import io.saltern.cli.CommandLine;
import io.saltern.cli.Outputters;
import io.saltern.cli.Printer;
import io.saltern.cli.UsageException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code salt}: runs functions on minions and shows what they return. */
@Component(property = Program.PROPERTY + "=salt")
public final class SaltProgram implements Program {
  /** Salt's exit code when nobody answers. */
  static final int NO_RETURN = 2;

  /** Salt's {@code --batch-safe-size}. */
  private static final String SAFE_SIZE = "8";

  private static final int INCOMPLETE = 42;
  static final String NOBODY =
      "No minions matched the target. No command was sent, no jid was assigned.\n";

  private final PresentSettings settings;
  private final Publisher publisher;
  private final LocalClient client;
  private final SignIn signIn;
  private final Presence presence;
  private final TargetPreview preview;
  private final ArgumentParser parser;
  private final Outputters outputters;
  private final Face face = new Face("salt", this::run);

  @Activate
  public SaltProgram(
      @Reference(target = PresentSettings.OF_MASTER) PresentSettings settings,
      @Reference Yaml yaml,
      @Reference Publisher publisher,
      @Reference LocalClient client,
      @Reference Presence presence,
      @Reference Authenticator authenticator,
      @Reference TargetPreview preview) {
    this.settings = settings;
    this.signIn = new SignIn(settings, authenticator, user -> "Authentication error occurred.");
    this.publisher = publisher;
    this.client = client;
    this.presence = presence;
    this.preview = preview;
    this.parser = new ArgumentParser(yaml);
    this.outputters = new Outputters(yaml);
  }

  @Override
  public int run(ProgramCall call) throws InterruptedException {
    return face.run(call);
  }

  private int run(CommandLine line, ProgramCall call)
      throws UsageException, RefusedException, SignInException, InterruptedException {
    Printer printer = new Printer(outputters, line.output(call.terminal()), call.out(), call.err());
    Patience patience = patience(line);
    try {
      SaltCommand command = SaltCommand.of(line, parser);
      Caller caller = signIn.of(line, call);
      if (line.has("preview-target")) {
        printer.print(preview.of(caller, command.target()), "nested", 0);
        return Face.EX_OK;
      }
      if (line.has("async")) {
        return publishOnly(command, caller, call);
      }
      return wait(line, command, caller, patience, printer, call);
    } catch (SaltCommand.IncompleteException e) {
      if (e.helpWanted()) {
        call.out().print(face.help());
      }
      call.err().print(e.getMessage());
      return INCOMPLETE;
    } catch (NoMinionsException nobody) {
      call.out().print(NOBODY);
      printer.print(Map.of(), "", 0);
      call.err().print("ERROR: No return received\n");
      return NO_RETURN;
    } catch (IllegalArgumentException e) {
      call.err().print("ERROR: " + e.getMessage() + "\n");
      return NO_RETURN;
    }
  }

  private int wait(
      CommandLine line,
      SaltCommand command,
      Caller caller,
      Patience patience,
      Printer printer,
      ProgramCall call)
      throws UsageException, RefusedException, NoMinionsException, InterruptedException {
    Optional<BatchSize> size = batch(line, command, caller, patience, call);
    if (size.isPresent()) {
      return new BatchRun(client, caller, line, command, size.get(), patience, printer, call)
          .run(Pings.of(client, caller, command.target(), patience));
    }
    int subset = line.integer("subset").orElse(0);
    SaltCommand meant =
        subset > 0 ? command.at(Subset.of(client, caller, command, patience, subset)) : command;
    return new SaltRun(client, caller, presence, line, meant, patience, printer, call).run();
  }

  /** Whether not all minions shall run at once: as typed, or for there are too many. */
  private Optional<BatchSize> batch(
      CommandLine line, SaltCommand command, Caller caller, Patience patience, ProgramCall call)
      throws UsageException, RefusedException, InterruptedException {
    if (line.has("batch")) {
      return Optional.of(BatchSize.of(line.value("batch").orElse("")));
    }
    int limit = line.integer("batch-safe-limit").orElse(0);
    if (limit <= 1 || Pings.of(client, caller, command.target(), patience).targeted() < limit) {
      return Optional.empty();
    }
    call.out().print("\nNOTICE: Too many minions targeted, switching to batch execution.\n");
    return Optional.of(BatchSize.of(line.value("batch-safe-size").orElse(SAFE_SIZE)));
  }

  private int publishOnly(SaltCommand command, Caller caller, ProgramCall call)
      throws RefusedException, NoMinionsException {
    String id =
        publisher
            .publish(
                caller,
                new PublishRequest(command.target(), command.calls(), null, command.extra()))
            .id()
            .value();
    call.out().print("Executed command with job ID: " + id + "\n");
    return Face.EX_OK;
  }

  private Patience patience(CommandLine line) throws UsageException {
    Settings now = settings.now();
    int typed = line.integer("timeout").orElse(0);
    Duration timeout = typed > 0 ? Duration.ofSeconds(typed) : now.seconds(MasterOptions.TIMEOUT);
    return new Patience(timeout, now.seconds(MasterOptions.GATHER_JOB_TIMEOUT));
  }
}
