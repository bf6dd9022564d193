// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.minion;

import io.saltern.api.transport.Endpoint;
import java.time.Instant;

/**
 * A master that is served.
 *
 * @param master its request address
 * @param connected whether the publish connection stands
 * @param since when the minion was ready for its jobs
 */
public record ServedMaster(Endpoint master, boolean connected, Instant since) {}
