// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.micro;

import io.saltern.wire.Bytes;
import io.saltern.wire.Crypticle;
import io.saltern.wire.CrypticleKey;
import io.saltern.wire.Msgpack;
import io.saltern.wire.Nonce;
import io.saltern.wire.WireException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Encoding and sealing the return of a test.ping. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class CodecBenchmark {
  private final Crypticle crypticle = new Crypticle(CrypticleKey.generate());
  private final Map<String, @Nullable Object> load = load();
  private final byte[] encoded = Msgpack.WIRE.encode(load);
  private final byte[] sealed = crypticle.seal(load);

  @Benchmark
  public byte[] encode() {
    return Msgpack.WIRE.encode(load);
  }

  @Benchmark
  public @Nullable Object decode() throws WireException {
    return Msgpack.WIRE.decode(encoded);
  }

  @Benchmark
  public byte[] seal() {
    return crypticle.seal(load);
  }

  @Benchmark
  public @Nullable Object open() throws WireException {
    return crypticle.open(sealed);
  }

  private static Map<String, @Nullable Object> load() {
    Map<String, @Nullable Object> load = new LinkedHashMap<>();
    load.put("cmd", "_return");
    load.put("id", "web-01.example.com");
    load.put("success", true);
    load.put("return", true);
    load.put("retcode", 0L);
    load.put("jid", "20261122040423764416");
    load.put("fun", "test.ping");
    load.put("fun_args", List.of());
    load.put("nonce", Nonce.random().value());
    load.put("ts", 1_795_320_000L);
    load.put("tok", Bytes.of(new byte[256]));
    return load;
  }
}
