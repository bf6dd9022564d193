// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.api.config.MinionOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.transport.Endpoint;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the masters are: {@code name}, {@code address:port}, {@code [IPv6]:port}. */
final class MasterAddresses {
  private static final Pattern BRACKETS = Pattern.compile("\\[([^\\]]+)\\](?::(\\d{1,5}))?");
  private static final Pattern HOST_AND_PORT = Pattern.compile("([^:]+):(\\d{1,5})");

  private MasterAddresses() {}

  /**
   * Those of the option {@code master}, in its order.
   *
   * @throws IllegalArgumentException when one cannot be an address
   */
  static List<Endpoint> of(Settings settings) {
    int port = Math.toIntExact(settings.get(MinionOptions.MASTER_PORT));
    boolean bare = settings.get(MinionOptions.MASTER_URI_FORMAT).equals("ip_only");
    return settings.get(MinionOptions.MASTER).stream()
        .map(text -> bare ? new Endpoint(text.strip(), port) : parse(text.strip(), port))
        .toList();
  }

  /** One address as it is written in the configuration. */
  static Endpoint parse(String text, int usualPort) {
    Matcher brackets = BRACKETS.matcher(text);
    if (brackets.matches()) {
      String port = brackets.group(2);
      return new Endpoint(brackets.group(1), port == null ? usualPort : Integer.parseInt(port));
    }
    Matcher pair = HOST_AND_PORT.matcher(text);
    return pair.matches()
        ? new Endpoint(pair.group(1), Integer.parseInt(pair.group(2)))
        : new Endpoint(text, usualPort);
  }
}
