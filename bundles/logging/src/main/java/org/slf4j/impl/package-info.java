// SPDX-License-Identifier: Apache-2.0
/** Where SLF4J 1.7 looks for its provider. */
@NullMarked
package org.slf4j.impl;

import org.jspecify.annotations.NullMarked;
