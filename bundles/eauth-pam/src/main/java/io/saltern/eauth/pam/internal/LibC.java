// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The functions of the C library that are used here; their manual pages describe them. */
final class LibC {
  private final Function calloc;
  private final Function free;
  private final Function getpwnam;
  private final Function getgrgid;
  private final Function getgrouplist;
  private final Function open;
  private final Function dup2;

  /**
   * @throws UnsatisfiedLinkError when one of the functions is not there
   */
  LibC() {
    NativeLibrary library = NativeLibrary.getInstance("c");
    calloc = library.getFunction("calloc");
    free = library.getFunction("free");
    getpwnam = library.getFunction("getpwnam_r");
    getgrgid = library.getFunction("getgrgid_r");
    getgrouplist = library.getFunction("getgrouplist");
    open = library.getFunction("open");
    dup2 = library.getFunction("dup2");
  }

  /** A text as C has it. */
  static byte[] terminated(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(bytes, bytes.length + 1);
  }

  @Nullable Pointer calloc(long count, long size) {
    return calloc.invokePointer(new Object[] {count, size});
  }

  void free(Pointer memory) {
    free.invokeVoid(new Object[] {memory});
  }

  int getpwnam(byte[] name, Pointer entry, Pointer buffer, long length, PointerByReference result) {
    return getpwnam.invokeInt(new Object[] {name, entry, buffer, length, result});
  }

  int getgrgid(int gid, Pointer entry, Pointer buffer, long length, PointerByReference result) {
    return getgrgid.invokeInt(new Object[] {gid, entry, buffer, length, result});
  }

  int getgrouplist(byte[] user, int group, int[] groups, IntByReference count) {
    return getgrouplist.invokeInt(new Object[] {user, group, groups, count});
  }

  int open(byte[] path, int flags) {
    return open.invokeInt(new Object[] {path, flags});
  }

  int dup2(int from, int to) {
    return dup2.invokeInt(new Object[] {from, to});
  }
}
