// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The functions of the C library that are used here; their manual pages describe them. */
final class LibC {
  private LibC() {}

  /**
   * Binds the functions; once for all who use this class.
   *
   * @throws UnsatisfiedLinkError when one of the functions is not there
   */
  static void bind() {
    Native.register(LibC.class, NativeLibrary.getInstance("c"));
  }

  /** A text as C has it. */
  static byte[] terminated(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(bytes, bytes.length + 1);
  }

  static native @Nullable Pointer calloc(long count, long size);

  static native void free(Pointer memory);

  static native int getpwnam_r(
      byte[] name, Pointer entry, Pointer buffer, long length, PointerByReference result);

  static native int getgrgid_r(
      int gid, Pointer entry, Pointer buffer, long length, PointerByReference result);

  static native int getgrouplist(byte[] user, int group, int[] groups, IntByReference count);

  static native int open(byte[] path, int flags);

  static native int dup2(int from, int to);
}
