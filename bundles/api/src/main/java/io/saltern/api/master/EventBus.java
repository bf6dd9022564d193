// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.master;

import io.saltern.api.Event;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Tells whoever wants to know what happens on the master. */
@ProviderType
public interface EventBus {
  /** Fires an event with the present time. Returns when every listener was called. */
  void fire(String tag, Map<String, @Nullable Object> data);

  /**
   * Listens.
   *
   * @param tagPrefix what tags begin with; empty = all
   * @param listener called by the thread that fires, in the order of its events; must not block.
   *     What it throws is logged and goes no further
   * @return ends it
   */
  Listening listen(String tagPrefix, Consumer<Event> listener);

  /** Ends a listening. */
  interface Listening extends AutoCloseable {
    @Override
    void close();
  }
}
