// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.function;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a public method callable by name. Its parameters, compiled with their names, are bound to
 * Salt's positional and keyword arguments; see {@link Default}, {@link Positionals}, {@link
 * Keywords}. A parameter of type {@link JobContext} is given the running job.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Function {
  /** The name after the dot, when Java cannot spell it, as {@code true}. */
  String value() default "";

  /** What {@code sys.doc} prints, examples included. */
  String doc();
}
