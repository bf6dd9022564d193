// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.zmtp;

/** What a connection says it is. */
public enum PeerType {
  REQ,
  SUB
}
