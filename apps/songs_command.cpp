// `leitmotif songs`: search the library by artist, title or words of the lyrics.
#include <array>
#include <memory>

#include "apps/command.hpp"
#include "apps/text_table.hpp"
#include "leitmotif/answers/answer_tables.hpp"

namespace leitmotif::apps {

Command songs_command();

namespace {

struct SongsWish {
  std::vector<std::string> words;
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

int run(const SongsWish& wish, const General& general) {
  std::string words;
  for (const std::string& word : wish.words) words += (words.empty() ? "" : " ") + word;
  const engine::Engine engine = engine::Engine::open(general.settings);
  show(general, answers::song_list_table(),
       engine.songs(words, static_cast<std::size_t>(wish.n), static_cast<std::size_t>(wish.offset)),
       [&](const answers::SongList& list) { return to_text(list, !words.empty(), output_columns()); });
  return 0;
}

}  // namespace

Command songs_command() {
  const auto wish = std::make_shared<SongsWish>();
  return {"songs",
          "search the library by artist, title or words of the lyrics",
          {{"WORDS", "", "words of artist, title or lyrics (default: every song)", &wish->words},
           {.names = "-n",
            .value = "N",
            .words = "how many lines at most (default: 20)",
            .target = &wish->n,
            .least = 1,
            .limit = 10000},
           {.names = "--offset",
            .value = "N",
            .words = "how many to leave out first (default: 0)",
            .target = &wish->offset,
            .least = 0}},
          [wish](const General& general) { return run(*wish, general); }};
}

}  // namespace leitmotif::apps
