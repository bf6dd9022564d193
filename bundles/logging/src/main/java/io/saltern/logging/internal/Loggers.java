// SPDX-License-Identifier: Apache-2.0
package io.saltern.logging.internal;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;

/** Makes loggers, all with one output. */
public final class Loggers implements ILoggerFactory {
  /** The one of this framework: SLF4J asks for it statically. */
  public static final Loggers INSTANCE = new Loggers(output());

  private final Output output;
  private final ConcurrentMap<String, Logger> loggers = new ConcurrentHashMap<>();

  Loggers(Output output) {
    this.output = output;
  }

  private static Output output() {
    return new Output(
        Output.standardError(),
        Boolean.getBoolean("saltern.log.colour"),
        Level.of(System.getProperty("saltern.log.level", Level.WARNING.name())));
  }

  @Override
  public Logger getLogger(String name) {
    return loggers.computeIfAbsent(name, n -> new SaltLogger(n, output));
  }

  Output target() {
    return output;
  }
}
