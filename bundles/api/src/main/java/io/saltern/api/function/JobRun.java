// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.function;

import io.saltern.api.JobId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The job in which one function runs, and the return code that it sets. */
public final class JobRun implements JobContext {
  private final JobId job;
  private final String user;
  private final Map<String, @Nullable Object> publication;
  private volatile int retcode;

  /**
   * @param publication the publication's fields under their own names, as {@code tgt}
   */
  public JobRun(JobId job, String user, Map<String, ? extends @Nullable Object> publication) {
    this.job = job;
    this.user = user;
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
