// SPDX-License-Identifier: Apache-2.0
/**
 * Salt's programs inside the master, and the socket on which local users reach them.
 *
 * <p>The socket is {@code saltern.ipc} in {@code sock_dir}; everybody may connect, and the kernel
 * says who does. A connection serves one run of one program. Both sides send frames: one byte that
 * names the kind, four bytes with the length of the body (big-endian), the body. Numbers are
 * big-endian; a text is four bytes with its length in bytes, and UTF-8.
 *
 * <pre>
 * from the client
 *   R  request   byte version (1) | text program | byte flags (1 = standard output is a terminal)
 *                | int columns, 0 = unknown | text SUDO_USER, may be empty | int count | text ... arguments
 *   A  answer    byte 1 | text                to a prompt, or the token that is stored
 *                byte 0                       there is nobody to ask, or no token
 *   I  interrupt                              Ctrl-C: the program says its last words and ends
 * from the master
 *   O  output    bytes for standard output
 *   E  error     bytes for standard error
 *   P  prompt    byte flags (1 = do not echo) | text
 *   T  token     text file, may be empty: send the token that the user has stored
 *   S  store     text file, may be empty | text token: store it for the user; answered like P
 *   X  exit      int code; the last frame
 * </pre>
 *
 * <p>The request must come within five seconds. A client that closes the connection interrupts its
 * program.
 */
@NullMarked
package io.saltern.programs.internal;

import org.jspecify.annotations.NullMarked;
