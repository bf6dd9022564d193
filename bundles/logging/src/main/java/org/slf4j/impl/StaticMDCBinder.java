// SPDX-License-Identifier: Apache-2.0
package org.slf4j.impl;

import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;

/** Where SLF4J 1.7 finds the diagnostic context: there is none. */
public final class StaticMDCBinder {
  /** The one that SLF4J uses. */
  public static final StaticMDCBinder SINGLETON = new StaticMDCBinder();

  private StaticMDCBinder() {}

  /** The one that SLF4J asks for. */
  public static StaticMDCBinder getSingleton() {
    return SINGLETON;
  }

  /** A context that keeps nothing. */
  public MDCAdapter getMDCA() {
    return new NOPMDCAdapter();
  }

  /** The name of its class. */
  public String getMDCAdapterClassStr() {
    return NOPMDCAdapter.class.getName();
  }
}
