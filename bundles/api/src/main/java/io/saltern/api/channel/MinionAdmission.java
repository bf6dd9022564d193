// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.channel;

import io.saltern.api.MinionId;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The master's knowledge of minion keys, as the channel needs it. Thread-safe; may read files. */
@ProviderType
public interface MinionAdmission {
  /**
   * Decides on a sign-in and records it: the key is filed by its state and {@code salt/auth} fired.
   *
   * @param publicKey the offered key's PEM text, cleaned: {@code \n} line ends, no final newline
   * @param autosignGrains what the minion offers for automatic acceptance; usually empty
   */
  Admission signIn(MinionId id, String publicKey, Map<String, Object> autosignGrains);

  /** The PEM text of the accepted key of a minion, or empty when it has none. */
  Optional<String> acceptedKey(MinionId id);
}
