// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The system's list of TCP connections. */
final class TcpConnections {
  private static final List<String> FILES = List.of("tcp", "tcp6");
  private static final String ESTABLISHED = "01";
  private static final int LOCAL = 1;
  private static final int REMOTE = 2;
  private static final int STATE = 3;
  private static final int WORD = 8;

  private final Path folder;

  /**
   * @param folder {@code /proc/net}
   */
  TcpConnections(Path folder) {
    this.folder = folder;
  }

  /** The addresses that are connected to a port of this host. */
  Set<InetAddress> remotes(int port) throws IOException {
    String suffix = String.format(":%04X", port);
    Set<InetAddress> found = new HashSet<>();
    for (String name : FILES) {
      Path file = folder.resolve(name);
      if (!Files.exists(file)) {
        continue;
      }
      for (String line : Files.readAllLines(file)) {
        String[] words = line.strip().split("\\s+", STATE + 2);
        if (words.length > STATE
            && words[STATE].equals(ESTABLISHED)
            && words[LOCAL].endsWith(suffix)) {
          found.add(address(words[REMOTE]));
        }
      }
    }
    return found;
  }

  /** The kernel writes an address as words of 32 bits, each as a number of this machine. */
  private static InetAddress address(String text) throws IOException {
    String digits = text.substring(0, text.indexOf(':'));
    byte[] bytes = new byte[digits.length() / 2];
    for (int word = 0; word < digits.length(); word += WORD) {
      int value =
          Integer.reverseBytes(Integer.parseUnsignedInt(digits.substring(word, word + WORD), 16));
      for (int i = 0; i < Integer.BYTES; i++) {
        bytes[word / 2 + i] = (byte) (value >>> (Byte.SIZE * (Integer.BYTES - 1 - i)));
      }
    }
    // gives an IPv4 address for one that is mapped into IPv6
    return InetAddress.getByAddress(bytes);
  }
}
