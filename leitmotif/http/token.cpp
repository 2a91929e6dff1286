#include "leitmotif/http/token.hpp"

#include <argon2.h>
#include <sys/stat.h>

#include <array>
#include <fstream>

#include "leitmotif/core/digest.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/hex.hpp"

namespace leitmotif::http {
namespace {

/// What a hash costs, with Argon2id.
constexpr struct { std::uint32_t passes, memory_kib, lanes; } kCost = {.passes = 2, .memory_kib = 19456, .lanes = 1};
constexpr std::size_t kTokenDigits = 64;
constexpr std::chrono::milliseconds kBetweenLooks{200};

/// Takes as long for any two texts of the same length.
bool are_equal(const std::string& a, const std::string& b) {
  unsigned difference = a.size() == b.size() ? 0U : 1U;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
    difference |= static_cast<unsigned>(a[i] ^ b[i]) & 0xFFU;
  return difference == 0;
}

}  // namespace

std::string new_token() { return hex_of(secret_bytes(kTokenDigits / 2)); }

std::string hash_token(const std::string& token) {
  const std::string salt = secret_bytes(16);
  std::array<char, 256> encoded{};
  const int error = argon2id_hash_encoded(kCost.passes, kCost.memory_kib, kCost.lanes, token.data(), token.size(),
                                          salt.data(), salt.size(), 32, encoded.data(), encoded.size());
  if (error != ARGON2_OK) throw Error(ErrorKind::resource_limit, std::string("token: ") + argon2_error_message(error));
  return encoded.data();
}

bool fits_hash(const std::string& token, const std::string& hash) {
  return argon2id_verify(hash.c_str(), token.data(), token.size()) == ARGON2_OK;
}

std::string make_token(const std::filesystem::path& file) {
  std::string token = new_token();
  std::error_code ignored;  // a folder that cannot be made shows when the file is written
  if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path(), ignored);
  write_file(file, hash_token(token) + "\n");
  if (::chmod(file.c_str(), S_IRUSR | S_IWUSR) != 0)
    throw Error(ErrorKind::io, file.string() + ": cannot change its permissions");
  return token;
}

TokenKeeper::TokenKeeper(const std::filesystem::path& file) : hash_(read_file(file, 4096)) {
  hash_ = hash_.substr(0, hash_.find('\n'));
  if (!hash_.starts_with("$argon2id$"))
    throw Error(ErrorKind::corrupt_data, file.string() + ": holds no token's hash; serve --new-token makes a new one");
}

bool TokenKeeper::knows(const std::string& token) {
  if (token.size() != kTokenDigits) return false;
  if (knows_at_once(token)) return true;
  {
    const std::lock_guard lock(mutex_);
    const auto now = std::chrono::steady_clock::now();
    if (now < next_look_) return false;
    next_look_ = now + kBetweenLooks;
  }
  if (!fits_hash(token, hash_)) return false;
  const std::lock_guard lock(mutex_);
  known_digest_ = sha256_hex(token);
  return true;
}

bool TokenKeeper::knows_at_once(const std::string& token) const {
  if (token.size() != kTokenDigits) return false;
  const std::string digest = sha256_hex(token);
  const std::lock_guard lock(mutex_);
  return !known_digest_.empty() && are_equal(digest, known_digest_);
}

}  // namespace leitmotif::http
