// SPDX-License-Identifier: Apache-2.0
package io.saltern.wheels.internal;

import io.saltern.api.function.Function;
import io.saltern.api.function.Wheel;
import io.saltern.api.master.Presence;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who is there. */
@Component(property = Wheel.PROPERTY + "=minions")
public final class MinionsWheel implements Wheel {
  private final Presence presence;

  @Activate
  public MinionsWheel(@Reference Presence presence) {
    this.presence = presence;
  }

  @Function(
      doc =
          """
          List all connected minions on a salt-master

          CLI Example:

              salt-run wheel.minions.connected
          """)
  public List<String> connected() {
    return List.copyOf(presence.connected().keySet());
  }
}
