// SPDX-License-Identifier: Apache-2.0
package io.saltern.audit.internal;

import io.saltern.api.audit.AuditTrail.Verification;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows a chain of records until one does not fit. */
final class ChainCheck {
  private long records;
  private long first;
  private @Nullable Link last;
  private @Nullable String broken;

  /**
   * Looks at the next line.
   *
   * @param mayBeUnfinished whether it may just be written
   */
  void accept(Path part, long number, String line, boolean mayBeUnfinished) {
    if (broken != null) {
      return;
    }
    Optional<Link> claimed = Link.claimed(line);
    if (claimed.isEmpty() && mayBeUnfinished) {
      return;
    }
    String wrong = claimed.map(link -> fault(link, line)).orElse(afterLast() + "is not a record");
    if (wrong.isEmpty()) {
      Link link = claimed.get();
      first = last == null ? link.seq() : first;
      last = link;
      records++;
    } else {
      broken = part + ":" + number + ": " + wrong;
    }
  }

  private String afterLast() {
    return last == null ? "" : "what follows record " + last.seq() + " ";
  }

  private String fault(Link link, String line) {
    if (!Link.isWhole(line)) {
      return "record " + link.seq() + " is not as it was written";
    }
    Link before = last == null && link.seq() == 1 ? Link.START : last;
    if (before == null) {
      return "";
    }
    if (link.seq() != before.seq() + 1) {
      return "record " + link.seq() + " follows record " + before.seq();
    }
    return link.prev().equals(before.hash())
        ? ""
        : "record " + link.seq() + " was not written after this record " + before.seq();
  }

  Verification result(int files) {
    Link end = last == null ? Link.START : last;
    return new Verification(files, records, first, end.seq(), end.hash(), broken);
  }
}
