// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.logins;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** PAM and nothing else: what it can do at most on this machine. */
final class PlainPam {
  private static final int ECHO_OFF = 1;
  private static final int FAIL_DELAY = 10;
  private static final int RESPONSE = 16;
  private static final String LIBRARY = "libpam.so.0";

  private final byte[] service;
  private final byte[] user;
  private final byte[] password;
  private final Talk talk = this::talk;
  private final Delay noDelay = (code, micros, of) -> {};

  private PlainPam(String service, String user, String password) {
    this.service = terminated(service);
    this.user = terminated(user);
    this.password = terminated(password);
  }

  interface Talk extends Callback {
    int callback(int count, Pointer messages, @Nullable Pointer responses, @Nullable Pointer of);
  }

  interface Delay extends Callback {
    void callback(int code, int micros, @Nullable Pointer of);
  }

  /** Takes service, user, password, users at once, seconds to warm up and seconds to measure. */
  public static void main(String[] words) throws Exception {
    Native.register(PlainPam.class, NativeLibrary.getInstance(LIBRARY));
    PlainPam pam = new PlainPam(words[0], words[1], words[2]);
    Load load =
        new Load(
            Integer.parseInt(words[3]),
            Duration.ofSeconds(Long.parseLong(words[4])),
            Duration.ofSeconds(Long.parseLong(words[5])));
    System.out.println(load.run(pam::login));
  }

  private static byte[] terminated(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(bytes, bytes.length + 1);
  }

  private int talk(int count, Pointer messages, @Nullable Pointer responses, @Nullable Pointer of) {
    Pointer answers = new Pointer(Native.malloc((long) count * RESPONSE));
    answers.setMemory(0, (long) count * RESPONSE, (byte) 0);
    for (int i = 0; i < count; i++) {
      if (messages.getPointer((long) i * Long.BYTES).getInt(0) == ECHO_OFF) {
        Pointer copy = new Pointer(Native.malloc(password.length));
        copy.write(0, password, 0, password.length);
        answers.setPointer((long) i * RESPONSE, copy);
      }
    }
    if (responses != null) {
      responses.setPointer(0, answers);
    }
    return 0;
  }

  private void login() {
    try (Memory conversation = new Memory(2L * Long.BYTES)) {
      conversation.setPointer(0, CallbackReference.getFunctionPointer(talk));
      conversation.setPointer(Long.BYTES, Pointer.NULL);
      PointerByReference handle = new PointerByReference();
      int code = pam_start(service, user, conversation, handle);
      if (code == 0) {
        Pointer pam = handle.getValue();
        pam_set_item(pam, FAIL_DELAY, CallbackReference.getFunctionPointer(noDelay));
        code = pam_authenticate(pam, 0);
        code = code == 0 ? pam_acct_mgmt(pam, 0) : code;
        pam_end(pam, code);
      }
      if (code != 0) {
        throw new IllegalStateException("PAM answers " + code);
      }
    }
  }

  static native int pam_start(
      byte[] service, byte[] user, Pointer conversation, PointerByReference handle);

  static native int pam_set_item(Pointer handle, int type, Pointer item);

  static native int pam_authenticate(Pointer handle, int flags);

  static native int pam_acct_mgmt(Pointer handle, int flags);

  static native int pam_end(Pointer handle, int status);
}
