// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.minions;

import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * A master under load.
 *
 * @param host name or address
 * @param retPort where it takes requests
 * @param publishPort where it publishes; 0 = the one its sign-in replies name
 * @param pkiDir its own key directory, where the minions' keys are accepted
 */
public record MasterAddress(String host, int retPort, int publishPort, Path pkiDir) {
  InetSocketAddress requests() {
    return new InetSocketAddress(host, retPort);
  }

  InetSocketAddress publications(int announced) {
    return new InetSocketAddress(host, publishPort == 0 ? announced : publishPort);
  }
}
