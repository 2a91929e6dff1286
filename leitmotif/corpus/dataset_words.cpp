#include "leitmotif/corpus/dataset_words.hpp"

#include "leitmotif/core/error.hpp"

namespace leitmotif::corpus {

DatasetOptions options_in_words(std::string_view lyrics, std::span<const std::string> columns) {
  DatasetOptions options;
  if (lyrics == "sung")
    options.lyrics = LyricsChoice::sung;
  else if (lyrics == "cleaned")
    options.lyrics = LyricsChoice::cleaned;
  else if (lyrics != "auto" && !lyrics.empty())
    throw Error(ErrorKind::invalid_argument, "lyrics '" + std::string(lyrics) + "' is not auto, sung or cleaned");
  for (const std::string& column : columns) options.columns.push_back(read_column_choice(column));
  return options;
}

}  // namespace leitmotif::corpus
