// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.function;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A parameter that may be left out, and what it is then. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Default {
  /** {@code None}, {@code True}, {@code False}, a number, or a text. */
  String value() default "None";
}
