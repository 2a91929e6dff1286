#include "leitmotif/listeners/taste_lines.hpp"

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/core/line_reader.hpp"

namespace leitmotif::listeners {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Calls `use` with the text of every line that is not blank.
void for_lines(const std::filesystem::path& file,
               const std::function<void(std::string_view line, const std::string& where)>& use) {
  LineReader reader(file);
  for (bool first = true;;) {
    const std::vector<std::string_view>& lines = reader.next_block();
    if (lines.empty()) return;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      std::string_view line = lines[i];
      if (first && line.starts_with(kByteOrderMark)) line.remove_prefix(kByteOrderMark.size());
      first = false;
      if (!ascii::trimmed(line).empty()) use(line, file.string() + " line " + std::to_string(reader.first_line() + i));
    }
  }
}

}  // namespace

NamedSong named_song(const Json& value, const std::string& where) {
  if (!value.is_array() || value.size() < 2 || !value[0].is_string() || !value[1].is_string())
    throw Error(ErrorKind::corrupt_data, where + R"(: a song is not of the form ["artist","title"])");
  return {value[0].text(), value[1].text()};
}

std::vector<NamedSong> named_songs(const Json& line, std::string_view key, const std::string& where) {
  const Json* const list = line.find(key);
  if (list == nullptr || !list->is_array())
    throw Error(ErrorKind::corrupt_data, where + ": expected a list of songs under \"" + std::string(key) + "\"");
  std::vector<NamedSong> songs;
  for (const Json& song : *list) songs.push_back(named_song(song, where));
  return songs;
}

void for_json_lines(const std::filesystem::path& file,
                    const std::function<void(const Json& line, const std::string& where)>& use) {
  for_lines(file, [&](std::string_view line, const std::string& where) { use(parse_json(line, where), where); });
}

HistoriesRead read_histories(const std::filesystem::path& file, TasteItems& items,
                             std::vector<std::vector<taste::Item>>& lists) {
  HistoriesRead read;
  for_lines(file, [&](std::string_view line, const std::string& where) {
    std::vector<NamedSong> songs;
    try {
      songs = named_songs(parse_json(line, where), "songs", where);
    } catch (const Error& error) {
      if (read.left_out++ == 0) read.problem = error.what();
      return;
    }
    std::vector<taste::Item> list;
    for (const NamedSong& song : songs) list.push_back(items.item(song));
    if (list.empty()) return;
    ++read.lists;
    lists.push_back(std::move(list));
  });
  return read;
}

}  // namespace leitmotif::listeners
