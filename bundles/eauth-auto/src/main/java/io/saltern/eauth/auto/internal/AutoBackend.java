// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.auto.internal;

import io.saltern.api.auth.EauthBackend;
import io.saltern.api.auth.Login;
import io.saltern.api.auth.Verdict;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Settings;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The backend {@code auto}: everybody is whom it says it is. */
@Component(property = EauthBackend.PROPERTY + "=auto", immediate = true)
public final class AutoBackend implements EauthBackend {
  private static final Logger LOG = LoggerFactory.getLogger(AutoBackend.class);
  private static final String REFUSAL =
      "The backend auto lets everybody in without a password, so it does not start unless the"
          + " option eauth_auto is true";

  /**
   * Starts, if the settings allow it explicitly.
   *
   * @throws IllegalStateException when they do not
   */
  @Activate
  public AutoBackend(@Reference(target = "(role=master)") Settings settings) {
    if (!settings.get(MasterOptions.EAUTH_AUTO)) {
      // the framework says only that there is no service
      LOG.error(REFUSAL);
      throw new IllegalStateException(REFUSAL);
    }
    LOG.warn("The backend auto accepts every user with any password, for eauth_auto is true");
  }

  @Override
  public CompletionStage<Verdict> authenticate(Login login) {
    return CompletableFuture.completedStage(new Verdict.Accepted(login.user(), Set.of()));
  }
}
