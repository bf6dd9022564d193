// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.transport;

import java.io.IOException;
import java.util.Collection;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One way to carry Salt's two channels. Registered with the property {@code transport} = its name,
 * as in Salt's option {@code transport}.
 */
@ConsumerType
public interface Transport {
  /** The service property that holds the name. */
  String PROPERTY = "transport";

  /** The name, as {@code zeromq}. */
  String name();

  /**
   * Listens for requests.
   *
   * @param handler called on an I/O thread for each request: it must hand over and return
   * @throws IOException when the address cannot be bound; the message names it
   */
  RequestServer serveRequests(Endpoint bind, TransportOptions options, RequestHandler handler)
      throws IOException;

  /**
   * Listens for subscribers.
   *
   * @throws IOException when the address cannot be bound; the message names it
   */
  PublishServer servePublications(Endpoint bind, TransportOptions options) throws IOException;

  /** A client for requests. Connects when first needed; never blocks. */
  RequestClient requests(Endpoint server, TransportOptions options);

  /**
   * Subscribes. Connects in the background and again whenever the connection is lost, until closed.
   *
   * @param topics which topics to receive; empty = everything, as on a channel without topics
   * @param listener called on one I/O thread at a time: it must hand over and return
   */
  Subscription subscribe(
      Endpoint server,
      TransportOptions options,
      Collection<String> topics,
      SubscriptionListener listener);
}
