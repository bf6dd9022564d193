// SPDX-License-Identifier: Apache-2.0
package io.saltern.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * A job's name, Salt's {@code jid}: the moment it was made, as twenty digits {@code
 * YYYYMMDDhhmmssffffff} in UTC, optionally followed by {@code _} and a process number.
 *
 * @param value the text as it travels; never null
 */
public record JobId(String value) implements Comparable<JobId> {
  private static final Pattern FORM = Pattern.compile("\\d{20}(?:_\\d{1,10})?");
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSSSSS");

  /**
   * @throws IllegalArgumentException when the text is not a job id
   */
  public JobId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("invalid job id");
    }
  }

  /** Tells whether {@code value} has the form of a job id. */
  public static boolean isValid(String value) {
    return value.length() <= 31 && FORM.matcher(value).matches();
  }

  /** The id of a job made at {@code moment}, to the microsecond. */
  public static JobId at(Instant moment) {
    return new JobId(MOMENT.format(moment.atOffset(ZoneOffset.UTC)));
  }

  /**
   * The moment the id names, in UTC.
   *
   * @throws DateTimeException when the digits name no moment, as in a thirteenth month
   */
  public Instant moment() {
    return LocalDateTime.parse(value.substring(0, 20), MOMENT).toInstant(ZoneOffset.UTC);
  }

  @Override
  public int compareTo(JobId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
