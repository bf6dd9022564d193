// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.MinionId;
import java.util.List;

/**
 * Whom a target names.
 *
 * @param minions accepted ones
 * @param missing ids of a list that no accepted minion has
 */
record Resolved(List<MinionId> minions, List<String> missing) {}
