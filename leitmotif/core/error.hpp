// The one exception of the library, and the one table that turns its kinds into exit and HTTP statuses.
// Flow: thrown by every room, caught only at the doors (command line, HTTP).
#pragma once

#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace leitmotif {

/// The closed list of what can go wrong.
enum class ErrorKind {
  invalid_argument,  ///< the caller asked for something that makes no sense
  not_found,         ///< a named thing (file, song, model) is not there
  corrupt_data,      ///< outside data does not have the promised form
  resource_limit,    ///< the input is larger than a stated limit
  io,                ///< the operating system refused to read or write
  unsupported,       ///< well formed, but not something this build or model can do
  unavailable,       ///< another program that is needed gives nothing now
  cancelled,         ///< stopped on request
  internal,          ///< our own bug
};

/// How one kind appears outside the program.
struct ErrorMapping {
  ErrorKind kind;
  std::string_view name;  ///< as written in JSON error bodies
  int exit_status;        ///< of the command line
  int http_status;
};

/// Every kind exactly once, in the order of the enumeration.
[[nodiscard]] std::span<const ErrorMapping> error_mappings() noexcept;

/// The row of `error_mappings()` for `kind`.
[[nodiscard]] const ErrorMapping& mapping_of(ErrorKind kind) noexcept;

/// The kind that a program of ours ended with; `internal` for a status that is none of the table.
[[nodiscard]] ErrorKind kind_of_exit(int exit_status) noexcept;

/// The only exception that leaves a public function. Its message says what was wrong, where, and what was
/// expected, on one line without a final full stop.
class Error : public std::runtime_error {
 public:
  Error(ErrorKind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}
  /// About one key or parameter of a request: the message is "FIELD: REASON".
  Error(ErrorKind kind, const std::string& field, const std::string& reason)
      : std::runtime_error(field + ": " + reason), kind_(kind), field_size_(field.size()) {}
  /// What sort of trouble it is; `mapping_of` gives what follows from it.
  [[nodiscard]] ErrorKind kind() const noexcept { return kind_; }
  /// The key or parameter that was wrong, as its thrower calls it, such as `body.n`; empty when it is not about one.
  /// Lifetime: the error's.
  [[nodiscard]] std::string_view field() const noexcept { return {what(), field_size_}; }
  /// The message without the field in front. Lifetime: the error's.
  [[nodiscard]] std::string_view reason() const noexcept { return what() + (field_size_ == 0 ? 0 : field_size_ + 2); }

 private:
  ErrorKind kind_;
  std::size_t field_size_ = 0;
};

}  // namespace leitmotif
