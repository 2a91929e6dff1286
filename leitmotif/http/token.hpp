// The token that another address than loopback demands: shown once, kept only as an Argon2id hash. The door to
// libargon2. Source: RFC 9106; OWASP Password Storage (19 MiB, two passes).
#pragma once

#include <chrono>
#include <filesystem>
#include <mutex>
#include <string>

namespace leitmotif::http {

/// 64 hexadecimal digits from the system's source of randomness. Throws io.
[[nodiscard]] std::string new_token();

/// The encoded hash, salt and costs in it.
[[nodiscard]] std::string hash_token(const std::string& token);
/// Whether a token is the one that was hashed. Cost: some hundredths of a second and 19 MiB.
[[nodiscard]] bool fits_hash(const std::string& token, const std::string& hash);

/// Makes a token, keeps its hash in `file` (readable by its owner only), and gives the token. Throws io.
[[nodiscard]] std::string make_token(const std::filesystem::path& file);

/// Knows one token by its hash. May be used by several threads.
class TokenKeeper {
 public:
  /// Throws as read_file; corrupt_data when the file holds no hash.
  explicit TokenKeeper(const std::filesystem::path& file);
  /// Slow for the first right token and for wrong ones, of which at most a few a second are looked at; the others are
  /// wrong without a look.
  [[nodiscard]] bool knows(const std::string& token);
  /// Whether a token is the right one and was looked at before. Cost: a digest.
  [[nodiscard]] bool knows_at_once(const std::string& token) const;

 private:
  std::string hash_;
  mutable std::mutex mutex_;  ///< guards the two below; never held while a token is looked at
  std::string known_digest_;  ///< SHA-256 of the token once it was right
  std::chrono::steady_clock::time_point next_look_;
};

}  // namespace leitmotif::http
