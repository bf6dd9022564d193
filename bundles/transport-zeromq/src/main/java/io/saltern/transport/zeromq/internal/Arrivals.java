// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The memory of frames that have not arrived in full, of all sockets together: it is taken as soon
 * as a frame is announced. Large frames may fill a share of the heap, and those of middling size
 * another one, so that a few large ones do not keep the many others out. Where there is no room,
 * those that come too slowly make some.
 */
final class Arrivals {
  /** Frames up to here cost no more than their connection does, and are not counted. */
  static final int SMALL = 8 << 10;

  private static final int LARGE = 1 << 20;
  private static final int LARGE_SHARE = 4;
  private static final int MIDDLING_SHARE = 8;

  /** How long a frame may take its time, whoever else waits. */
  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** Thereafter, when others wait, it must have come at this rate. */
  private static final long LEAST_BYTES_PER_SECOND = 256 << 10;

  /** A connection, on which one frame comes after the other. */
  interface Sender {
    /** How much of the current frame has come, in bytes. */
    int arrived();

    /** Ends it to get at its memory; false when that cannot be done. */
    boolean tryEnd();
  }

  private final Room middling;
  private final Room large;

  /**
   * @param heap the most memory that there can be, in bytes
   */
  Arrivals(long heap) {
    middling = new Room(heap / MIDDLING_SHARE);
    large = new Room(heap / LARGE_SHARE);
  }

  /** The longest frame that there is ever room for, in bytes. */
  long most() {
    return large.size;
  }

  /** Whether there is room for a frame; it is taken until the frame has ended. */
  synchronized boolean tryBegin(Sender connection, int size) {
    return (size < LARGE ? middling : large).tryBegin(connection, size);
  }

  /** The frame has arrived, or never will. */
  synchronized void end(Sender connection) {
    middling.end(connection);
    large.end(connection);
  }

  private record Claim(int size, long beganNanos) {
    boolean isTooSlow(int arrived, long now) {
      long age = now - beganNanos;
      return age > GRACE_NANOS
          && arrived < TimeUnit.NANOSECONDS.toMillis(age) * LEAST_BYTES_PER_SECOND / 1000;
    }
  }

  private static final class Room {
    final long size;
    final Map<Sender, Claim> claims = new LinkedHashMap<>();
    long taken;

    Room(long size) {
      this.size = size;
    }

    boolean tryBegin(Sender connection, int more) {
      long now = System.nanoTime();
      Iterator<Map.Entry<Sender, Claim>> others = claims.entrySet().iterator();
      while (taken + more > size && others.hasNext()) {
        Map.Entry<Sender, Claim> other = others.next();
        Sender slow = other.getKey();
        if (other.getValue().isTooSlow(slow.arrived(), now) && slow.tryEnd()) {
          taken -= other.getValue().size();
          others.remove();
        }
      }
      if (taken + more > size) {
        return false;
      }
      claims.put(connection, new Claim(more, now));
      taken += more;
      return true;
    }

    void end(Sender connection) {
      Claim claim = claims.remove(connection);
      if (claim != null) {
        taken -= claim.size();
      }
    }
  }
}
