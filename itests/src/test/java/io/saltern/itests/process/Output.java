// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.process;

/**
 * What a program printed.
 *
 * @param exit its exit code
 * @param out standard output
 * @param err standard error
 */
public record Output(int exit, String out, String err) {}
