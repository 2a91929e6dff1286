#include "leitmotif/library/own_files.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "leitmotif/catalog/files.hpp"
#include "leitmotif/collection/walk.hpp"

namespace leitmotif::library {

std::string_view OwnFiles::of(std::int64_t id) const {
  const std::size_t place = song.lower_bound(id);
  return place < song.size() && song[place] == id ? path[place] : std::string_view();
}

OwnFiles own_files(const catalog::Catalog& library) {
  std::map<std::int64_t, std::string> paths;
  // Music before lyrics, the first of each, as Files::places_of.
  for (const catalog::FileKind kind : {catalog::FileKind::music, catalog::FileKind::lyrics})
    library.files().for_each([&](const catalog::FileRow& row) {
      if (row.song && row.kind == kind && !row.gone) paths.try_emplace(*row.song, collection::shown(row.path));
    });
  std::vector<std::int64_t> songs;
  PackedTexts texts;
  for (const auto& [song, path] : paths) {
    songs.push_back(song);
    texts.push_back(path);
  }
  return {std::move(songs), std::move(texts)};
}

void note_instrumentals(const catalog::Catalog& library, Draft& draft) {
  library.files().for_each_facts([&](std::int64_t id, const catalog::SongFacts& details) {
    if (!details.instrumental) return;
    const auto found = std::ranges::lower_bound(draft.songs.id, id);
    if (found == draft.songs.id.end() || *found != id) return;
    std::uint8_t& flags = draft.flags[static_cast<std::size_t>(found - draft.songs.id.begin())];
    flags = static_cast<std::uint8_t>(flags | kFoundInstrumental);
  });
}

}  // namespace leitmotif::library
