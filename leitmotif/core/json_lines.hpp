// JSON lines at the speed of the disk: reads a few text fields of one object a line. The door to simdjson.
// Flow: lines of a filter's input -> lyrics; json_text.hpp writes the lines that come out.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace leitmotif {

/// Reads one object after another, using the same memory again. Used by one thread at a time.
class JsonLineReader {
 public:
  JsonLineReader();
  ~JsonLineReader();
  JsonLineReader(const JsonLineReader&) = delete;
  JsonLineReader& operator=(const JsonLineReader&) = delete;

  /// Takes the next line, which must hold one JSON object and nothing else. Throws corrupt_data with `where` in front.
  void read(std::string_view line, std::string_view where);
  /// The text under `key`. Throws corrupt_data when it is missing or not a text.
  [[nodiscard]] std::string text(std::string_view key);
  /// The value under `key` as it is written, such as `"a"` or `17`; empty when it is missing.
  [[nodiscard]] std::string raw(std::string_view key);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace leitmotif
