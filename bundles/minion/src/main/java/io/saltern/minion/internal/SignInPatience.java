// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.api.MinionId;
import io.saltern.api.channel.SignIn;
import io.saltern.api.config.MinionOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.log.LogLevels;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** Decides after a sign-in that failed when to try again, and tells the log in Salt's words. */
final class SignInPatience {
  private static final Logger LOG = LoggerFactory.getLogger(SignInPatience.class);
  private static final Marker CRITICAL = MarkerFactory.getMarker(LogLevels.CRITICAL);
  private static final Duration AT_ONCE = Duration.ofMillis(100);

  private final Settings settings;
  private final MinionId id;
  private final boolean patient;
  private final Duration longest;
  private Duration wait;
  private int attempt;
  private long unanswered;

  /**
   * @param patient whether a master that does not take the minion in is asked again and again
   */
  SignInPatience(Settings settings, MinionId id, boolean patient) {
    this.settings = settings;
    this.id = id;
    this.patient = patient;
    this.wait = settings.seconds(MinionOptions.ACCEPTANCE_WAIT_TIME);
    Duration max = settings.seconds(MinionOptions.ACCEPTANCE_WAIT_TIME_MAX);
    this.longest = max.isZero() ? wait : max;
  }

  /** Counts an attempt. */
  int attempt() {
    return ++attempt;
  }

  /** How long to wait before the next attempt; empty when there shall be none. */
  Optional<Duration> judge(SignIn failed) {
    if (failed.outcome() != SignIn.Outcome.UNREACHABLE) {
      unanswered = 0;
    }
    return switch (failed.outcome()) {
      case PENDING -> {
        LOG.error(
            "The Salt Master has cached the public key for this node, this salt minion will wait"
                + " for {} seconds before attempting to re-authenticate. The key of {} is accepted"
                + " with 'salt-key -a {}' on the master.",
            wait.toSeconds(),
            id,
            id);
        yield later();
      }
      case FULL -> {
        LOG.error("The Salt Master serves as many minions as it may: {}", failed.message());
        yield later();
      }
      case REJECTED -> rejected();
      case UNTRUSTED, OTHER_FINGERPRINT -> {
        LOG.error(CRITICAL, "The minion cannot serve the master: {}", failed.message());
        yield Optional.empty();
      }
      case UNREACHABLE -> unreachable(failed.message());
      case ACCEPTED -> Optional.empty();
    };
  }

  private Optional<Duration> rejected() {
    if (settings.get(MinionOptions.REJECTED_RETRY) || !patient) {
      LOG.error(
          "The Salt Master has rejected this minion's public key.\nTo repair this issue, delete"
              + " the public key for this minion on the Salt Master.\nThe Salt Minion will attempt"
              + " to re-authenticate.");
      return later();
    }
    LOG.error(
        CRITICAL,
        "The Salt Master has rejected this minion's public key!\nTo repair this issue, delete the"
            + " public key for this minion on the Salt Master and restart this minion.\nOr restart"
            + " the Salt Master in open mode to clean out the keys. The Salt Minion will now"
            + " exit.");
    return Optional.empty();
  }

  private Optional<Duration> unreachable(String message) {
    unanswered++;
    long tries = settings.get(MinionOptions.AUTH_TRIES);
    if (!patient) {
      return Optional.empty();
    }
    if (tries > 0 && unanswered % tries != 0) {
      LOG.debug("SaltReqTimeoutError: {}", message);
      return Optional.of(AT_ONCE);
    }
    LOG.error("The master does not answer: {}", message);
    return later();
  }

  private Optional<Duration> later() {
    if (!patient) {
      return Optional.empty();
    }
    Duration now = wait;
    LOG.info("Waiting {} seconds before retry.", now.toMillis() / 1000.0);
    if (wait.compareTo(longest) < 0) {
      Duration more = wait.plus(settings.seconds(MinionOptions.ACCEPTANCE_WAIT_TIME));
      wait = more.compareTo(longest) < 0 ? more : longest;
    }
    return Optional.of(now.compareTo(AT_ONCE) < 0 ? AT_ONCE : now);
  }
}
