// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import zmq.Msg;

/**
 * A message that knows into how many connections' queues it was put. JeroMQ asks each time whether
 * it is an identity; it tells nobody when a queue is full.
 */
final class CountedMsg extends Msg {
  private final Thread sender = Thread.currentThread();
  private int deliveries;

  CountedMsg(byte[] body) {
    super(body);
  }

  @Override
  public boolean isIdentity() {
    if (Thread.currentThread() == sender) {
      deliveries++;
    }
    return super.isIdentity();
  }

  /** To be asked by the sending thread, after sending. */
  int deliveries() {
    return deliveries;
  }
}
