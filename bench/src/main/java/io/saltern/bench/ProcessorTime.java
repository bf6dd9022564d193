// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The processor time of a process and its descendants. What a master does in a second depends on
 * what else the machine does; what it does in a second of processor time hardly does.
 */
final class ProcessorTime {
  private final OptionalLong pid;

  /**
   * @param pid nothing when it is not to be measured
   */
  ProcessorTime(OptionalLong pid) {
    this.pid = pid;
  }

  boolean isMeasured() {
    return pid.isPresent();
  }

  /** What has been used so far; nothing when it is not measured. */
  Duration used() {
    return pid.stream()
        .boxed()
        .flatMap(p -> ProcessHandle.of(p).stream())
        .flatMap(p -> Stream.concat(Stream.of(p), p.descendants()))
        .flatMap(p -> p.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }
}
