// Writes JSON piece by piece into a string, for answers that come by the hundred thousand.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace leitmotif {

/// Appends `text` in quotes, escaped as RFC 8259 asks. What is not UTF-8 becomes U+FFFD.
void append_json_text(std::string& out, std::string_view text);
/// The same with escapes for everything that is not ASCII.
void append_json_ascii(std::string& out, std::string_view text);

/// Appends the shortest number that reads back as the same float. The number must be finite.
void append_json_number(std::string& out, float number);
/// The same for a double.
void append_json_number(std::string& out, double number);
void append_json_number(std::string& out, std::int64_t number);
/// The same as a number that can be told from a whole one: 1 as 1.0; null when it is not finite.
void append_json_real(std::string& out, double number);

}  // namespace leitmotif
