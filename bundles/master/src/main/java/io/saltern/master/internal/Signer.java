// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.crypto.SignatureAlgorithm;
import io.saltern.api.crypto.SigningProvider;
import io.saltern.api.swap.ServiceSlot;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Signs with whatever provider is there at the moment. */
@Component(service = Signer.class)
public final class Signer {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ServiceSlot<SigningProvider> slot = new ServiceSlot<>("signing provider", PATIENCE);

  /** Without any provider yet. */
  @Activate
  public Signer() {}

  /** With one provider that stays. */
  public Signer(SigningProvider provider) {
    slot.bind(provider, 0);
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unbind")
  void bind(SigningProvider provider, Map<String, Object> properties) {
    slot.bind(provider, properties.get("service.ranking") instanceof Integer rank ? rank : 0);
  }

  void unbind(SigningProvider provider) {
    slot.unbind(provider);
  }

  byte[] sign(RSAPrivateCrtKey key, SignatureAlgorithm algorithm, byte[] message) {
    return slot.call(rsa -> rsa.sign(key, algorithm, message));
  }

  boolean verify(RSAPublicKey key, SignatureAlgorithm algorithm, byte[] message, byte[] signature) {
    return slot.call(rsa -> rsa.verify(key, algorithm, message, signature));
  }
}
