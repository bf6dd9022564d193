// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.crypto.KeyCodec;
import io.saltern.api.crypto.SigningProvider;
import io.saltern.api.swap.ServiceSlot;
import io.saltern.api.transport.Transport;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The services that both ends use, each replaceable while it is in use. */
@Component(service = Tools.class)
public final class Tools {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String RANKING = "service.ranking";

  private final ServiceSlot<SigningProvider> signing =
      new ServiceSlot<>("signing provider", PATIENCE);
  private final ServiceSlot<KeyCodec> codec = new ServiceSlot<>("key codec", PATIENCE);
  private final Map<String, ServiceSlot<Transport>> transports = new ConcurrentHashMap<>();
  private final Set<TransportUser> transportUsers = ConcurrentHashMap.newKeySet();

  /** Has sockets of a transport open, which end with its bundle. */
  interface TransportUser {
    /** A transport leaves; what it opened is closed, or will be in a moment. */
    void transportGone(Transport service);

    /** A transport is there that may be used from now on. */
    void transportArrived();
  }

  /** Without any service yet. */
  @Activate
  public Tools() {}

  /** RSA. */
  ServiceSlot<SigningProvider> signing() {
    return signing;
  }

  /** Key texts. */
  ServiceSlot<KeyCodec> codec() {
    return codec;
  }

  /** The transport of a name, there or to come. */
  ServiceSlot<Transport> transport(String name) {
    return transports.computeIfAbsent(
        name, n -> new ServiceSlot<>("transport '" + n + "'", PATIENCE));
  }

  /** Tells when transports come and go, until {@link #unwatch}. */
  void watch(TransportUser user) {
    transportUsers.add(user);
  }

  void unwatch(TransportUser user) {
    transportUsers.remove(user);
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unbindSigning")
  void bindSigning(SigningProvider service, Map<String, Object> properties) {
    signing.bind(service, rank(properties));
  }

  void unbindSigning(SigningProvider service) {
    signing.unbind(service);
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unbindCodec")
  void bindCodec(KeyCodec service, Map<String, Object> properties) {
    codec.bind(service, rank(properties));
  }

  void unbindCodec(KeyCodec service) {
    codec.unbind(service);
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unbindTransport")
  void bindTransport(Transport service, Map<String, Object> properties) {
    transport(service.name()).bind(service, rank(properties));
    transportUsers.forEach(TransportUser::transportArrived);
  }

  void unbindTransport(Transport service) {
    transport(service.name()).unbind(service);
    transportUsers.forEach(user -> user.transportGone(service));
  }

  static int rank(Map<String, Object> properties) {
    return properties.get(RANKING) instanceof Integer rank ? rank : 0;
  }
}
