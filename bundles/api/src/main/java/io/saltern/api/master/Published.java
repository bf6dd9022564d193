// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.master;

import io.saltern.api.JobId;
import io.saltern.api.MinionId;
import java.util.List;

/**
 * A job that was sent.
 *
 * @param minions the accepted minions that the target names: who is expected to answer
 * @param missing ids of a list target that no accepted minion has
 */
public record Published(JobId id, List<MinionId> minions, List<String> missing) {}
