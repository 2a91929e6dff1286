// Tokens with names: whom a service lets in beside the one who started it, what they may do, and until when.
// Flow: `leitmotif tokens` or POST tokens -> TokenBook, a file beside the library -> Guard.
// Tokens are 256 random bits, so a digest is as good as a slow hash: there is nothing to guess.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leitmotif::http {

/// What somebody may do; each may also do what those before may.
enum class Scope : std::uint8_t {
  listen,  ///< ask and hear: nothing in the library changes
  keep,    ///< lists, hearts, blocks, notes, corrections, wishes
  manage,  ///< everything: scan, import, take songs out, let others in
};
/// As files and answers spell them, in the order of the enumeration.
inline constexpr std::array<std::string_view, 3> kScopes = {"listen", "keep", "manage"};
/// Throws invalid_argument, listing the names.
[[nodiscard]] Scope parse_scope(std::string_view name);

/// A token, which itself is not kept.
struct NamedToken {
  std::string name;
  Scope scope = Scope::listen;
  std::string digest;     ///< SHA-256 of the token, hexadecimal
  std::int64_t made = 0;  ///< seconds since 1970
  std::int64_t ends = 0;  ///< the same; 0: never
};

/// Who a token belongs to.
struct Holder {
  std::string name;
  Scope scope = Scope::listen;
};

/// The longest name of a token, in bytes.
inline constexpr std::size_t kMostTokenNameBytes = 100;

/// May be used by several threads. What another program writes to the file is seen at the next question.
class TokenBook {
 public:
  /// The file need not be there yet.
  explicit TokenBook(std::filesystem::path file) : file_(std::move(file)) {}

  /// All tokens by name, ended ones too. Throws as read_file; corrupt_data (the file holds no tokens).
  [[nodiscard]] std::vector<NamedToken> list() const;
  /// Makes a token and gives it; the file is readable by its owner only. `days` 0: it does not end. Throws
  /// invalid_argument (no name, one that is too long, has control characters or is taken), and as list and write_file.
  [[nodiscard]] std::string add(const std::string& name, Scope scope, std::int64_t days);
  /// False when there is none of that name. Throws as list and write_file.
  bool remove(const std::string& name);
  /// Whose token it is; nothing for one that is not known or has ended. Cost: a look at the file's time.
  [[nodiscard]] std::optional<Holder> holder_of(const std::string& token) const;

 private:
  [[nodiscard]] std::vector<NamedToken> present() const;
  void write(const std::vector<NamedToken>& tokens) const;

  std::filesystem::path file_;
  mutable std::mutex mutex_;
  mutable std::vector<NamedToken> known_;
  mutable std::optional<std::filesystem::file_time_type> read_at_;
};

}  // namespace leitmotif::http
