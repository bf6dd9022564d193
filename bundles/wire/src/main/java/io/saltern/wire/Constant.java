// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

import org.jspecify.annotations.Nullable;

/**
 * A named constant of Salt's, msgpack extension type 79.
 *
 * @param name the constant's name
 * @param value what it stands for; a decodable value, possibly null
 */
public record Constant(String name, @Nullable Object value) {}
