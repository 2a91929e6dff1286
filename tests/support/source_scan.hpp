// What stands in a C++ file, read as plain text: enough to count functions, parameters and contracts in sources that
// are formatted as ours are. No compiler is needed, so it is quick and reads any state of the project.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace leitmotif::testing {

/// One declaration or definition outside of functions.
struct Declared {
  enum class Kind { function, type, alias, constant };
  Kind kind = Kind::function;
  std::string name;
  std::size_t line = 0;        ///< of its first word, from 1
  std::size_t lines = 0;       ///< of a function with a body, from its first word to its closing brace; else 0
  std::size_t parameters = 0;  ///< of a function
  /// Can be named by whoever includes the file: not private or protected, not in an unnamed namespace or one called
  /// detail, not a local of another name.
  bool is_public = false;
  /// Has a `///` over itself, behind itself, or over the group of lines without a blank one that it stands in.
  bool has_contract = false;
  /// Says nothing of its own: constructors and destructors (the contract of the type), what overrides another or is
  /// defaulted or deleted, forward declarations, friends.
  bool is_implied = false;
};

/// The text with comments, literals and preprocessor lines blanked; every byte keeps its place.
[[nodiscard]] std::string code_of(std::string_view text);

/// Everything declared in `text` at namespace and class scope, in order.
[[nodiscard]] std::vector<Declared> declared_in(std::string_view text);

}  // namespace leitmotif::testing
