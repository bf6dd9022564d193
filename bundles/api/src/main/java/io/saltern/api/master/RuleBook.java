// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.master;

import io.saltern.api.Caller;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The access rules of settings, whether or not a master uses them. What it decides has no effect
 * and is not recorded.
 */
@ProviderType
public interface RuleBook extends AccessRules {
  /**
   * What is malformed, each with file, line and rule; a master would refuse such settings. The
   * rules that are not malformed are here all the same.
   */
  List<String> problems();

  /** All that is granted and denied, in the order of the settings. */
  List<Grant> grants();

  /** What is granted and denied to somebody, by name, group or whatever else names the caller. */
  List<Grant> grants(Caller caller);

  /** What is right, but perhaps not what was meant; in the order of the settings. */
  List<Finding> lint();

  /**
   * Something granted or denied.
   *
   * @param section the option, and of {@code external_auth} the backend, as {@code external_auth:
   *     pam}
   * @param who the user, group or minion as it is written
   * @param allows false = it denies, whatever else allows
   * @param target the minions, as a compound target; of functions on the master the scope, as
   *     {@code @runner}
   * @param functions the pattern of the functions
   * @param arguments which arguments they must have, as it is written; empty = any
   * @param place file and line
   */
  record Grant(
      String section,
      String who,
      boolean allows,
      String target,
      String functions,
      String arguments,
      String place) {
    /** All but the place, as {@code allow fred (external_auth: pam) test.* on web*}. */
    public String text() {
      String limits = arguments.isEmpty() ? "" : " with " + arguments;
      String where = target.startsWith("@") ? " as " + target : " on " + target;
      return (allows ? "allow " : "deny ")
          + who
          + " ("
          + section
          + ") "
          + functions
          + limits
          + where;
    }
  }

  /**
   * Something to look at.
   *
   * @param place file and line
   * @param rule the way to it, as {@code publisher_acl: fred: test.*}
   * @param message what is odd about it
   */
  record Finding(String place, String rule, String message) {}
}
