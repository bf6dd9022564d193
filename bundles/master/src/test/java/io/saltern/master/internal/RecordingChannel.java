// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.MinionId;
import io.saltern.api.channel.ChannelStatistics;
import io.saltern.api.channel.ServerChannel;
import io.saltern.api.transport.Endpoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Remembers what it was told to do. */
final class RecordingChannel implements ServerChannel {
  final List<Map<String, Object>> loads = new ArrayList<>();
  final List<Collection<MinionId>> audiences = new ArrayList<>();
  final List<MinionId> revoked = new ArrayList<>();
  boolean closed;

  @Override
  public Endpoint requests() {
    return new Endpoint("127.0.0.1", 4506);
  }

  @Override
  public Endpoint publications() {
    return new Endpoint("127.0.0.1", 4505);
  }

  @Override
  public void publish(Map<String, Object> load, Collection<MinionId> minions) {
    loads.add(load);
    audiences.add(minions);
  }

  @Override
  public void rotateKeys(Collection<MinionId> ids) {
    revoked.addAll(ids);
  }

  @Override
  public int subscribers() {
    return 0;
  }

  @Override
  public ChannelStatistics statistics() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    closed = true;
  }
}
