// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.JobId;
import io.saltern.api.MinionId;
import io.saltern.targeting.Glob;
import java.util.List;
import java.util.stream.Stream;

/** Which event tags are a minion's to use. */
final class MinionTags {
  /** What only the master tells of. */
  private static final List<Glob> RESERVED =
      Stream.of(
              "salt/job/*/publish",
              "salt/job/*/new",
              "salt/job/*/return",
              "salt/job/*/ret/*",
              "salt/auth",
              "salt/key",
              "salt/cloud/*",
              "salt/presence/*",
              "salt/run/*",
              "salt/cluster/*",
              "salt/wheel/*")
          .map(Glob::compile)
          .toList();

  /** What a minion tells of itself, and of no other. */
  private static final List<String> OWN = List.of("salt/minion/", "salt/beacon/");

  private static final int LONGEST = 512;

  private MinionTags() {}

  static boolean allows(MinionId sender, String tag) {
    return tag.length() <= LONGEST
        && tag.chars().noneMatch(Character::isISOControl)
        && RESERVED.stream().noneMatch(glob -> glob.matches(tag))
        && OWN.stream().allMatch(prefix -> isOwn(sender, prefix, tag))
        && !JobId.isValid(tag);
  }

  /** A tag that may be anything, fit for one line of a log. */
  static String printable(String tag) {
    String start = tag.length() <= LONGEST ? tag : tag.substring(0, LONGEST) + "...";
    return start.replaceAll("\\p{Cntrl}", "?");
  }

  private static boolean isOwn(MinionId sender, String prefix, String tag) {
    return !tag.startsWith(prefix) || (tag + "/").startsWith(prefix + sender.value() + "/");
  }
}
