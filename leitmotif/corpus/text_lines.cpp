#include "leitmotif/corpus/text_lines.hpp"

#include "leitmotif/core/error.hpp"

namespace leitmotif::corpus {

void assign_or_throw(const Field& field, std::string_view value, std::string_view source, std::size_t line,
                     LabelledSong& song) {
  const std::string reason = assign_field(field, value, song);
  if (reason.empty()) return;
  throw Error(ErrorKind::corrupt_data, std::string(source) + " line " + std::to_string(line) + ": " + reason);
}

}  // namespace leitmotif::corpus
