// SPDX-License-Identifier: Apache-2.0
/**
 * What runs before and beside the framework. Plain Java without any library, because each one on
 * the class path would cost more start time than all of this together.
 */
@NullMarked
package io.saltern.client;

import org.jspecify.annotations.NullMarked;
