// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.KeyState;
import io.saltern.api.MinionId;
import io.saltern.api.MinionKey;
import io.saltern.api.config.CommonOptions;
import io.saltern.api.config.PresentSettings;
import io.saltern.api.crypto.KeyFormatException;
import io.saltern.api.master.EventBus;
import io.saltern.api.master.KeyStore;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Administers the keys of minions in Salt's folders. */
@Component(service = {KeyStore.class, FileKeyStore.class})
public final class FileKeyStore implements KeyStore {
  private final PresentSettings settings;
  private final KeyFiles files;
  private final LiveCodec codec;
  private final EventBus events;
  private final List<Consumer<MinionId>> onRevoked = new CopyOnWriteArrayList<>();

  /** Over the master's key files. */
  @Activate
  public FileKeyStore(
      @Reference(target = PresentSettings.OF_MASTER) PresentSettings settings,
      @Reference KeyFiles files,
      @Reference LiveCodec codec,
      @Reference EventBus events) {
    this.settings = settings;
    this.files = files;
    this.codec = codec;
    this.events = events;
  }

  @Override
  public List<MinionId> ids(KeyState state) throws IOException {
    return files.ids(state);
  }

  @Override
  public Optional<MinionKey> key(MinionId id, KeyState state) throws IOException {
    return files.read(id, state).map(pem -> new MinionKey(id, state, pem));
  }

  @Override
  public boolean move(MinionId id, KeyState from, KeyState to) throws IOException {
    boolean moved = files.alone(id, () -> moveAlone(id, from, to));
    if (moved) {
      fire(act(to), id);
      if (from == KeyState.ACCEPTED && to != KeyState.ACCEPTED) {
        revoked(id);
      }
    }
    return moved;
  }

  private boolean moveAlone(MinionId id, KeyState from, KeyState to) throws IOException {
    Optional<String> pem = files.read(id, from);
    if (pem.isPresent() && to == KeyState.ACCEPTED) {
      try {
        codec.readPublic(pem.get());
      } catch (KeyFormatException e) {
        throw new IOException("Unable to accept invalid key for " + id, e);
      }
    }
    return pem.isPresent() && files.move(id, from, to);
  }

  @Override
  public boolean delete(MinionId id, KeyState state) throws IOException {
    boolean deleted = files.alone(id, () -> files.delete(id, state));
    if (deleted) {
      fire("delete", id);
      if (state == KeyState.ACCEPTED) {
        revoked(id);
      }
    }
    return deleted;
  }

  @Override
  public boolean accept(MinionId id, String pem, boolean replace) throws IOException {
    boolean[] had = new boolean[1];
    boolean filed =
        files.alone(
            id,
            () -> {
              for (KeyState state : KeyState.values()) {
                if (files.read(id, state).isPresent()) {
                  if (!replace) {
                    return false;
                  }
                  had[0] |= state == KeyState.ACCEPTED;
                }
              }
              files.write(id, KeyState.ACCEPTED, pem);
              return true;
            });
    if (filed) {
      fire(act(KeyState.ACCEPTED), id);
      if (had[0]) {
        revoked(id);
      }
    }
    return filed;
  }

  @Override
  public String fingerprint(String pem, String hashType) {
    return PublicKeys.fingerprint(pem, hashType);
  }

  @Override
  public String fingerprint(String pem) {
    return PublicKeys.fingerprint(pem, settings.now().get(CommonOptions.HASH_TYPE));
  }

  /** Has somebody told of minions that had an accepted key and have none any more. */
  AutoCloseable onRevoked(Consumer<MinionId> listener) {
    onRevoked.add(listener);
    return () -> onRevoked.remove(listener);
  }

  private void revoked(MinionId id) {
    onRevoked.forEach(listener -> listener.accept(id));
  }

  private void fire(String act, MinionId id) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("result", true);
    data.put("act", act);
    data.put("id", id.value());
    events.fire("salt/key", data);
  }

  private static String act(KeyState state) {
    return switch (state) {
      case ACCEPTED -> "accept";
      case PENDING -> "pend";
      case REJECTED -> "reject";
      case DENIED -> "denied";
    };
  }
}
