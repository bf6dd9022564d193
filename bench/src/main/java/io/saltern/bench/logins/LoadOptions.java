// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.logins;

import io.saltern.bench.TimeOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How many log in, and how long. */
final class LoadOptions {
  @Option(
      names = "--users",
      defaultValue = "32",
      description = "How many log in at once (${DEFAULT-VALUE}).")
  private int users;

  @Mixin private TimeOptions time = new TimeOptions();

  Load load() {
    return new Load(users, time.warmUp(), time.measured());
  }
}
