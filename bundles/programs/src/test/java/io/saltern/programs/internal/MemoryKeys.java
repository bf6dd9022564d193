// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.KeyState;
import io.saltern.api.MinionId;
import io.saltern.api.MinionKey;
import io.saltern.api.master.KeyStore;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keys in memory. */
final class MemoryKeys implements KeyStore {
  private final Map<KeyState, TreeMap<MinionId, String>> keys = new EnumMap<>(KeyState.class);

  MemoryKeys() {
    for (KeyState state : KeyState.values()) {
      keys.put(state, new TreeMap<>());
    }
  }

  MemoryKeys with(KeyState state, String... ids) {
    for (String id : ids) {
      keys.get(state).put(new MinionId(id), "key of " + id + "\n");
    }
    return this;
  }

  @Override
  public List<MinionId> ids(KeyState state) {
    return List.copyOf(keys.get(state).keySet());
  }

  @Override
  public Optional<MinionKey> key(MinionId id, KeyState state) {
    return Optional.ofNullable(keys.get(state).get(id)).map(pem -> new MinionKey(id, state, pem));
  }

  @Override
  public boolean move(MinionId id, KeyState from, KeyState to) {
    String pem = keys.get(from).remove(id);
    if (pem != null) {
      keys.get(to).put(id, pem);
    }
    return pem != null;
  }

  @Override
  public boolean delete(MinionId id, KeyState state) {
    return keys.get(state).remove(id) != null;
  }

  @Override
  public String fingerprint(String pem) {
    return "aa:" + pem.strip().length();
  }

  @Override
  public boolean accept(MinionId id, String pem, boolean replace) {
    throw new AssertionError("programs do not");
  }

  @Override
  public String fingerprint(String pem, String hashType) {
    return fingerprint(pem);
  }
}
