// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.crypto.KeyCodec;
import io.saltern.api.crypto.KeyFormatException;
import io.saltern.api.swap.ServiceSlot;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Reads and writes keys with whatever codec is there at the moment. */
@Component(service = LiveCodec.class)
public final class LiveCodec implements KeyCodec {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ServiceSlot<KeyCodec> slot = new ServiceSlot<>("key codec", PATIENCE);

  /** Without any codec yet. */
  @Activate
  public LiveCodec() {}

  /** Over one codec, outside a framework. */
  public static LiveCodec of(KeyCodec codec) {
    LiveCodec live = new LiveCodec();
    live.bind(codec, Map.of());
    return live;
  }

  // none at all is allowed: the master serves on while its codec is replaced
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unbind")
  void bind(KeyCodec codec, Map<String, Object> properties) {
    slot.bind(codec, properties.get("service.ranking") instanceof Integer rank ? rank : 0);
  }

  void unbind(KeyCodec codec) {
    slot.unbind(codec);
  }

  @Override
  public KeyPair generate(int bits) {
    return slot.call(codec -> codec.generate(bits));
  }

  @Override
  public RSAPrivateCrtKey readPrivate(String pem, char @Nullable [] passphrase)
      throws KeyFormatException {
    return read(codec -> codec.readPrivate(pem, passphrase));
  }

  @Override
  public RSAPublicKey readPublic(String pem) throws KeyFormatException {
    return read(codec -> codec.readPublic(pem));
  }

  @Override
  public String writePrivate(RSAPrivateCrtKey key, char @Nullable [] passphrase) {
    return slot.call(codec -> codec.writePrivate(key, passphrase));
  }

  @Override
  public String writePublic(RSAPublicKey key) {
    return slot.call(codec -> codec.writePublic(key));
  }

  private <K> K read(Reading<K> reading) throws KeyFormatException {
    try {
      return slot.call(
          codec -> {
            try {
              return reading.by(codec);
            } catch (KeyFormatException e) {
              throw new Carried(e);
            }
          });
    } catch (Carried e) {
      throw e.reason;
    }
  }

  private interface Reading<K> {
    K by(KeyCodec codec) throws KeyFormatException;
  }

  private static final class Carried extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final KeyFormatException reason;

    private Carried(KeyFormatException reason) {
      super(reason);
      this.reason = reason;
    }
  }
}
