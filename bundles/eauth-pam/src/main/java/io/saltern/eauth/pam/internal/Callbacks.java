// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import com.sun.jna.Callback;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What PAM calls back: one native function for the conversations of all logins, which PAM tells
 * apart by a number, and one that does nothing instead of waiting after a failure.
 */
final class Callbacks {
  private static final int CONVERSATION = 16;

  private final Map<Long, Conversation> open = new ConcurrentHashMap<>();
  private final AtomicLong last = new AtomicLong();

  // PAM knows only their addresses: they are to live as long as this
  private final Talk talk = this::talk;
  private final FailDelay noDelay = (code, micros, of) -> {};
  private final NativeCallback nativeTalk = NativeCallback.of(talk);
  private final NativeCallback nativeNoDelay = NativeCallback.of(noDelay);

  /** {@code struct pam_conv.conv}. */
  interface Talk extends Callback {
    int callback(int count, Pointer messages, @Nullable Pointer responses, @Nullable Pointer of);
  }

  /** The item {@code PAM_FAIL_DELAY}. */
  interface FailDelay extends Callback {
    void callback(int code, int micros, @Nullable Pointer of);
  }

  /** A {@code struct pam_conv} for a login; its number is to be given to {@link #end}. */
  long begin(Conversation conversation, Memory structure) {
    long number = last.incrementAndGet();
    open.put(number, conversation);
    structure.setPointer(0, nativeTalk.address());
    structure.setPointer(Long.BYTES, new Pointer(number));
    return number;
  }

  void end(long number) {
    open.remove(number);
  }

  static int structureSize() {
    return CONVERSATION;
  }

  Pointer noDelay() {
    return nativeNoDelay.address();
  }

  private int talk(int count, Pointer messages, @Nullable Pointer responses, @Nullable Pointer of) {
    try {
      Conversation conversation = open.get(Pointer.nativeValue(of));
      return conversation == null
          ? LibPam.CONV_ERR
          : conversation.converse(count, messages, responses);
    } catch (RuntimeException | Error e) {
      // it would reach nobody: PAM is to hear that there is no answer
      return LibPam.CONV_ERR;
    }
  }
}
