// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.fleet;

import java.util.List;

/**
 * Where a process runs.
 *
 * @param address where others find it
 * @param enter the command that starts another there; empty for where this process is
 */
public record Site(String address, List<String> enter) {}
