// Writes JSON piece by piece into a string, for answers that come by the hundred thousand.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace leitmotif {

/// Appends `text` in quotes, escaped as RFC 8259 asks. The text must be UTF-8.
void append_json_text(std::string& out, std::string_view text);

/// Appends the shortest number that reads back as the same float. The number must be finite.
void append_json_number(std::string& out, float number);
/// The same for a double.
void append_json_number(std::string& out, double number);
void append_json_number(std::string& out, std::int64_t number);

}  // namespace leitmotif
