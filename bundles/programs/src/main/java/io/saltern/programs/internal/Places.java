// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * How many programs run at once: so many, of users other than administrators fewer, and of each
 * such user fewer still. So whoever logs in at a slow backend, or waits at a prompt, keeps nobody
 * else out.
 */
final class Places {
  static final int ALL = 320;
  static final int OF_OTHERS = 256;
  static final int OF_ONE = 64;

  private final Semaphore all = new Semaphore(ALL);
  private final Semaphore others = new Semaphore(OF_OTHERS);
  private final Map<String, Integer> ofUsers = new ConcurrentHashMap<>();

  /** Takes a place; false when there is none for this user. */
  boolean enter(Peer peer) {
    if (!peer.admin() && !enterAsOther(peer.user())) {
      return false;
    }
    if (all.tryAcquire()) {
      return true;
    }
    if (!peer.admin()) {
      leaveAsOther(peer.user());
    }
    return false;
  }

  private boolean enterAsOther(String user) {
    if (ofUsers.merge(user, 1, Integer::sum) <= OF_ONE && others.tryAcquire()) {
      return true;
    }
    lessOf(user);
    return false;
  }

  void leave(Peer peer) {
    all.release();
    if (!peer.admin()) {
      leaveAsOther(peer.user());
    }
  }

  private void leaveAsOther(String user) {
    others.release();
    lessOf(user);
  }

  private void lessOf(String user) {
    ofUsers.computeIfPresent(user, (name, count) -> count == 1 ? null : count - 1);
  }
}
