// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.minion;

import io.saltern.api.transport.Endpoint;
import java.time.Duration;

/**
 * A minion went from one master to another.
 *
 * @param from the master that it served before
 * @param to the master that it serves now
 * @param reason for people: {@code connection closed}, {@code no heartbeat}, {@code no answer},
 *     {@code drain}, {@code failback}
 * @param time from the moment when the minion knew that it has to change until it was ready for
 *     jobs of the new master
 */
public record MasterChange(Endpoint from, Endpoint to, String reason, Duration time) {}
