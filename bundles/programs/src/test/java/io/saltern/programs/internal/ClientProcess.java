// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real client in a process of its own. */
final class ClientProcess {
  /** How it ended. */
  record Ended(int code, String out, String err) {}

  private final Path configDir;

  ClientProcess(Path configDir) {
    this.configDir = configDir;
  }

  ProcessBuilder of(String... typed) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xint", "-cp", classes(), "io.saltern.client.Main"));
    command.addAll(List.of(typed));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("SALT_CONFIG_DIR", configDir.toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("COLUMNS", "132");
    builder.environment().remove("SUDO_USER");
    // said on standard error
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    return builder;
  }

  /** Where its classes are. */
  static String classes() {
    try {
      Class<?> main = Class.forName("io.saltern.client.Main");
      return new File(main.getProtectionDomain().getCodeSource().getLocation().toURI()).getPath();
    } catch (ReflectiveOperationException | URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  Ended run(String... typed) throws Exception {
    return end(of(typed), "");
  }

  /** Runs it to its end with this as its input. */
  static Ended end(ProcessBuilder builder, String input) throws Exception {
    Process process = builder.start();
    process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("the client does not end");
    }
    return new Ended(process.exitValue(), out, err);
  }
}
