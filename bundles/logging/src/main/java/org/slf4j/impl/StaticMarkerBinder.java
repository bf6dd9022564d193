// SPDX-License-Identifier: Apache-2.0
package org.slf4j.impl;

import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MarkerFactoryBinder;

/** Where SLF4J 1.7 finds markers. */
public final class StaticMarkerBinder implements MarkerFactoryBinder {
  /** The one that SLF4J uses. */
  public static final StaticMarkerBinder SINGLETON = new StaticMarkerBinder();

  private final IMarkerFactory markers = new BasicMarkerFactory();

  private StaticMarkerBinder() {}

  /** The one that SLF4J asks for. */
  public static StaticMarkerBinder getSingleton() {
    return SINGLETON;
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public String getMarkerFactoryClassStr() {
    return BasicMarkerFactory.class.getName();
  }
}
