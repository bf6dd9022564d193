// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.Caller;
import io.saltern.api.master.PubkeySignatures;
import io.saltern.cli.CommandLine;
import io.saltern.cli.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** {@code salt-key --gen-signature}. */
final class SignatureAction {
  /** The function that is judged. */
  static final String FUNCTION = "key.gen_signature";

  private final PubkeySignatures signatures;

  SignatureAction(PubkeySignatures signatures) {
    this.signatures = signatures;
  }

  /** What Salt prints: whether a file was written, or why none could be. */
  Object run(CommandLine line, Caller caller) throws UsageException {
    PubkeySignatures.Request request =
        new PubkeySignatures.Request(
            path(line, caller, "priv"),
            path(line, caller, "pub"),
            path(line, caller, "signature-path"),
            line.has("auto-create"));
    try {
      return signatures.generate(request);
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** The master opens these files: only who may do so as well may name them. */
  private static Optional<Path> path(CommandLine line, Caller caller, String option)
      throws UsageException {
    Optional<String> value = line.value(option).filter(text -> !text.isEmpty());
    Caller.Proof proof = caller.proof();
    if (value.isPresent() && proof != Caller.Proof.LOCAL_ADMIN && proof != Caller.Proof.SHELL) {
      throw new UsageException("--" + option + " is for the superuser");
    }
    Optional<Path> path = value.map(Path::of);
    if (path.isPresent() && !path.get().isAbsolute()) {
      throw new UsageException("--" + option + " must be an absolute path");
    }
    return path;
  }
}
