// SPDX-License-Identifier: Apache-2.0
package org.slf4j.impl;

import io.saltern.logging.internal.Loggers;
import org.slf4j.ILoggerFactory;
import org.slf4j.spi.LoggerFactoryBinder;

/** Where SLF4J 1.7 finds the provider. */
public final class StaticLoggerBinder implements LoggerFactoryBinder {
  /** The API this was compiled for; not final, so that no compiler copies it. */
  @SuppressWarnings("NonFinalStaticField")
  public static String REQUESTED_API_VERSION = "1.7.36";

  private static final StaticLoggerBinder SINGLETON = new StaticLoggerBinder();

  private StaticLoggerBinder() {}

  /** The one that SLF4J asks for. */
  public static StaticLoggerBinder getSingleton() {
    return SINGLETON;
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return Loggers.INSTANCE;
  }

  @Override
  public String getLoggerFactoryClassStr() {
    return Loggers.class.getName();
  }
}
