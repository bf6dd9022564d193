// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.PresentSettings;
import io.saltern.api.program.Program;
import io.saltern.api.program.StartSignal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Offers all programs on the socket in {@code sock_dir}. */
@Component(
    service = {},
    immediate = true)
public final class ProgramServer {
  static final String SOCKET = "saltern.ipc";

  private static final Logger LOG = LoggerFactory.getLogger(ProgramServer.class);
  private static final String SALT = "salt";
  private static final String RANKING = "service.ranking";

  private final Programs programs = new Programs();
  private final LocalSocket socket;

  @Activate
  public ProgramServer(@Reference(target = PresentSettings.OF_MASTER) PresentSettings settings)
      throws IOException {
    Path folder = settings.now().path(MasterOptions.SOCK_DIR);
    socket = LocalSocket.open(folder.resolve(SOCKET), programs);
  }

  @Deactivate
  void deactivate() {
    socket.close();
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindProgram(Program program, Map<String, Object> properties) {
    programs.add(name(properties), program, rank(properties));
    // the last to come: it needs all that serves minions
    if (name(properties).equals(SALT)) {
      started();
    }
  }

  private static void started() {
    try {
      StartSignal.send();
    } catch (IOException e) {
      LOG.warn("The script that started the master does not wait any more: {}", e.toString());
    }
  }

  void unbindProgram(Program program, Map<String, Object> properties) {
    programs.remove(name(properties), program);
  }

  private static String name(Map<String, Object> properties) {
    return String.valueOf(properties.get(Program.PROPERTY));
  }

  private static int rank(Map<String, Object> properties) {
    return properties.get(RANKING) instanceof Integer rank ? rank : 0;
  }
}
