// What the Extism runtime and Navidrome offer a plugin: its input, output and settings, and HTTP.
// Flow: the host's memory, eight bytes at a time -> std::string -> the host's memory.
// Source: Extism's runtime interface 1.x (https://extism.org/docs/concepts/pdk), Navidrome's host service HTTP.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>

#define LEITMOTIF_IMPORT(module, name) extern "C" __attribute__((import_module(module), import_name(name)))
LEITMOTIF_IMPORT("extism:host/env", "input_length") std::uint64_t extism_input_length();
LEITMOTIF_IMPORT("extism:host/env", "input_load_u8") std::uint8_t extism_input_load_u8(std::uint64_t at);
LEITMOTIF_IMPORT("extism:host/env", "input_load_u64") std::uint64_t extism_input_load_u64(std::uint64_t at);
LEITMOTIF_IMPORT("extism:host/env", "alloc") std::uint64_t extism_alloc(std::uint64_t bytes);
LEITMOTIF_IMPORT("extism:host/env", "free") void extism_free(std::uint64_t block);
LEITMOTIF_IMPORT("extism:host/env", "length") std::uint64_t extism_length(std::uint64_t block);
LEITMOTIF_IMPORT("extism:host/env", "load_u8") std::uint8_t extism_load_u8(std::uint64_t at);
LEITMOTIF_IMPORT("extism:host/env", "load_u64") std::uint64_t extism_load_u64(std::uint64_t at);
LEITMOTIF_IMPORT("extism:host/env", "store_u8") void extism_store_u8(std::uint64_t at, std::uint8_t value);
LEITMOTIF_IMPORT("extism:host/env", "store_u64") void extism_store_u64(std::uint64_t at, std::uint64_t value);
LEITMOTIF_IMPORT("extism:host/env", "output_set") void extism_output_set(std::uint64_t block, std::uint64_t bytes);
LEITMOTIF_IMPORT("extism:host/env", "error_set") void extism_error_set(std::uint64_t block);
LEITMOTIF_IMPORT("extism:host/env", "config_get") std::uint64_t extism_config_get(std::uint64_t name);
LEITMOTIF_IMPORT("extism:host/user", "http_send") std::uint64_t navidrome_http_send(std::uint64_t request);
#undef LEITMOTIF_IMPORT

namespace extism {

/// `bytes` bytes that two functions of the host read from `at`: each call leaves the module, so eight bytes at a time.
template <class LoadWord, class LoadByte>
std::string copied(std::uint64_t at, std::uint64_t bytes, LoadWord load_word, LoadByte load_byte) {
  std::string text(bytes, '\0');
  std::uint64_t i = 0;
  for (; i + sizeof(std::uint64_t) <= bytes; i += sizeof(std::uint64_t)) {
    const std::uint64_t word = load_word(at + i);
    std::memcpy(text.data() + i, &word, sizeof word);
  }
  for (; i < bytes; ++i) text[i] = static_cast<char>(load_byte(at + i));
  return text;
}

/// What the plugin was called with.
inline std::string input() { return copied(0, extism_input_length(), extism_input_load_u64, extism_input_load_u8); }

/// A block of the host's memory, which is freed; empty for none.
inline std::string taken(std::uint64_t block) {
  if (block == 0) return {};
  std::string text = copied(block, extism_length(block), extism_load_u64, extism_load_u8);
  extism_free(block);
  return text;
}

/// A block of the host's memory with this text.
inline std::uint64_t block_of(const std::string& text) {
  const std::uint64_t block = extism_alloc(text.size());
  std::uint64_t i = 0;
  for (; i + sizeof(std::uint64_t) <= text.size(); i += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + i, sizeof word);
    extism_store_u64(block + i, word);
  }
  for (; i < text.size(); ++i) extism_store_u8(block + i, static_cast<std::uint8_t>(text[i]));
  return block;
}

/// A setting of the plugin; empty: not set.
inline std::string setting(const std::string& name) {
  const std::uint64_t block = block_of(name);
  std::string value = taken(extism_config_get(block));
  extism_free(block);
  return value;
}

/// What the host answers to a request of Navidrome's HTTP service, both as JSON.
inline std::string http_send(const std::string& request) {
  const std::uint64_t block = block_of(request);
  std::string answer = taken(navidrome_http_send(block));
  extism_free(block);
  return answer;
}

/// The call's result: the status that the exported function returns. The host frees what it was given.
inline std::int32_t give(const std::string& output) {
  extism_output_set(block_of(output), output.size());
  return 0;
}
inline std::int32_t fail(const std::string& message) {
  extism_error_set(block_of(message));
  return 1;
}

}  // namespace extism
