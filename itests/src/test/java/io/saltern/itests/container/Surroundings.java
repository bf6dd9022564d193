// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.container;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;

/** Servers that the tests of a class in a container need, run by the host. */
public interface Surroundings extends AutoCloseable {
  /** Says which a class needs; it has a constructor without parameters, which starts them. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface Of {
    Class<? extends Surroundings> value();
  }

  /** The system properties by which the container finds them. */
  Map<String, String> properties();

  /** Stops them. */
  @Override
  void close() throws IOException;
}
