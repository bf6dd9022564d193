// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

import io.saltern.api.config.Yaml;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** YAML as Salt reads and prints it. */
@Component
public final class SaltYaml implements Yaml {
  @Override
  public @Nullable Object read(String text) {
    Document document = Document.read("", text);
    if (!document.problems().isEmpty()) {
      throw new IllegalArgumentException(document.problems().get(0).toString());
    }
    return document.root().plain();
  }

  @Override
  public String write(@Nullable Object value) {
    return YamlWriter.write(value);
  }
}
