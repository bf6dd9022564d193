// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.process;

import io.saltern.api.function.ExecutionModule;
import io.saltern.api.function.Function;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** An execution module that a user made, and the bundle of it. */
public final class Greeting implements ExecutionModule {
  private static final String COMPONENT = "OSGI-INF/greeting.xml";
  private static final String DESCRIPTION =
      """
      <component xmlns="http://www.osgi.org/xmlns/scr/v1.3.0" name="greeting">
        <property name="module" value="greeting"/>
        <service><provide interface="io.saltern.api.function.ExecutionModule"/></service>
        <implementation class="io.saltern.itests.process.Greeting"/>
      </component>
      """;

  /** Greets. */
  @Function(doc = "Greet somebody")
  public String hello(String name) {
    return "hello " + name;
  }

  /** Writes the bundle, whole at once. */
  static void writeBundle(Path target) throws IOException {
    Path temporary = Files.createTempFile(target.getParent().getParent(), "greeting", "");
    try (OutputStream file = Files.newOutputStream(temporary);
        JarOutputStream jar = new JarOutputStream(file, manifest())) {
      String type = Greeting.class.getName().replace('.', '/') + ".class";
      jar.putNextEntry(new JarEntry(type));
      try (InputStream code = Greeting.class.getClassLoader().getResourceAsStream(type)) {
        code.transferTo(jar);
      }
      jar.putNextEntry(new JarEntry(COMPONENT));
      jar.write(DESCRIPTION.getBytes(StandardCharsets.UTF_8));
    }
    // as whoever copies it there would
    temporary.toFile().setReadable(true, false);
    Files.move(temporary, target);
  }

  private static Manifest manifest() {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", "org.example.greeting");
    main.putValue("Bundle-Version", "1.0.0");
    main.putValue("Import-Package", "io.saltern.api.function;version=\"[1,2)\"");
    main.putValue("Service-Component", COMPONENT);
    return manifest;
  }
}
