// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.function;

import io.saltern.api.Caller;
import io.saltern.api.JobId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The job in which a function runs. */
@ProviderType
public interface JobContext {
  /** The job's id; a local call has one too. */
  JobId job();

  /** Who wants it, as Salt shows it. */
  String user();

  /** Who has it run on the master, and how that is known; empty on a minion. */
  Optional<Caller> caller();

  /**
   * The publication's fields that Salt hands to functions as {@code __pub_fun}, {@code __pub_jid},
   * {@code __pub_tgt} ..., under those names.
   */
  Map<String, @Nullable Object> publication();

  /** Says how the function ended, when its value does not tell: 0 = success. */
  void retcode(int code);
}
