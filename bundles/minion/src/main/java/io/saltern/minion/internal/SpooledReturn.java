// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.api.JobId;
import io.saltern.api.transport.Endpoint;
import java.nio.file.Path;

/**
 * A return that is on disk until its master has it.
 *
 * @param publisher the master that published the job
 */
record SpooledReturn(JobId job, Endpoint publisher, Path file, long size)
    implements Comparable<SpooledReturn> {
  @Override
  public int compareTo(SpooledReturn other) {
    return file.getFileName().compareTo(other.file.getFileName());
  }
}
