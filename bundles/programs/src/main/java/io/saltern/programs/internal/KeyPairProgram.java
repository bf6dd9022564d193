// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.config.Yaml;
import io.saltern.api.crypto.KeyCodec;
import io.saltern.api.files.DurableFiles;
import io.saltern.api.files.SafePath;
import io.saltern.api.program.Program;
import io.saltern.api.program.ProgramCall;
import io.saltern.cli.CommandLine;
import io.saltern.cli.Outputters;
import io.saltern.cli.Printer;
import io.saltern.cli.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * {@code salt-key --gen-keys}: writes a new pair for some minion. The files are those of whoever
 * typed it, so this runs in a process of theirs; it needs neither a master nor a configuration.
 */
public final class KeyPairProgram implements Program {
  /** The option that means this. */
  static final String OPTION = "gen-keys";

  private static final int USUAL_BITS = 2048;
  private static final int MOST_BITS = 16384;

  private final KeyCodec codec;
  private final UnaryOperator<String> fingerprint;
  private final Outputters outputters;
  private final Face face = new Face("salt-key", this::run);

  /**
   * @param fingerprint that of a public key's text
   */
  public KeyPairProgram(KeyCodec codec, UnaryOperator<String> fingerprint, Yaml yaml) {
    this.codec = codec;
    this.fingerprint = fingerprint;
    this.outputters = new Outputters(yaml);
  }

  /** Whether a command line means this and no other action of {@code salt-key}. */
  public static boolean isMeant(List<String> typed) {
    return typed.stream()
        .takeWhile(word -> !word.equals("--"))
        .anyMatch(word -> word.equals("--" + OPTION) || word.startsWith("--" + OPTION + "="));
  }

  @Override
  public int run(ProgramCall call) throws InterruptedException {
    return face.run(call);
  }

  private int run(CommandLine line, ProgramCall call) throws UsageException {
    int bits = line.integer("keysize").orElse(USUAL_BITS);
    if (bits < USUAL_BITS || bits > MOST_BITS || bits % 8 != 0) {
      throw new UsageException(
          bits < USUAL_BITS
              ? "The minimum value for keysize is " + USUAL_BITS
              : bits > MOST_BITS
                  ? "The maximum value for keysize is " + MOST_BITS
                  : "The value for keysize must be a multiple of 8");
    }
    try {
      Path folder = Path.of(line.value("gen-keys-dir").orElse("."));
      String name = line.value(OPTION).orElse("");
      Path pub = SafePath.of(folder, name.isEmpty() ? "" : name + ".pub").path();
      makeIfMissing(SafePath.of(folder, name + ".pem").path(), pub, bits);
      new Printer(outputters, line.output(call.terminal()), call.out(), call.err())
          .print(Map.of("return", fingerprint.apply(Files.readString(pub))), "nested", 0);
      return Face.EX_OK;
    } catch (InvalidPathException e) {
      throw new UsageException("option --gen-keys-dir: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new UsageException("option --gen-keys: " + e.getMessage());
    } catch (IOException e) {
      call.err().print("ERROR: " + e + "\n");
      return Face.EX_GENERIC;
    }
  }

  private void makeIfMissing(Path pem, Path pub, int bits) throws IOException {
    if (Files.exists(pem) || Files.exists(pub)) {
      return;
    }
    Files.createDirectories(pem.toAbsolutePath().resolveSibling("."));
    KeyPair pair = codec.generate(bits);
    write(pem, codec.writePrivate((RSAPrivateCrtKey) pair.getPrivate(), null), "r--------");
    write(pub, codec.writePublic((RSAPublicKey) pair.getPublic()), "rw-r--r--");
  }

  private static void write(Path file, String text, String permissions) throws IOException {
    DurableFiles.write(file, text.getBytes(StandardCharsets.US_ASCII), permissions);
  }
}
