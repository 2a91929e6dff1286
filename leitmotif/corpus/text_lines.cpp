#include "leitmotif/corpus/text_lines.hpp"

#include <algorithm>

#include "leitmotif/core/error.hpp"
#include "leitmotif/text/ascii.hpp"

namespace leitmotif::corpus {

void assign_or_throw(const Field& field, std::string_view value, std::string_view source, std::size_t line,
                     LabelledSong& song) {
  const std::string reason = assign_field(field, value, song);
  if (reason.empty()) return;
  throw Error(ErrorKind::corrupt_data, std::string(source) + " line " + std::to_string(line) + ": " + reason);
}

std::string lower_case(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), text::ascii::lower);
  return result;
}

}  // namespace leitmotif::corpus
