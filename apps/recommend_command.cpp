// `leitmotif recommend`: songs by topic, mood, text or likeness, and the reasons.
#include <fmt/format.h>

#include <algorithm>

#include "apps/playlist_output.hpp"
#include "apps/standard_input.hpp"
#include "apps/text_table.hpp"
#include "leitmotif/answers/answer_tables.hpp"
#include "leitmotif/answers/recommend_keys.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/corpus/lyric_file.hpp"
#include "leitmotif/listeners/taste.hpp"

namespace leitmotif::apps {

Command recommend_command();

namespace {

/// On a terminal of fewer columns the reasons stand below their song instead of beside it.
constexpr std::size_t kColumnsForReasons = 110;
/// The heading of scores that are probabilities.
constexpr const char* kSure = "SURE";

struct RecommendWish {
  std::vector<std::string> words;  ///< in a person's own words
  Json document = Json::object();  ///< the keys of a RecommendRequest
  std::string format = "table";
};

/// "No song is", "Only 1 song is", "Only 2 songs are".
std::string only_songs_are(std::size_t count) {
  if (count == 0) return "No song is";
  return fmt::format("Only {} {}", count, count == 1 ? "song is" : "songs are");
}

/// Only a topic alone gives a probability; any other score says how well a song fits, and is called so.
const char* name_of_score(const answers::RecommendAnswer& answer) {
  if (answers::only_says_which_songs(answer.query)) return "TYPICAL";
  const auto is_probability = [](const answers::RecommendedSong& song) {
    return song.parts.size() == 1 && song.parts.front().kind == recommend::PartKind::topic;
  };
  return std::ranges::all_of(answer.songs, is_probability) ? kSure : "MATCH";
}

/// Takes the songs out that have nothing to do with a topic: those that only fill the list, with a probability that is
/// printed as 0.0 %. How many that were.
std::size_t drop_improbable(answers::RecommendAnswer& answer) {
  constexpr double kShown = 0.0005;
  if (!answer.fallback || std::string_view(name_of_score(answer)) != kSure) return 0;
  return std::erase_if(answer.songs, [](const answers::RecommendedSong& song) { return song.score < kShown; });
}

std::string improbable_text(std::size_t count) {
  return fmt::format("{} more {} left out: 0.0 % sure", count, count == 1 ? "song is" : "songs are");
}

/// The score; of typical songs how typical they are, which variety has nothing to do with.
double shown_score(const answers::RecommendAnswer& answer, const answers::RecommendedSong& song) {
  if (!answers::only_says_which_songs(answer.query) || answer.query.variety >= 1) return song.score;
  double typical = 0;
  for (const answers::ScorePart& part : song.parts)
    if (part.kind == recommend::PartKind::typical) typical += part.value;
  return typical / (1 - answer.query.variety);
}

std::string to_text(const answers::RecommendAnswer& answer, std::size_t columns) {
  std::string text = songbook_note(answer.from_songbook);
  if (answer.songs.empty()) return text + "No song matches.\n";
  if (answers::only_says_which_songs(answer.query))
    text +=
        fmt::format("{} {}: {}.\n", answer.passed, answer.passed == 1 ? "song is so" : "songs are so", answer.order);
  if (answer.fallback)
    text += fmt::format("{} above the threshold of {}, so less likely ones fill the list.\n",
                        only_songs_are(answer.passed), answer.query.threshold);
  std::vector<Column> head = {
      {"", Side::right}, {"ARTIST", Side::left, true},        {"TITLE", Side::left, true}, {"YEAR"}, {"GENRE"},
      {"TOPIC"},         {name_of_score(answer), Side::right}};
  const bool beside = columns >= kColumnsForReasons;
  if (beside) head.push_back({"WHY", Side::left, true});
  Rows rows;
  for (const answers::RecommendedSong& recommended : answer.songs) {
    const Recommendation& song = recommended;
    rows.push_back({std::to_string(rows.size() + 1), song.artist, song.title, year_text(song.year), song.genre,
                    recommended.inferred ? song.topic + " (a guess)" : song.topic,
                    percent(shown_score(answer, recommended))});
    if (beside) rows.back().push_back(comma_joined(song.why));
  }
  std::vector<std::string> lines = table_lines(head, rows, columns);
  if (beside) return text + concatenated(lines);
  const std::size_t indent = std::to_string(rows.size()).size() + kColumnGap;
  for (std::size_t i = 0; i < answer.songs.size(); ++i)
    if (const std::string why = comma_joined(answer.songs[i].why); !why.empty())
      lines[i + 1] += std::string(indent, ' ') + shortened(why, columns - indent) + '\n';
  return text + concatenated(lines);
}

/// What keeps every question from an answer.
std::string why_nothing(const answers::LibrarySummary& library) {
  if (library.songs == 0 || library.with_lyrics > 0) return "";
  return fmt::format("None of the {} songs of the library has lyrics. `leitmotif lyrics doctor` says what to do.\n",
                     library.songs);
}

/// What own words were understood as, in the options that ask the same.
std::string understood_text(const answers::RecommendRequest& query) {
  std::string text = "Understood as:";
  for (const std::string& wish : query.about) text += " --about " + wish;
  if (!query.text.empty()) text += " --text \"" + without_controls(query.text) + '"';
  for (const std::string& genre : query.genres) text += " --genre \"" + without_controls(genre) + '"';
  for (const std::string& artist : query.artists) text += " --artist \"" + without_controls(artist) + '"';
  if (query.years) text += fmt::format(" --years {}-{}", query.years->first, query.years->last);
  if (query.only_explicit || query.avoid_explicit)
    text += fmt::format(" --explicit {}", query.only_explicit ? "only" : query.avoid_mild ? "none" : "mild");
  if (query.instrumental != recommend::Instrumental::allow)
    text += fmt::format(" --instrumental {}", query.instrumental == recommend::Instrumental::only ? "only" : "avoid");
  if (!query.ask.empty()) text += fmt::format("; nothing is known of \"{}\"", without_controls(query.ask));
  return text + "\n";
}

answers::RecommendRequest request_of(const RecommendWish& wish) {
  Json document = wish.document;
  if (!wish.words.empty()) document["ask"] = fmt::to_string(fmt::join(wish.words, " "));
  answers::RecommendRequest request = answers::recommend_keys().read(document);
  if (!answers::asks_for_something(request) && !answers::says_which_songs(request))
    throw Error(ErrorKind::invalid_argument,
                "recommend needs something to ask for: " + answers::ways_by_option() +
                    ", or which songs: --genre, --years, --artist and others (see --help)");
  if (request.text == "-") request.text = corpus::read_lyric_file("-").song.lyrics;
  return request;
}

int run(const RecommendWish& wish, const General& general) {
  answers::RecommendRequest request = request_of(wish);
  request.seed = general.seed;
  const bool as_table = wish.format == "table";
  if (!as_table && general.json)
    throw Error(ErrorKind::invalid_argument, "--json and --format ask for different outputs");
  if (!as_table) (void)playlist::parse_format(wish.format);  // said before anything long begins
  engine::Engine engine = engine::Engine::open(general.settings);
  if (request.from_list.size() == 1) {
    std::size_t unknown = 0;
    StandardInput input;
    request.from_list = engine.taste().songs_of_list(input.file(request.from_list.front()).string(), unknown);
    if (unknown > 0) warn(fmt::format("{} songs of the list are not in the library", unknown));
  }
  answers::RecommendAnswer answer = engine.recommend(request, progress_line());
  clear_progress();
  const std::size_t improbable = general.json ? 0 : drop_improbable(answer);
  if (as_table) {
    show(general, answers::recommend_answer_table(), answer, [&](const auto& songs) {
      return (request.ask.empty() ? "" : understood_text(songs.query)) + to_text(songs, output_columns());
    });
    if (improbable > 0) print(improbable_text(improbable) + ".\n");
    if (answer.songs.empty() && !general.json) print(why_nothing(engine.library()));
  } else {
    print_as_playlist(engine, answer, wish.format);
    if (improbable > 0) warn(improbable_text(improbable));
  }
  return 0;
}

}  // namespace

Command recommend_command() {
  const auto wish = std::make_shared<RecommendWish>();
  std::vector<wire::Option> options = answers::recommend_keys().options(wish->document);
  options.insert(options.begin(),
                 {"WORDS", "", "what you want to hear, in your own words: sad songs about trains", &wish->words});
  options.push_back({.names = "--format",
                     .value = "table|m3u8|xspf|jspf|csv",
                     .words = "as a table (default) or as a playlist",
                     .target = &wish->format,
                     .group = options.back().group});
  return {"recommend", "songs by topic, mood, text or likeness, and the reasons", std::move(options),
          [wish](const General& general) { return run(*wish, general); }};
}

}  // namespace leitmotif::apps
