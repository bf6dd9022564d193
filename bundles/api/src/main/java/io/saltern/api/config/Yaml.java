// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.config;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** YAML 1.1 with its safe types only, as Salt reads and prints it. */
@ProviderType
public interface Yaml {
  /**
   * Reads one document.
   *
   * @return null, {@link Boolean}, {@link Long}, {@link java.math.BigInteger}, {@link Double},
   *     {@link String}, {@link java.util.List} or {@link java.util.Map}
   * @throws IllegalArgumentException when it is no YAML, nests too deep or has a duplicate key; the
   *     message names line and column
   */
  @Nullable Object read(String text);

  /** Writes a value in block style, map keys in their order, with a final newline. */
  String write(@Nullable Object value);
}
