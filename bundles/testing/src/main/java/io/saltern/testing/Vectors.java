// SPDX-License-Identifier: Apache-2.0
package io.saltern.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Golden vectors: files beside a test in its resources, or, when the system property {@value
 * #DIRECTORY} names one, in that directory. Either may hold a file plain or as {@code name.gz}.
 */
public final class Vectors {
  /** The system property that names another directory with files of the same names. */
  public static final String DIRECTORY = "saltern.vectors";

  private Vectors() {}

  /**
   * The whole of a file, unpacked when it is stored as {@code name.gz}.
   *
   * @param test whose package's resources hold the file
   * @param name the plain name, as {@code fleet.json}
   * @throws UncheckedIOException when there is no such file or it cannot be read
   */
  public static byte[] bytes(Class<?> test, String name) {
    try (InputStream in = open(test, name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of a JSON Lines file. */
  public static List<JsonElement> jsonLines(Class<?> test, String name) {
    return new String(bytes(test, name), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank())
        .map(JsonParser::parseString)
        .collect(Collectors.toUnmodifiableList());
  }

  /** A JSON file. */
  public static JsonElement json(Class<?> test, String name) {
    return JsonParser.parseString(new String(bytes(test, name), StandardCharsets.UTF_8));
  }

  /**
   * The files of a tar archive, by name without directories, sorted. When {@link #DIRECTORY} is set
   * and holds no such archive, the files that lie in that directory unpacked.
   *
   * @param name the plain name, as {@code vectors.tar} for {@code vectors.tar.gz}
   */
  public static Map<String, byte[]> archive(Class<?> test, String name) {
    try {
      String directory = System.getProperty(DIRECTORY);
      if (directory != null && find(Path.of(directory), name) == null) {
        return files(Path.of(directory));
      }
      return untar(bytes(test, name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(Class<?> test, String name) throws IOException {
    String directory = System.getProperty(DIRECTORY);
    if (directory != null) {
      Path file = find(Path.of(directory), name);
      if (file == null) {
        throw new FileNotFoundException(name + " or " + name + ".gz in " + directory);
      }
      return unpacked(file.toString(), new BufferedInputStream(Files.newInputStream(file)));
    }
    for (String stored : List.of(name + ".gz", name)) {
      InputStream in = test.getResourceAsStream(stored);
      if (in != null) {
        return unpacked(stored, in);
      }
    }
    throw new FileNotFoundException(
        name + " or " + name + ".gz in the resources of " + test.getPackageName());
  }

  private static @Nullable Path find(Path directory, String name) {
    Path packed = directory.resolve(name + ".gz");
    Path plain = directory.resolve(name);
    return Files.exists(packed) ? packed : Files.exists(plain) ? plain : null;
  }

  private static InputStream unpacked(String stored, InputStream in) throws IOException {
    return stored.endsWith(".gz") ? new GZIPInputStream(in) : in;
  }

  private static Map<String, byte[]> files(Path directory) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> found = Files.list(directory)) {
      for (Path file : found.filter(Files::isRegularFile).collect(Collectors.toList())) {
        files.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  private static Map<String, byte[]> untar(byte[] archive) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (TarArchiveInputStream in = new TarArchiveInputStream(new ByteArrayInputStream(archive))) {
      for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (entry.isFile()) {
          String name = entry.getName();
          files.put(name.substring(name.lastIndexOf('/') + 1), in.readAllBytes());
        }
      }
    }
    return files;
  }
}
