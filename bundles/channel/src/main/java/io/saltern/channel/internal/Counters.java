// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import java.util.concurrent.atomic.LongAdder;

/** What a master's end did. */
final class Counters {
  final LongAdder signIns = new LongAdder();
  final LongAdder requests = new LongAdder();
  final LongAdder publications = new LongAdder();
}
