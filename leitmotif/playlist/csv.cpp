// A list as a table, for spreadsheets and scripts.
#include "leitmotif/corpus/csv.hpp"

#include <array>

#include "leitmotif/playlist/formats.hpp"

namespace leitmotif::playlist {

std::string write_csv(const Playlist& list) {
  std::string text = "artist,title,year,length_ms,file\n";
  for (const Entry& entry : list.entries) {
    const std::string year = entry.year ? std::to_string(*entry.year) : "";
    const std::string length = entry.length_ms ? std::to_string(*entry.length_ms) : "";
    const std::array<std::string_view, 5> cells = {entry.artist, entry.title, year, length, entry.file};
    text += corpus::csv_row(cells);
  }
  return text;
}

}  // namespace leitmotif::playlist
