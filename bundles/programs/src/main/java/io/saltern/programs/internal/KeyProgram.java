// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.Caller;
import io.saltern.api.Decision;
import io.saltern.api.FunctionCall;
import io.saltern.api.KeyState;
import io.saltern.api.MinionId;
import io.saltern.api.auth.Authenticator;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.PresentSettings;
import io.saltern.api.config.Yaml;
import io.saltern.api.master.AccessControl;
import io.saltern.api.master.AccessRequest;
import io.saltern.api.master.KeyStore;
import io.saltern.api.master.PubkeySignatures;
import io.saltern.api.master.RefusedException;
import io.saltern.api.program.Program;
import io.saltern.api.program.ProgramCall;
import io.saltern.cli.CommandLine;
import io.saltern.cli.Outputters;
import io.saltern.cli.Printer;
import io.saltern.cli.UsageException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code salt-key}: lists, accepts, rejects and deletes minions' keys, signs the master's. */
@Component(property = Program.PROPERTY + "=salt-key")
public final class KeyProgram implements Program {
  private final KeyRing ring;
  private final AccessControl access;
  private final Outputters outputters;
  private final SignatureAction signature;
  private final SignIn signIn;
  private final Face face = new Face("salt-key", this::run);

  @Activate
  public KeyProgram(
      @Reference(target = PresentSettings.OF_MASTER) PresentSettings settings,
      @Reference Yaml yaml,
      @Reference KeyStore keys,
      @Reference AccessControl access,
      @Reference PubkeySignatures signatures,
      @Reference Authenticator authenticator) {
    this.signIn = new SignIn(settings, authenticator, RunProgram::refusal);
    this.signature = new SignatureAction(signatures);
    this.ring = new KeyRing(keys, settings.now().path(MasterOptions.PKI_DIR));
    this.access = access;
    this.outputters = new Outputters(yaml);
  }

  @Override
  public int run(ProgramCall call) throws InterruptedException {
    return face.run(call);
  }

  private int run(CommandLine line, ProgramCall call)
      throws UsageException, RefusedException, SignInException, InterruptedException {
    Printer printer = new Printer(outputters, line.output(call.terminal()), call.out(), call.err());
    if (line.has(KeyPairProgram.OPTION)) {
      throw new UsageException("--gen-keys writes files of whoever types it: not for a master");
    }
    if (line.has("gen-signature")) {
      Caller caller = signIn.of(line, call);
      judge(SignatureAction.FUNCTION, "", caller);
      printer.print(Map.of("return", signature.run(line, caller)), "nested", 0);
      return Face.EX_OK;
    }
    KeyAction action = KeyAction.of(line);
    judge(action.kind().function(), String.join(",", action.match()), signIn.of(line, call));
    try {
      switch (action.kind()) {
        case LIST -> printer.print(ring.list(action), "key", 0);
        case PRINT -> printer.print(ring.texts(action), "key", 0);
        case FINGER -> printer.print(ring.fingerprints(action, line.has("finger-all")), "key", 0);
        default -> {
          return change(action, line, call, printer);
        }
      }
      return Face.EX_OK;
    } catch (IOException e) {
      call.err().print("ERROR: " + e + "\n");
      return Face.EX_GENERIC;
    }
  }

  private void judge(String name, String argument, Caller caller) throws RefusedException {
    FunctionCall function = FunctionCall.of(name, argument);
    Decision decision =
        access.decide(caller, AccessRequest.onMaster(AccessRequest.Kind.WHEEL, function));
    if (!decision.allowed()) {
      throw new RefusedException(decision);
    }
  }

  private int change(KeyAction action, CommandLine line, ProgramCall call, Printer printer)
      throws IOException {
    Map<KeyState, List<MinionId>> found = ring.matching(action);
    if (found.isEmpty()) {
      call.out().print(action.nothingMatches());
      return Face.EX_OK;
    }
    call.out().print("The following keys are going to be " + action.done() + ":\n");
    printer.print(KeyRing.shown(found), "key", 0);
    if (!line.has("yes")) {
      boolean usually = action.kind() != KeyAction.Kind.DELETE;
      Optional<char[]> answer = call.ask(usually ? "Proceed? [n/Y] " : "Proceed? [N/y] ", false);
      if (answer.isEmpty()) {
        call.err().print("[ERROR   ] EOF when reading a line\n");
        return Face.EX_GENERIC;
      }
      String word = new String(answer.get()).toLowerCase(Locale.ROOT);
      if (!(word.isEmpty() ? usually : word.startsWith("y"))) {
        return Face.EX_OK;
      }
    }
    for (Map.Entry<KeyState, List<MinionId>> ids : found.entrySet()) {
      for (MinionId id : ids.getValue()) {
        if (ring.change(action.kind(), id, ids.getKey())) {
          call.out().print("Key for minion " + id + " " + action.done() + ".\n");
        }
      }
    }
    return Face.EX_OK;
  }
}
