// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Typed reading of a decoded map; what is nil counts as absent. */
final class Fields {
  private final Map<String, @Nullable Object> map;

  Fields(Map<String, @Nullable Object> map) {
    this.map = map;
  }

  static Fields of(String what, @Nullable Object value) throws EnvelopeException {
    return new Fields(map(what, value));
  }

  /** The value as a map, once all its keys are seen to be text. */
  @SuppressWarnings("unchecked")
  static Map<String, @Nullable Object> map(String what, @Nullable Object value)
      throws EnvelopeException {
    if (!(value instanceof Map<?, ?> map)) {
      throw new EnvelopeException(what, "is not a map");
    }
    for (Object key : map.keySet()) {
      if (!(key instanceof String)) {
        throw new EnvelopeException(what, "has a key that is not text");
      }
    }
    return (Map<String, @Nullable Object>) map;
  }

  boolean has(String field) {
    return map.containsKey(field);
  }

  @Nullable Object get(String field) {
    return map.get(field);
  }

  String text(String field) throws EnvelopeException {
    return optionalText(field).orElseThrow(() -> new EnvelopeException(field, "is missing"));
  }

  Optional<String> optionalText(String field) throws EnvelopeException {
    Object value = map.get(field);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text) {
      return Optional.of(text);
    }
    throw new EnvelopeException(field, "is not text");
  }

  Bytes bytes(String field) throws EnvelopeException {
    return optionalBytes(field).orElseThrow(() -> new EnvelopeException(field, "is missing"));
  }

  Optional<Bytes> optionalBytes(String field) throws EnvelopeException {
    Object value = map.get(field);
    return value == null ? Optional.empty() : Optional.of(bytes(field, value));
  }

  /** The value as bytes, turned back where they came as text. */
  static Bytes bytes(String what, @Nullable Object value) throws EnvelopeException {
    if (value instanceof byte[] bytes) {
      return Bytes.of(bytes);
    }
    if (value instanceof String text) {
      return Bytes.ofText(text);
    }
    throw new EnvelopeException(what, "is not bytes");
  }

  int port(String field) throws EnvelopeException {
    Object value = map.get(field);
    if (value instanceof Long port && port >= 1 && port <= 65535) {
      return port.intValue();
    }
    throw new EnvelopeException(field, "is not a port");
  }

  Optional<Nonce> nonce() throws EnvelopeException {
    Optional<String> text = optionalText("nonce");
    if (text.isPresent() && !Nonce.isValid(text.get())) {
      throw new EnvelopeException("nonce", "is not 32 hexadecimal digits");
    }
    return text.map(Nonce::new);
  }
}
