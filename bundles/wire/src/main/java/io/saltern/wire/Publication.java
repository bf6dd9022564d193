// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

import java.util.Optional;

/**
 * A job on its way to the minions.
 *
 * @param load the job, sealed under the publish key: the bytes that are signed
 * @param sigAlgo how it is signed; absent from old masters
 * @param sig the master's signature, if it signs publications
 */
public record Publication(Bytes load, Optional<String> sigAlgo, Optional<Bytes> sig) {}
