// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.auth;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a backend, since the master started.
 *
 * @param name by which {@code external_auth} calls it
 * @param enabled whether {@code external_auth} names it
 * @param state {@code active}: logins are taken; {@code expected}: it is being installed; {@code
 *     missing}: there is none; else that of its bundle, as {@code resolved} of one that is stopped
 * @param bundle the symbolic name of the bundle that offers it, or did so last; empty when none did
 * @param version the bundle's; empty likewise
 * @param accepted logins with a right password
 * @param rejected logins that it refused
 * @param failed logins without a verdict, in time or at all
 * @param median how long its latest verdicts took, half of them less; null when there was none
 * @param last how long the latest verdict took; null when there was none
 * @param locked users who are locked out now
 */
public record BackendReport(
    String name,
    boolean enabled,
    String state,
    String bundle,
    String version,
    long accepted,
    long rejected,
    long failed,
    @Nullable Duration median,
    @Nullable Duration last,
    int locked) {
  /** Logins are taken. */
  public static final String ACTIVE = "active";

  /** It is being installed. */
  public static final String EXPECTED = "expected";

  /** There is none. */
  public static final String MISSING = "missing";
}
