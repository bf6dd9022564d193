// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import org.jspecify.annotations.Nullable;

/**
 * The functions of Linux-PAM that are used here; their manual pages describe them. They are called
 * one by one, because JNA never forgets a class that is mapped to a library.
 */
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

  private final Function start;
  private final Function setItem;
  private final Function getItem;
  private final Function authenticate;
  private final Function acctMgmt;
  private final Function end;
  private final Function strerror;

  /**
   * @throws UnsatisfiedLinkError when the library or one of the functions is not there
   */
  LibPam() {
    if (Native.POINTER_SIZE != Long.BYTES) {
      throw new UnsatisfiedLinkError("made for 64-bit machines");
    }
    NativeLibrary library = NativeLibrary.getInstance(LIBRARY);
    start = library.getFunction("pam_start");
    setItem = library.getFunction("pam_set_item");
    getItem = library.getFunction("pam_get_item");
    authenticate = library.getFunction("pam_authenticate");
    acctMgmt = library.getFunction("pam_acct_mgmt");
    end = library.getFunction("pam_end");
    strerror = library.getFunction("pam_strerror");
  }

  int start(byte[] service, byte[] user, Pointer conversation, PointerByReference handle) {
    return start.invokeInt(new Object[] {service, user, conversation, handle});
  }

  int setItem(Pointer handle, int type, Pointer item) {
    return setItem.invokeInt(new Object[] {handle, type, item});
  }

  int getItem(Pointer handle, int type, PointerByReference item) {
    return getItem.invokeInt(new Object[] {handle, type, item});
  }

  int authenticate(Pointer handle, int flags) {
    return authenticate.invokeInt(new Object[] {handle, flags});
  }

  int acctMgmt(Pointer handle, int flags) {
    return acctMgmt.invokeInt(new Object[] {handle, flags});
  }

  void end(Pointer handle, int status) {
    end.invokeInt(new Object[] {handle, status});
  }

  @Nullable Pointer strerror(Pointer handle, int code) {
    return strerror.invokePointer(new Object[] {handle, code});
  }
}
