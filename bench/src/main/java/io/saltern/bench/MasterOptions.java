// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench;

import io.saltern.bench.minions.MasterAddress;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which master, and how many minions. */
final class MasterOptions {
  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "The master's name or address (${DEFAULT-VALUE}).")
  private String host = "";

  @Option(
      names = "--ret-port",
      defaultValue = "4506",
      description = "Its port for requests (${DEFAULT-VALUE}).")
  private int retPort;

  @Option(
      names = "--publish-port",
      defaultValue = "0",
      description = "Its port for publications (the one it names).")
  private int publishPort;

  @Option(
      names = "--pki-dir",
      defaultValue = "/etc/salt/pki/master",
      description = "Its key directory, where the minions are accepted (${DEFAULT-VALUE}).")
  private Path pkiDir = Path.of("");

  @Option(
      names = "--minions",
      defaultValue = "100",
      description = "How many minions (${DEFAULT-VALUE}).")
  private int minions;

  @Option(names = "--master-pid", description = "Its process, to measure its processor time too.")
  private @Nullable Long pid;

  @Option(names = "--json", description = "Print one line of JSON instead of a table.")
  private boolean json;

  MasterAddress address() {
    return new MasterAddress(host, retPort, publishPort, pkiDir);
  }

  int minions() {
    return minions;
  }

  ProcessorTime processorTime() {
    return new ProcessorTime(pid == null ? OptionalLong.empty() : OptionalLong.of(pid));
  }

  void print(Result result) {
    System.out.println(json ? result.toJson() : result.toTable());
  }
}
