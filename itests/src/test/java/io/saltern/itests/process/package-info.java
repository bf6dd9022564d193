// SPDX-License-Identifier: Apache-2.0
/** Whole processes, driven as an administrator drives them. */
package io.saltern.itests.process;
