// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.function;

import io.saltern.api.Caller;
import io.saltern.api.JobId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The job in which one function runs, and the return code that it sets. */
public final class JobRun implements JobContext {
  private final JobId job;
  private final String user;
  private final @Nullable Caller caller;
  private final Map<String, @Nullable Object> publication;
  private volatile int retcode;

  /**
   * @param publication the publication's fields under their own names, as {@code tgt}
   */
  public JobRun(JobId job, String user, Map<String, ? extends @Nullable Object> publication) {
    this(job, user, null, publication);
  }

  /** For somebody who has a function run on the master. */
  public JobRun(JobId job, Caller caller) {
    this(job, caller.user(), caller, Map.of());
  }

  private JobRun(
      JobId job,
      String user,
      @Nullable Caller caller,
      Map<String, ? extends @Nullable Object> publication) {
    this.job = job;
    this.user = user;
    this.caller = caller;
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    publication.forEach((name, value) -> named.put("__pub_" + name, value));
    this.publication = Collections.unmodifiableMap(named);
  }

  @Override
  public JobId job() {
    return job;
  }

  @Override
  public String user() {
    return user;
  }

  @Override
  public Optional<Caller> caller() {
    return Optional.ofNullable(caller);
  }

  @Override
  public Map<String, @Nullable Object> publication() {
    return publication;
  }

  @Override
  public void retcode(int code) {
    retcode = code;
  }

  /** The code that the function set; 0 when it set none. */
  public int retcode() {
    return retcode;
  }
}
