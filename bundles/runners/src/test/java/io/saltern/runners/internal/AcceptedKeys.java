// SPDX-License-Identifier: Apache-2.0
package io.saltern.runners.internal;

import io.saltern.api.KeyState;
import io.saltern.api.MinionId;
import io.saltern.api.MinionKey;
import io.saltern.api.master.KeyStore;
import java.util.List;
import java.util.Optional;

/** Minions with accepted keys. */
record AcceptedKeys(List<MinionId> accepted) implements KeyStore {
  @Override
  public List<MinionId> ids(KeyState state) {
    return state == KeyState.ACCEPTED ? accepted : List.of();
  }

  @Override
  public Optional<MinionKey> key(MinionId id, KeyState state) {
    return Optional.empty();
  }

  @Override
  public boolean move(MinionId id, KeyState from, KeyState to) {
    return false;
  }

  @Override
  public boolean delete(MinionId id, KeyState state) {
    return false;
  }

  @Override
  public String fingerprint(String pem) {
    return "";
  }

  @Override
  public boolean accept(MinionId id, String pem, boolean replace) {
    return false;
  }

  @Override
  public String fingerprint(String pem, String hashType) {
    return "";
  }
}
