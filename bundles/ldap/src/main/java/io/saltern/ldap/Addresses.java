// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Looks host names up, for no longer than a deadline: the system may take half a minute. */
final class Addresses {
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|.*:.*");

  private Addresses() {}

  /**
   * All addresses of a host.
   *
   * @throws IOException when there is none, or none in time
   */
  static List<InetAddress> of(String host, Deadline deadline) throws IOException {
    if (LITERAL.matcher(host).matches()) {
      return List.of(InetAddress.getAllByName(host));
    }
    FutureTask<InetAddress[]> lookup = new FutureTask<>(() -> InetAddress.getAllByName(host));
    Thread thread = new Thread(lookup, "saltern-ldap-name");
    thread.setDaemon(true);
    thread.start();
    try {
      return List.of(lookup.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof UnknownHostException
          ? new UnknownHostException("the name " + host + " is not known")
          : new IOException(e.getCause());
    } catch (TimeoutException e) {
      throw new SocketTimeoutException("the name " + host + " is not looked up in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
