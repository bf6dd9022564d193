// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** What the process that calls PAM runs: the classes of this bundle and of JNA, in one file. */
final class HelperJar implements PamHelper.Launcher {
  private static final String NAME = "pam-process.jar";

  // small, and no passwords left in files when a module crashes it
  private static final List<String> FLAGS =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xmx64m",
          "-XX:-UsePerfData",
          "-XX:-CreateCoredumpOnCrash",
          "-XX:ErrorFile=/dev/null",
          "-XX:+DisplayVMOutputToStderr");

  private final BundleContext context;

  HelperJar(BundleContext context) {
    this.context = context;
  }

  @Override
  public Process launch() throws IOException {
    File file = context.getDataFile(NAME);
    if (file == null) {
      throw new IOException("the framework has no room for files");
    }
    write(file.toPath());
    return start(file.toString(), List.of());
  }

  /**
   * Starts the process.
   *
   * @param before a command that starts the one that follows it; empty for none
   */
  static Process start(String classPath, List<String> before) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(List.of("-cp", classPath, PamProcess.class.getName()));
    ProcessBuilder builder = new ProcessBuilder(command).directory(new File("/"));
    builder.environment().keySet().retainAll(List.of("PATH", "HOME", "TZ"));
    return builder.start();
  }

  private static void write(Path file) throws IOException {
    Path next = file.resolveSibling(NAME + ".new");
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(next))) {
      jar.setLevel(0);
      String own = HelperJar.class.getPackageName().replace('.', '/');
      copy(FrameworkUtil.getBundle(HelperJar.class), own, "*.class", jar);
      Bundle jna = FrameworkUtil.getBundle(Native.class);
      String its = Native.class.getPackageName().replace('.', '/');
      copy(jna, its, "*.class", jar);
      copy(jna, its + '/' + Platform.RESOURCE_PREFIX, "*", jar);
    }
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void copy(Bundle bundle, String folder, String files, JarOutputStream jar)
      throws IOException {
    Enumeration<URL> entries = bundle.findEntries(folder, files, true);
    if (entries == null) {
      throw new IOException(bundle.getSymbolicName() + " has nothing in " + folder);
    }
    for (URL url : Collections.list(entries)) {
      jar.putNextEntry(new ZipEntry(url.getPath().substring(1)));
      try (InputStream in = url.openStream()) {
        in.transferTo(jar);
      }
    }
  }
}
