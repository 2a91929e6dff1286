// `leitmotif song`: everything that is known of one song.
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "apps/command.hpp"
#include "apps/text_table.hpp"
#include "leitmotif/answers/answer_tables.hpp"
#include "leitmotif/library/names.hpp"

namespace leitmotif::apps {

Command song_command();

namespace {

struct SongWish {
  std::vector<std::string> song;
  bool lyrics = false;
};

constexpr std::size_t kShownWords = 12;
constexpr float kLeastShown = 0.005F;  // less is 0 % in print

/// "night/time 62 %, music 20 %", the greatest first.
std::string shares_text(const Names& names, const std::vector<float>& shares) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < shares.size(); ++i)
    if (shares[i] >= kLeastShown) order.push_back(i);
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return shares[a] > shares[b]; });
  std::vector<std::string> parts;
  for (const std::size_t i : order) parts.push_back(fmt::format("{} {:.0f} %", (*names)[i], 100 * shares[i]));
  return comma_joined(parts);
}

std::string telling_words(const std::vector<WordShare>& words) {
  std::vector<std::string> shown;
  for (const WordShare& word : words) {
    if (shown.size() == kShownWords) break;
    shown.push_back(word.count > 1 ? fmt::format("{} x{}", word.word, word.count) : word.word);
  }
  return comma_joined(shown);
}

std::string sounds_text(const std::vector<catalog::SoundFeature>& sounds) {
  std::vector<std::string> shown;
  for (const catalog::SoundFeature& sound : sounds)
    shown.push_back(fmt::format("{} {:.4g}{}", sound.name, sound.value,
                                sound.source == catalog::SoundSource::guessed ? " (guessed)" : ""));
  return comma_joined(shown);
}

/// Why nothing is said about the topics, or how far what is said can be relied on.
std::string footing_of(const answers::SongDetails& song) {
  if (song.corrected) return "as somebody said";
  if (song.inferred) return "a guess: it has no lyrics that were read";
  if (song.topic.empty()) return "";
  std::string text = fmt::format("{} sure, by {} counted words", percent(song.confidence), song.counted_words);
  if (song.carried_over) text += ", carried over to English";
  return text;
}

void add_line(std::string& text, std::string_view name, const std::string& value) {
  if (!value.empty()) text += fmt::format("{:10}{}\n", name, without_controls(value));
}

/// Why a song has its level: who published it as explicit, and its strong words.
std::string causes_of(const answers::ExplicitNote& note) {
  std::vector<std::string> causes;
  if (note.published.value_or(false))
    causes.push_back(note.published_by == "tag" ? "published so (its tags)" : "published so (its data set)");
  for (const std::string& word : note.words) causes.push_back(word);
  if (note.published && !*note.published) causes.emplace_back("though published as not explicit");
  return comma_joined(causes);
}

std::string to_text(const answers::SongDetails& song, bool with_lyrics) {
  std::string text = without_controls(song.head.artist) + " - " + without_controls(song.head.title) + "\n";
  add_line(text, "id", std::to_string(song.head.id));
  add_line(text, "album", song.facts ? song.facts->album : "");
  add_line(text, "year", song.head.year ? std::to_string(*song.head.year) : "");
  add_line(text, "genre", song.head.genre);
  add_line(text, "language", song.facts ? song.facts->language : "");
  add_line(text, "topic", song.topic.empty() ? "cannot be told" : song.topic + " (" + footing_of(song) + ")");
  if (song.mixture_parts) add_line(text, "mixture", shares_text(song.mixture_parts, song.mixture));
  add_line(text, "words", telling_words(song.words));
  if (song.explicit_note.level != "none")
    add_line(text, "strong", song.explicit_note.level + ": " + causes_of(song.explicit_note));
  add_line(text, "sound", sounds_text(song.sounds));
  add_line(text, "file", song.file + (song.gone ? " (gone)" : ""));
  if (song.blocked) add_line(text, "blocked", "never recommended");
  if (with_lyrics) text += "\n" + (song.lyrics.empty() ? "No lyric as sung is kept.\n" : song.lyrics + "\n");
  return text;
}

int run(const SongWish& wish, const General& general) {
  std::string name;
  for (const std::string& word : wish.song) name += (name.empty() ? "" : " ") + word;
  const engine::Engine engine = engine::Engine::open(general.settings);
  const auto state = engine.state(progress_line());
  const std::int64_t id = state->columns.id[library::row_named(*state, name, "song")];
  show(general, answers::song_details_table(), engine.song(id),
       [&](const answers::SongDetails& song) { return to_text(song, wish.lyrics); });
  return 0;
}

}  // namespace

Command song_command() {
  const auto wish = std::make_shared<SongWish>();
  return {"song",
          "everything that is known of one song",
          {argument("SONG", "its number, its title, or \"ARTIST - TITLE\"", &wish->song),
           {"--lyrics", "", "the lyric too", &wish->lyrics}},
          [wish](const General& general) { return run(*wish, general); }};
}

}  // namespace leitmotif::apps
