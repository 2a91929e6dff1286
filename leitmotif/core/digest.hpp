// SHA-256, for model files, data sets and downloads; MD5 for protocols that ask for it. The door to OpenSSL's
// libcrypto.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace leitmotif {

/// Digests bytes that come in pieces.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  /// Takes in more bytes; in how many pieces they come changes nothing.
  void add(std::string_view bytes);
  /// The 32 bytes of the digest. Call once, this or `hex`; the object is used up.
  [[nodiscard]] std::string bytes();
  /// The digest as 64 lower-case hexadecimal digits. Call once; the object is used up.
  [[nodiscard]] std::string hex();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

/// The digest of `bytes` as 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

/// The MD5 digest of `bytes` as 32 lower-case hexadecimal digits: for protocols that ask for it, never for safety.
[[nodiscard]] std::string md5_hex(std::string_view bytes);

/// So many random bytes that nobody can guess. Throws io when the system gives none.
[[nodiscard]] std::string secret_bytes(std::size_t count);

}  // namespace leitmotif
