// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What C calls, for as long as this and the callback are held. JNA's tables would hold the
 * callback's class longer, and with it a bundle that is gone: it is taken out of them.
 *
 * @param reference what JNA frees the native function with
 */
record NativeCallback(Pointer address, Object reference) {
  static NativeCallback of(Callback callback) {
    Pointer address = CallbackReference.getFunctionPointer(callback);
    remove(Native.class, "typeOptions", callback.getClass());
    Object reference = remove(CallbackReference.class, "callbackMap", callback);
    return new NativeCallback(address, Objects.requireNonNull(reference));
  }

  private static @Nullable Object remove(Class<?> owner, String name, Object key) {
    Map<?, ?> table = table(owner, name);
    synchronized (table) {
      return table.remove(key);
    }
  }

  private static Map<?, ?> table(Class<?> owner, String name) {
    try {
      Field table = owner.getDeclaredField(name);
      table.setAccessible(true);
      return (Map<?, ?>) table.get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JNA keeps callbacks in another way", e);
    }
  }
}
