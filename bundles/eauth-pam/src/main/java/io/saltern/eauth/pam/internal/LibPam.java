// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import org.jspecify.annotations.Nullable;

/** The functions of Linux-PAM that are used here; their manual pages describe them. */
final class LibPam {
  static final int SUCCESS = 0;
  static final int BUF_ERR = 5;
  static final int ABORT = 26;
  static final int CONV_ERR = 19;

  static final int SILENT = 0x8000;
  static final int DISALLOW_NULL_AUTHTOK = 1;

  static final int ITEM_USER = 2;
  static final int ITEM_FAIL_DELAY = 10;

  /** Not the name without a number: that link comes with the headers only. */
  private static final String LIBRARY = "libpam.so.0";

  private LibPam() {}

  /**
   * Binds the functions; once for all who use this class.
   *
   * @throws UnsatisfiedLinkError when the library or one of the functions is not there
   */
  static void bind() {
    if (Native.POINTER_SIZE != Long.BYTES) {
      throw new UnsatisfiedLinkError("made for 64-bit machines");
    }
    Native.register(LibPam.class, NativeLibrary.getInstance(LIBRARY));
  }

  static native int pam_start(
      byte[] service, byte[] user, Pointer conversation, PointerByReference handle);

  static native int pam_set_item(Pointer handle, int type, Pointer item);

  static native int pam_get_item(Pointer handle, int type, PointerByReference item);

  static native int pam_authenticate(Pointer handle, int flags);

  static native int pam_acct_mgmt(Pointer handle, int flags);

  static native int pam_end(Pointer handle, int status);

  static native @Nullable Pointer pam_strerror(Pointer handle, int code);
}
