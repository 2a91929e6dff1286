#include "leitmotif/engine/judged_songs.hpp"

#include <algorithm>
#include <filesystem>

#include "leitmotif/catalog/lists.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/corpus/csv.hpp"
#include "leitmotif/engine/playlists.hpp"
#include "leitmotif/text/encoding.hpp"

namespace leitmotif::engine {
namespace {

namespace fs = std::filesystem;

std::vector<playlist::Entry> entries_of_csv(const std::string& text, const std::string& where) {
  corpus::CsvReader reader(text);
  const auto head = reader.next();
  std::size_t artist = std::string::npos;
  std::size_t title = std::string::npos;
  for (std::size_t i = 0; head && i < head->cells.size(); ++i) {
    if (head->cells[i] == "artist") artist = i;
    if (head->cells[i] == "title") title = i;
  }
  if (artist == std::string::npos || title == std::string::npos)
    throw Error(ErrorKind::corrupt_data, where + " line 1: expected the columns artist and title");
  std::vector<playlist::Entry> entries;
  while (const auto row = reader.next()) {
    if (row->cells.size() <= std::max(artist, title)) continue;
    playlist::Entry& entry = entries.emplace_back();
    entry.artist = row->cells[artist];
    entry.title = row->cells[title];
  }
  return entries;
}

std::vector<playlist::Entry> entries_of_lines(const std::string& text) {
  std::vector<playlist::Entry> entries;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (end > begin) entries.emplace_back().title = text.substr(begin, end - begin);
    begin = end + 1;
  }
  return entries;
}

std::vector<playlist::Entry> entries_of(const fs::path& file) {
  const std::string bytes = read_file(file, playlist::kMostPlaylistBytes);
  const std::string ending = file.extension().string();
  if (ending == ".csv") return entries_of_csv(text::decode_text(bytes, file.string()), file.string());
  if (ending == ".txt") return entries_of_lines(text::decode_text(bytes, file.string()));
  return playlist::read(bytes, file.string()).entries;
}

}  // namespace

std::vector<std::int64_t> judged_songs(const catalog::Catalog& library, const std::string& named) {
  std::error_code unknown;
  if (!fs::is_regular_file(named, unknown)) {
    if (auto list = library.lists().named(named)) return std::move(list->songs);
    throw Error(ErrorKind::not_found, "'" + named + "' is neither a file nor a saved list");
  }
  const fs::path folder = fs::absolute(named).parent_path();
  std::vector<std::int64_t> songs;
  for (playlist::Entry& entry : entries_of(named))
    songs.push_back(resolve_entry(library, std::move(entry), folder).song);
  return songs;
}

}  // namespace leitmotif::engine
