// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.testing.FixedSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RightsDifferenceTest {
  private static FixedSettings settings(Map<String, Object> publisherAcl) {
    return new FixedSettings(Path.of("/nowhere")).with(MasterOptions.PUBLISHER_ACL, publisherAcl);
  }

  private static List<String> difference(Settings before, Settings after) {
    return RightsDifference.of(before, rules(before), after, rules(after));
  }

  private static Rules rules(Settings settings) {
    return RulesReader.read(settings, new ArrayList<>(), ForeignMinions.NONE);
  }

  @Test
  void namesWhoGainsAndLosesWhatWhere() {
    assertThat(
            difference(
                settings(Map.of("fred", List.of("test.*", "test.*", Map.of("web*", "pkg.*")))),
                settings(Map.of("fred", List.of(Map.of("deny", List.of("pkg.remove")), "test.*")))))
        .containsExactly(
            "- allow fred (publisher_acl) test.* on * (was publisher_acl)",
            "- allow fred (publisher_acl) pkg.* on web* (was publisher_acl)",
            "+ deny fred (publisher_acl) pkg.remove on * (publisher_acl)");
  }

  @Test
  void namesWhatChangesTheMeaningOfAllRules() {
    Map<String, Object> same = Map.of("fred", List.of("test.*"));
    assertThat(difference(settings(same), settings(same))).isEmpty();
    assertThat(
            difference(settings(same), settings(same).with(MasterOptions.ACL_MATCHING, "prefix")))
        .containsExactly("acl_matching: exact -> prefix");
  }
}
