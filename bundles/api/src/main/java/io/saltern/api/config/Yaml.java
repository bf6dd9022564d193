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

  /**
   * Writes a value in block style, with a final newline: quoted and folded as PyYAML does, the keys
   * of a map sorted when all of them are texts.
   */
  String write(@Nullable Object value);
}
