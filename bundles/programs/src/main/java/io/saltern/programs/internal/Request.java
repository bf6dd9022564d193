// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client wants to run.
 *
 * @param columns the width of its terminal; 80 when it is not known
 * @param sudoUser who it says became the superuser; empty when nobody did
 */
record Request(
    String program, boolean terminal, int columns, String sudoUser, List<String> arguments) {
  private static final int VERSION = 1;
  private static final int USUAL_COLUMNS = 80;
  private static final int MAX_ARGUMENTS = 10_000;

  Request {
    arguments = List.copyOf(arguments);
  }

  /**
   * @throws IOException when the frame is no request
   */
  static Request of(Frames.Frame frame) throws IOException {
    DataInputStream in = frame.body();
    if (frame.kind() != 'R' || in.readUnsignedByte() != VERSION) {
      throw new IOException("not a request of version " + VERSION);
    }
    String program = Frames.text(in);
    boolean terminal = (in.readUnsignedByte() & 1) != 0;
    int columns = in.readInt();
    String sudoUser = Frames.text(in);
    int count = in.readInt();
    if (count < 0 || count > MAX_ARGUMENTS) {
      throw new IOException("a request with " + count + " arguments");
    }
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      arguments.add(Frames.text(in));
    }
    return new Request(
        program, terminal, columns > 0 ? columns : USUAL_COLUMNS, sudoUser, arguments);
  }
}
