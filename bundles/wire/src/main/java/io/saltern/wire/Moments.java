// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Date and time as extension 78: {@code 20261122T04:08:56.938915}, without a zone. */
final class Moments {
  static final byte CODE = 78;
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HH:mm:ss.SSSSSS", Locale.ROOT);

  private Moments() {}

  static byte[] write(LocalDateTime moment) {
    return FORM.format(moment).getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * @throws DateTimeException when the text is not such a moment
   */
  static LocalDateTime read(String text) {
    return LocalDateTime.parse(text, FORM);
  }
}
