// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.master;

import io.saltern.api.KeyState;
import io.saltern.api.MinionId;
import io.saltern.api.MinionKey;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The keys of minions, in Salt's own folders below {@code pki_dir}. Changes are durable. */
@ProviderType
public interface KeyStore {
  /** The ids in a state, sorted. */
  List<MinionId> ids(KeyState state) throws IOException;

  /** A minion's key in a state, or empty. */
  Optional<MinionKey> key(MinionId id, KeyState state) throws IOException;

  /**
   * Files a key under another state and fires {@code salt/key}.
   *
   * @return false when the minion has no key in state {@code from}
   */
  boolean move(MinionId id, KeyState from, KeyState to) throws IOException;

  /**
   * Deletes a key and fires {@code salt/key}.
   *
   * @return false when the minion has no key in the state
   */
  boolean delete(MinionId id, KeyState state) throws IOException;

  /**
   * Files a key of a minion as accepted and fires {@code salt/key}.
   *
   * @param pem the public key's text
   * @param replace whether to do so when the minion has a key already, in whatever state
   * @return false when it has and it was left alone
   */
  boolean accept(MinionId id, String pem, boolean replace) throws IOException;

  /**
   * The fingerprint of a key: hex pairs joined by colons.
   *
   * @param hashType as {@code sha256}
   * @throws IllegalArgumentException when there is no such hash
   */
  String fingerprint(String pem, String hashType);

  /** The fingerprint of a key by {@code hash_type}: hex pairs joined by colons. */
  String fingerprint(String pem);
}
