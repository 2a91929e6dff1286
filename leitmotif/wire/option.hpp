// An option of a command as plain data. The command line's parser, its help, the manual and the option tables of the
// documentation come from such rows.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace leitmotif::wire {

/// Where the texts behind an option go. A truth value is a flag; a list may be given several times; a number must fit
/// its type. A function is given all texts (for a flag none). Lifetime: as long as the parser.
using Target =
    std::variant<bool*, std::string*, std::filesystem::path*, std::vector<std::string>*,
                 std::vector<std::filesystem::path>*, std::int64_t*, std::uint64_t*, int*, unsigned*, double*,
                 std::optional<double>*, std::function<void(const std::vector<std::string>& texts)>>;

/// What a number may be, both bounds included.
struct Bounds {
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();
  double limit = std::numeric_limits<double>::infinity();  ///< more of it than may be asked for
};

/// The bounds of a number that is not below `least` and not above `most`.
[[nodiscard]] constexpr Bounds within(double least, double most) { return {.least = least, .most = most}; }

/// One option, or one thing that is given by its place.
struct Option {
  std::string names = {};  ///< `-o,--output`; without a dash: the name of what is given by its place
  std::string value = {};  ///< what stands for the value in the help, such as FILE; empty for a flag
  std::string words = {};  ///< what it does, in one line
  Target target = {};
  Bounds bounds = {};      ///< of a number
  std::string group = {};  ///< heading of the help it stands under; empty: the usual one
  bool required = false;
  bool is_list = false;  ///< only for a function: may be given several times
};

/// An option that may not be left out.
[[nodiscard]] inline Option needed(Option option) {
  option.required = true;
  return option;
}

/// What is given by its place, here called `name`, and may not be left out.
[[nodiscard]] inline Option argument(std::string name, std::string words, Target target, Bounds bounds = {}) {
  return needed({std::move(name), "", std::move(words), std::move(target), bounds});
}

}  // namespace leitmotif::wire
