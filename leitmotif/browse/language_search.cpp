#include "leitmotif/browse/language_search.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "leitmotif/catalog/files.hpp"
#include "leitmotif/languages/search_words.hpp"
#include "leitmotif/reading/prepared_lyric.hpp"

namespace leitmotif::browse {
namespace {

/// Who finds so many songs does not look behind them.
constexpr std::size_t kMostBefore = 300;
/// Of each search in another language.
constexpr std::size_t kMostOthers = 100;

bool is_in(const catalog::Catalog& library, std::int64_t id, const std::string& language) {
  // What a scan found out need not be found out again.
  const std::optional<catalog::SongFacts> facts = library.files().facts_of({&id, 1}).front();
  if (facts && !facts->language.empty()) return facts->language == language;
  const auto stored = library.songs().song(id);
  if (!stored || stored->song.form != LyricsForm::sung) return language == "en" && stored.has_value();
  const reading::PreparedLyric lyric(stored->song.lyrics, LyricsForm::sung);
  return lyric.carried().language.code == language;
}

std::vector<catalog::FoundSong> found_elsewhere(const catalog::Catalog& library, std::string_view words,
                                                std::set<std::int64_t>& known) {
  const languages::Bridges& bridges = languages::Bridges::shipped();
  std::vector<languages::OtherSearch> searches = languages::searches_from_english(bridges, words);
  if (known.empty())
    for (languages::OtherSearch& search : languages::searches_in_english(bridges, words))
      searches.push_back(std::move(search));
  std::vector<catalog::FoundSong> songs;
  for (const languages::OtherSearch& search : searches)
    for (catalog::FoundSong& song : library.songs().search(search.words, kMostOthers, 0).songs)
      if (!known.contains(song.head.id) && is_in(library, song.head.id, search.language)) {
        known.insert(song.head.id);
        songs.push_back(std::move(song));
      }
  return songs;
}

}  // namespace

catalog::Found search_in_all_languages(const catalog::Catalog& library, std::string_view words, std::size_t limit,
                                       std::size_t offset) {
  catalog::Found found = library.songs().search(words, limit, offset);
  const bool is_asked_for_more = found.songs.size() < limit && found.total <= kMostBefore;
  const bool holds_words = words.find_first_not_of(" \t\n\"*") != std::string_view::npos;
  if (!is_asked_for_more || !holds_words) return found;
  std::set<std::int64_t> known;
  for (const catalog::FoundSong& song : library.songs().search(words, kMostBefore, 0).songs) known.insert(song.head.id);
  std::vector<catalog::FoundSong> others = found_elsewhere(library, words, known);
  const std::size_t begin = std::min(offset > found.total ? offset - found.total : 0, others.size());
  const std::size_t count = std::min(limit - found.songs.size(), others.size() - begin);
  std::move(others.begin() + static_cast<std::ptrdiff_t>(begin),
            others.begin() + static_cast<std::ptrdiff_t>(begin + count), std::back_inserter(found.songs));
  found.total += others.size();
  return found;
}

}  // namespace leitmotif::browse
