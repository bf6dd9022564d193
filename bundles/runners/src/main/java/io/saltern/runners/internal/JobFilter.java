// SPDX-License-Identifier: Apache-2.0
package io.saltern.runners.internal;

import io.saltern.api.FunctionCall;
import io.saltern.api.Job;
import io.saltern.api.function.FunctionException;
import io.saltern.targeting.Glob;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs {@code jobs.list_jobs} lists. What is null or empty does not count.
 *
 * @param metadata one of its entries must be the job's
 * @param functions globs, one of which must match a function
 * @param targets globs, one of which must match the target's expression or one of its ids
 */
record JobFilter(
    @Nullable Map<?, ?> metadata,
    List<Glob> functions,
    List<Glob> targets,
    @Nullable LocalDateTime start,
    @Nullable LocalDateTime end) {
  private static final List<DateTimeFormatter> MOMENTS =
      Stream.of("uuuu, MMM d HH:mm[:ss[.SSSSSS]]", "uuuu-MM-dd['T'][' ']HH:mm[:ss[.SSSSSS]]")
          .map(form -> DateTimeFormatter.ofPattern(form, Locale.ENGLISH))
          .toList();

  /** From the runner's arguments: texts may hold several patterns, separated by commas. */
  static JobFilter of(
      @Nullable Map<?, ?> metadata,
      @Nullable Object functions,
      @Nullable Object targets,
      @Nullable String start,
      @Nullable String end)
      throws FunctionException {
    return new JobFilter(
        metadata == null || metadata.isEmpty() ? null : metadata,
        globs(functions),
        globs(targets),
        start == null ? null : moment(start),
        end == null ? null : moment(end));
  }

  private static List<Glob> globs(@Nullable Object given) {
    Stream<String> patterns =
        given instanceof List<?> list
            ? list.stream().map(String::valueOf)
            : Arrays.stream(given == null ? new String[0] : given.toString().split(",", -1));
    return patterns
        .map(String::strip)
        .filter(pattern -> !pattern.isEmpty())
        .map(Glob::compile)
        .toList();
  }

  private static LocalDateTime moment(String text) throws FunctionException {
    Optional<LocalDateTime> moment =
        MOMENTS.stream().flatMap(form -> parsed(form, text.strip()).stream()).findFirst();
    if (moment.isPresent()) {
      return moment.get();
    }
    try {
      return LocalDate.parse(text.strip()).atStartOfDay();
    } catch (DateTimeException e) {
      throw new FunctionException(
          FunctionException.Kind.INVOCATION,
          "not a time: '" + text + "'; as in '2015, Mar 16 19:00' or '2015-03-16 19:00'");
    }
  }

  private static Optional<LocalDateTime> parsed(DateTimeFormatter form, String text) {
    try {
      return Optional.of(LocalDateTime.parse(text, form));
    } catch (DateTimeException another) {
      return Optional.empty();
    }
  }

  boolean lists(Job job) {
    return ofMetadata(job) && ofTarget(job) && ofFunction(job) && ofTime(job);
  }

  private boolean ofMetadata(Job job) {
    Object own = job.extra().get("metadata");
    return metadata == null
        || (own instanceof Map<?, ?> map
            && metadata.entrySet().stream()
                .anyMatch(
                    wanted ->
                        map.containsKey(wanted.getKey())
                            && Objects.equals(map.get(wanted.getKey()), wanted.getValue())));
  }

  private boolean ofTarget(Job job) {
    return targets.isEmpty() || job.target().ids().stream().anyMatch(id -> matches(targets, id));
  }

  private boolean ofFunction(Job job) {
    return functions.isEmpty()
        || job.calls().stream()
            .map(FunctionCall::function)
            .anyMatch(function -> matches(functions, function));
  }

  private static boolean matches(List<Glob> globs, String text) {
    return globs.stream().anyMatch(glob -> glob.matches(text));
  }

  private boolean ofTime(Job job) {
    if (start == null && end == null) {
      return true;
    }
    LocalDateTime began = LocalDateTime.ofInstant(job.id().moment(), ZoneOffset.UTC);
    return (start == null || !began.isBefore(start)) && (end == null || !began.isAfter(end));
  }
}
