// SPDX-License-Identifier: Apache-2.0
package io.saltern.targeting;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An address or a network: {@code 10.0.2.1}, {@code 10.0.1.0/24}, {@code fd00::/16}. */
final class AddressRange {
  private static final Pattern IPV4 =
      Pattern.compile(
          "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
  private static final Pattern DIGITS = Pattern.compile("\\d{1,3}");

  private final byte[] network;
  private final int prefix;

  private AddressRange(byte[] network, int prefix) {
    this.network = network;
    this.prefix = prefix;
  }

  /**
   * @throws IllegalArgumentException when it is neither; the message says why
   */
  static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    byte[] address =
        address(slash < 0 ? text : text.substring(0, slash))
            .orElseThrow(() -> new IllegalArgumentException("no address"));
    int bits = address.length * 8;
    int prefix = slash < 0 ? bits : prefix(text.substring(slash + 1), bits);
    for (int bit = prefix; bit < bits; bit++) {
      if (isSet(address, bit)) {
        throw new IllegalArgumentException("the address has bits beyond the network's");
      }
    }
    return new AddressRange(address, prefix);
  }

  private static int prefix(String text, int bits) {
    if (DIGITS.matcher(text).matches()) {
      int prefix = Integer.parseInt(text);
      if (prefix <= bits) {
        return prefix;
      }
    } else if (bits == 32) {
      Optional<byte[]> mask = address(text).filter(m -> m.length == 4);
      if (mask.isPresent()) {
        return ones(mask.get());
      }
    }
    throw new IllegalArgumentException("no prefix length or netmask after the slash");
  }

  private static int ones(byte[] mask) {
    int count = 0;
    while (count < 32 && isSet(mask, count)) {
      count++;
    }
    for (int bit = count; bit < 32; bit++) {
      if (isSet(mask, bit)) {
        throw new IllegalArgumentException("the netmask has a gap");
      }
    }
    return count;
  }

  private static boolean isSet(byte[] address, int bit) {
    return (address[bit / 8] & (0x80 >> (bit % 8))) != 0;
  }

  /** Tells whether an address of the grains {@code ipv4} or {@code ipv6} lies within. */
  boolean matches(Map<?, ?> grains) {
    Object addresses = grains.get(network.length == 4 ? "ipv4" : "ipv6");
    if (addresses instanceof List<?> list) {
      for (Object one : list) {
        if (holds(one)) {
          return true;
        }
      }
      return false;
    }
    return holds(addresses);
  }

  private boolean holds(@Nullable Object text) {
    return text instanceof String name && address(name).filter(this::holdsBytes).isPresent();
  }

  private boolean holdsBytes(byte[] address) {
    if (address.length != network.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      if (isSet(address, bit) != isSet(network, bit)) {
        return false;
      }
    }
    return true;
  }

  private static Optional<byte[]> address(String text) {
    boolean literal =
        text.indexOf(':') >= 0 ? IPV6.matcher(text).matches() : IPV4.matcher(text).matches();
    if (!literal) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text).getAddress());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
