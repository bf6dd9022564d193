// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.minion;

import io.saltern.api.channel.SignIn;
import io.saltern.api.transport.Ending;
import org.osgi.annotation.versioning.ConsumerType;

/** Hears how a link to a master fares; calls come one at a time and must not block. */
@ConsumerType
public interface MasterLinkListener {
  /** Signed in, subscribed and announced: ready for jobs. */
  default void ready(MasterLink link) {}

  /** The publish connection is lost; the link tries to have it again. */
  default void disconnected(MasterLink link, Ending how) {}

  /** The publish connection stands again. */
  default void reconnected(MasterLink link) {}

  /** The link has ended because the master did not take the minion in, or did not answer. */
  void failed(MasterLink link, SignIn outcome);
}
