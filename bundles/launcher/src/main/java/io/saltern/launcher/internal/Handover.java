// SPDX-License-Identifier: Apache-2.0
package io.saltern.launcher.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;

/**
 * Gives files to a user. What the user owns already is left alone, and links are never followed: a
 * user must not get hold of others' files by what it puts into its own folders.
 */
final class Handover {
  private static final String PRIVATE = "rwx------";
  private static final int FEWEST_NAMES = 2;

  private final UserPrincipal user;
  private final int group;

  private Handover(UserPrincipal user, int group) {
    this.user = user;
    this.group = group;
  }

  /**
   * @throws java.nio.file.attribute.UserPrincipalNotFoundException when there is no such user
   */
  static Handover to(String user) throws IOException {
    UserPrincipal principal =
        Path.of("/").getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
    return new Handover(principal, group(user));
  }

  private static int group(String user) throws IOException {
    Process id = new ProcessBuilder("id", "-g", "--", user).start();
    String printed =
        new String(id.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    if (!printed.matches("[0-9]{1,10}")) {
      throw new IOException("the group of user " + user + " is not known");
    }
    return Integer.parseUnsignedInt(printed);
  }

  /** Makes a folder unless it is there, and gives it to the user with all that is in it. */
  void folder(Path folder) throws IOException {
    makeAndGive(folder);
  }

  /** The same for a folder that, when it is new, nobody else may look into. */
  void privateFolder(Path folder) throws IOException {
    makeAndGive(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE)));
  }

  private void makeAndGive(Path folder, FileAttribute<?>... attributes) throws IOException {
    if (folder.getNameCount() < FEWEST_NAMES) {
      throw new IOException("the folder " + folder + " is too much to give away");
    }
    Files.createDirectories(folder.resolveSibling(".").normalize());
    Files.createDirectories(folder, attributes);
    Path real = folder.toRealPath();
    if (owns(real)) {
      return;
    }
    Files.walkFileTree(
        real,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes found)
              throws IOException {
            give(file);
            return FileVisitResult.CONTINUE;
          }

          // the folder last: before, nobody else can change what is in it
          @Override
          public FileVisitResult postVisitDirectory(Path done, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            give(done);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /**
   * Makes a file unless it is there, and gives it to the user.
   *
   * @param newFolder whether a folder that must be made for it is the user's, too
   */
  void file(Path file, boolean newFolder) throws IOException {
    Path folder = file.resolveSibling(".").normalize();
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      if (newFolder) {
        give(folder);
      }
    }
    if (owns(folder)) {
      return;
    }
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      Files.createFile(file);
    }
    if (!owns(file)) {
      give(file);
    }
  }

  private boolean owns(Path path) throws IOException {
    return Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(user);
  }

  private void give(Path path) throws IOException {
    Files.setAttribute(path, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
    Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setOwner(user);
  }
}
