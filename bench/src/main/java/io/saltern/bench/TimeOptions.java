// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How long to measure. */
public final class TimeOptions {
  @Option(
      names = "--warm-up",
      defaultValue = "5",
      description = "Seconds that are not counted (${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      description = "Seconds that are counted (${DEFAULT-VALUE}).")
  private int seconds;

  /** What is not counted. */
  public Duration warmUp() {
    return Duration.ofSeconds(warmUp);
  }

  /** What is. */
  public Duration measured() {
    return Duration.ofSeconds(seconds);
  }
}
