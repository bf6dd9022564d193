// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.api.channel.SignIn;
import io.saltern.api.config.Settings;
import io.saltern.api.minion.MasterChoice;
import io.saltern.api.minion.MasterLink;
import io.saltern.api.minion.MasterLinkListener;
import io.saltern.api.minion.MasterLinks;
import io.saltern.api.minion.MasterPolicy;
import io.saltern.api.transport.Ending;
import io.saltern.api.transport.Endpoint;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves all masters at once, each for itself. */
@Component(property = MasterPolicy.PROPERTY + "=str")
public final class AllMasters implements MasterPolicy {
  private static final Logger LOG = LoggerFactory.getLogger(AllMasters.class);

  private volatile List<Endpoint> all = List.of();

  /** To the master that published the job; to any when that one is not configured any more. */
  @Override
  public boolean mayReturn(Endpoint publisher, Endpoint served) {
    return publisher.equals(served) || !all.contains(publisher);
  }

  @Override
  public MasterChoice start(Settings minion, List<Endpoint> masters, MasterLinks links) {
    all = List.copyOf(masters);
    AtomicInteger left = new AtomicInteger(masters.size());
    MasterLinkListener listener =
        new MasterLinkListener() {
          @Override
          public void disconnected(MasterLink link, Ending how) {
            LOG.info("Connection to master {} lost", link.master().host());
          }

          @Override
          public void failed(MasterLink link, SignIn outcome) {
            if (left.decrementAndGet() == 0) {
              links.giveUp(
                  "no master is left to serve: " + outcome.message(), outcome.outcome().exitCode());
            }
          }
        };
    masters.forEach(master -> links.serve(master, true, listener));
    return new MasterChoice() {};
  }
}
