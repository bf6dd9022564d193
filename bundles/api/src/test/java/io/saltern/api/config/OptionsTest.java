// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OptionsTest {
  @Test
  void everyConstantIsListed() throws IllegalAccessException {
    assertThat(MasterOptions.ALL)
        .containsExactlyInAnyOrderElementsOf(
            constants(
                CommonOptions.class,
                MasterOptions.class,
                LdapOptions.class,
                AdOptions.class,
                PamOptions.class));
    assertThat(MinionOptions.ALL)
        .containsExactlyInAnyOrderElementsOf(constants(CommonOptions.class, MinionOptions.class));
  }

  @Test
  void noNameOccursTwice() {
    assertThat(MasterOptions.ALL).extracting(option -> option.name()).doesNotHaveDuplicates();
    assertThat(MinionOptions.ALL).extracting(option -> option.name()).doesNotHaveDuplicates();
  }

  @Test
  void defaultsAreWithinTheirLimits() {
    for (Option<?> option :
        Stream.concat(MasterOptions.ALL.stream(), MinionOptions.ALL.stream()).toList()) {
      Option.Limits limits = option.limits();
      if (option.defaultValue() instanceof Number number) {
        assertThat(number.longValue()).as(option.name()).isBetween(limits.least(), limits.most());
      }
      if (!limits.choices().isEmpty() && option.defaultValue() != null) {
        assertThat(limits.choices()).as(option.name()).contains((String) option.defaultValue());
      }
    }
  }

  private static List<Option<?>> constants(Class<?>... owners) throws IllegalAccessException {
    List<Option<?>> found = new ArrayList<>();
    for (Class<?> owner : owners) {
      for (Field field : owner.getFields()) {
        if (field.get(null) instanceof Option<?> option) {
          found.add(option);
        }
      }
    }
    return found;
  }
}
