// `leitmotif songs`: search the library by artist, title or words of the lyrics.
#include <fmt/format.h>

#include <array>
#include <memory>

#include "apps/command.hpp"
#include "apps/text_table.hpp"
#include "leitmotif/answers/answer_tables.hpp"
#include "leitmotif/answers/listing.hpp"
#include "leitmotif/answers/request.hpp"

namespace leitmotif::apps {

Command songs_command();

namespace {

struct SongsWish {
  std::vector<std::string> words;
  std::string years;
  std::int64_t n = 20;
  std::int64_t offset = 0;
};

/// `with_line`: the line that holds the words that were searched for.
std::string to_text(const answers::SongList& list, bool with_line, std::size_t columns) {
  if (list.songs.empty()) return "No song matches.\n";
  constexpr std::array<Column, 7> kHead = {{{"ID", Side::right},
                                            {"ARTIST", Side::left, true},
                                            {"TITLE", Side::left, true},
                                            {"YEAR"},
                                            {"GENRE", Side::left, true},
                                            {"TOPIC"},
                                            {"LINE", Side::left, true}}};
  Rows rows;
  for (const answers::SongLine& line : list.songs)
    rows.push_back({std::to_string(line.head.id), line.head.artist, line.head.title, year_text(line.head.year),
                    line.head.genre, line.topic});
  for (std::size_t i = 0; with_line && i < rows.size(); ++i) rows[i].push_back(list.songs[i].line);
  const std::size_t shown = with_line ? kHead.size() : kHead.size() - 1;
  return songbook_note(list.from_songbook) + concatenated(table_lines(std::span(kHead).first(shown), rows, columns));
}

/// Songs that have the words; when none has, those that have what was meant.
answers::SongList find(const engine::Engine& engine, const answers::BrowseRequest& request) {
  if (!request.years) {
    answers::SongList list = engine.songs(request.words, request.limit, request.offset);
    if (list.total > 0 || request.words.empty()) return list;
  }
  return engine.browse(request);
}

/// What is said of an answer to other words than those that were typed.
std::string meant_text(const answers::SongList& list, const answers::BrowseRequest& request) {
  if (list.corrected.empty()) return "";
  return fmt::format("No song has \"{}\"; these have \"{}\".\n", without_controls(request.words),
                     without_controls(list.corrected));
}

int run(const SongsWish& wish, const General& general) {
  answers::BrowseRequest request;
  for (const std::string& word : wish.words) request.words += (request.words.empty() ? "" : " ") + word;
  if (!wish.years.empty()) request.years = answers::years_from(wish.years);
  request.limit = static_cast<std::size_t>(wish.n);
  request.offset = static_cast<std::size_t>(wish.offset);
  const engine::Engine engine = engine::Engine::open(general.settings);
  show(general, answers::song_list_table(), find(engine, request), [&](const answers::SongList& list) {
    return meant_text(list, request) + to_text(list, !request.words.empty(), output_columns());
  });
  return 0;
}

}  // namespace

Command songs_command() {
  const auto wish = std::make_shared<SongsWish>();
  return {"songs",
          "search the library by artist, title or words of the lyrics",
          {{"WORDS", "",
            "words of artist, title or lyrics, or a year such as 1973 or 1970s when no song has it in its words "
            "(default: every song)",
            &wish->words},
           {"--years", "A-B", "only songs of these years", &wish->years},
           {"-n", "N", "how many lines at most (default: 20)", &wish->n, {.least = 1, .limit = 10000}},
           {"--offset", "N", "how many to leave out first (default: 0)", &wish->offset, {.least = 0}}},
          [wish](const General& general) { return run(*wish, general); }};
}

}  // namespace leitmotif::apps
