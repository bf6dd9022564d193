// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Reads what {@link AuditLog} has recorded, be it still written to or not. */
@ProviderType
public interface AuditTrail {
  /**
   * Checks that no record was changed, taken out or put in since it was written.
   *
   * @param file the newest part; older ones lie beside it
   */
  Verification verify(Path file) throws IOException;

  /** The newest record that a test accepts. */
  Optional<Found> last(Path file, Predicate<String> test) throws IOException;

  /**
   * What was read.
   *
   * @param files how many parts there are
   * @param records how many records are right
   * @param first the number of the first one; 0 = there is none
   * @param last the number of the last one that is right
   * @param hash its hash
   * @param broken file, line and what is wrong with the first record that is not right; null = all
   *     are
   */
  record Verification(
      int files, long records, long first, long last, String hash, @Nullable String broken) {}

  /**
   * A record.
   *
   * @param place file and line
   * @param text the line
   */
  record Found(String place, String text) {}
}
