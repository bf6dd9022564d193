// SPDX-License-Identifier: Apache-2.0
package io.saltern.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a minion answered to a job.
 *
 * @param job the job's id
 * @param minion who answers, as proven by the channel
 * @param value what the function gave; may be null
 * @param retcode 0 = success
 * @param success whether the minion calls it a success
 * @param load the whole of Salt's {@code _return} load, for the event and for what is not named
 *     above: {@code fun}, {@code fun_args}, {@code out}, {@code user} ...
 */
public record Return(
    JobId job,
    MinionId minion,
    @Nullable Object value,
    int retcode,
    boolean success,
    Map<String, @Nullable Object> load) {
  public Return {
    load = Collections.unmodifiableMap(new LinkedHashMap<>(load));
  }
}
