// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.channel;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One command that minions may send. Registered with the property {@code cmd} = its wire name. One
 * without a policy cannot be: {@link #policy} has no default.
 */
@ConsumerType
public interface MasterCommand {
  /** The service property that holds the wire name, as {@code _return}. */
  String PROPERTY = "cmd";

  /** How big, how often. Constant. */
  CommandPolicy policy();

  /**
   * Carries it out; called on a worker thread, never on an I/O thread. The answer is sent when the
   * stage completes, which must be within five minutes; a failure is logged and answered with an
   * empty text.
   *
   * @return the answer, which may be null: a value that msgpack can hold, or a {@link
   *     PrivateAnswer}
   */
  CompletionStage<? extends @Nullable Object> handle(Envelope request);
}
