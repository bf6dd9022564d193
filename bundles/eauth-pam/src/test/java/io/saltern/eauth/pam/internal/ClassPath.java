// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import com.sun.jna.Native;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The classes of the process that calls PAM, where all users of the machine reach them. */
final class ClassPath implements Closeable {
  private final Path folder;

  ClassPath() throws IOException {
    folder = Files.createTempDirectory("st-classes-");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      if (path.endsWith("target/classes") && Files.isDirectory(path.resolve(own()))) {
        copy(path, folder.resolve("classes"));
      }
    }
    Path jna = Path.of(Native.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    copy(jna, folder.resolve("jna.jar"));
  }

  private static String own() {
    return ClassPath.class.getPackageName().replace('.', '/');
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = Files.isDirectory(from) ? to.resolve(from.relativize(file)) : to;
        Files.copy(file, target);
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  @Override
  public String toString() {
    return String.join(
        File.pathSeparator,
        List.of(folder.resolve("classes").toString(), folder.resolve("jna.jar").toString()));
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
