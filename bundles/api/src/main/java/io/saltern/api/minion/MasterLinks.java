// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.minion;

import io.saltern.api.transport.Endpoint;
import org.osgi.annotation.versioning.ProviderType;

/** What a {@link MasterPolicy} acts with. */
@ProviderType
public interface MasterLinks {
  /**
   * Begins to serve a master: signs in, subscribes, takes jobs. Returns at once.
   *
   * @param patient whether to go on trying while the master does not answer or does not know the
   *     key yet; otherwise the listener hears of the first failure
   */
  MasterLink serve(Endpoint master, boolean patient, MasterLinkListener listener);

  /** Takes note that one master is served in place of another. */
  void changed(MasterChange change);

  /**
   * Ends the minion, because it can serve no master.
   *
   * @param reason for the log
   * @param exitCode of the process, see {@link io.saltern.api.channel.SignIn.Outcome#exitCode}
   */
  void giveUp(String reason, int exitCode);
}
