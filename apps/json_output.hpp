// Answers of many objects: a line of JSON each, or the one list of them that --json asks for.
#pragma once

#include <string>
#include <string_view>

#include "apps/command.hpp"

namespace leitmotif::apps {

/// Prints objects as they come.
class JsonOutput {
 public:
  /// As one document, else as lines.
  explicit JsonOutput(bool as_document) noexcept : as_document_(as_document) {}

  /// Prints an object that is JSON without line ends. Throws io.
  void add(std::string_view object);
  /// The same for several, each with a line end behind it.
  void add_lines(std::string_view lines);
  /// Nothing comes any more. Throws io.
  void finish();

 private:
  bool as_document_;
  bool is_begun_ = false;
};

/// Refuses to print a file's bytes where a document about it is asked for. `output` is the file, or `-`.
void require_place_for_json(const General& general, const std::string& output);
/// With --json the file that was written; else nothing. `output` as above.
void tell_written(const General& general, const std::string& output);
/// With --json what is gone now; else `words` on standard error.
void tell_gone(const General& general, const std::string& name, const std::string& words);

}  // namespace leitmotif::apps
