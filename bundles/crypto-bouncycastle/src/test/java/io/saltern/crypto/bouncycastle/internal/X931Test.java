// SPDX-License-Identifier: Apache-2.0
package io.saltern.crypto.bouncycastle.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class X931Test {
  private static final int SIZE = 128;

  @Test
  void blocksOfEveryLengthOpen() {
    for (int length = 0; length <= SIZE - X931.OVERHEAD; length++) {
      byte[] data = new byte[length];
      Arrays.fill(data, (byte) 0xbb);
      assertThat(X931.unpad(X931.pad(data, SIZE))).hasValue(data);
    }
  }

  @Test
  void malformedBlocksDoNotOpen() {
    for (String hex :
        new String[] {
          "", "cc", "6a", "00cc", "6bcc", "6bbbcc", "6bbbbbcc", "6bbb01cc", "6ccc", "6a01cd"
        }) {
      assertThat(X931.unpad(HexFormat.of().parseHex(hex))).as(hex).isEmpty();
    }
  }
}
