#include "leitmotif/engine/answer_tables.hpp"

#include <cmath>

#include "leitmotif/core/json.hpp"
#include "leitmotif/engine/answers_json.hpp"
#include "leitmotif/engine/recommend_keys.hpp"

namespace leitmotif::engine {
namespace {

using wire::any_number;
using wire::any_text;
using wire::count;
using wire::Field;
using wire::integer;
using wire::list_of;
using wire::map_of;
using wire::number;
using wire::or_null;
using wire::truth;

wire::Schema texts(std::string_view words = "") { return list_of(any_text(), 0, wire::kManyItems, words); }

/// What every song has, of anything that has it.
template <class Song>
std::vector<Field<Song>> head_rows() {
  using F = Field<Song>;
  return {F::value("id", &Song::id, integer(1, wire::kLargestWhole, "number of the song in this library")),
          F::value("artist", &Song::artist, any_text()), F::value("title", &Song::title, any_text()),
          F::value("year", &Song::year, or_null(integer(-32768, 32767, "null when not known"))),
          F::value("genre", &Song::genre, any_text("empty when not known"))};
}

const wire::Table<ScorePart>& score_part_table() {
  using F = Field<ScorePart>;
  static const wire::Table<ScorePart> table(
      "ScorePart",
      {F::value(
           "kind", [](const ScorePart& part) { return recommend::name_of(part.kind); },
           wire::one_of({"topic", "mix", "mood", "text", "like", "unlike", "path", "variety"}, "what was asked for")),
       F::value("value", &ScorePart::value, any_number("what it adds to the score")),
       F::value("because", &ScorePart::because, texts("words or songs that caused it"))});
  return table;
}

const wire::Table<ExplicitNote>& explicit_table() {
  using F = Field<ExplicitNote>;
  static const wire::Table<ExplicitNote> table(
      "Explicitness",
      {F::value("weight", &ExplicitNote::weight,
                or_null(number(0, 1, "how much of the lyric is obscene; null when the model cannot tell"))),
       F::value("explicit", &ExplicitNote::is_explicit, truth("it counts as explicit")),
       F::value("words", &ExplicitNote::words, texts("words that say so"))});
  return table;
}

/// A recommended song, and the names of the parts of its mixture.
struct AnsweredSong {
  const RecommendedSong& song;
  const std::vector<std::string>& mixture_parts;
};

std::vector<Field<RecommendedSong>> score_rows() {
  using F = Field<RecommendedSong>;
  return {F::value("score", &RecommendedSong::score, any_number("higher is better")),
          F::value("topic", &RecommendedSong::topic, any_text("empty when the model could not tell")),
          F::value("confidence", &RecommendedSong::confidence, number(0, 1, "the model's probability of the topic")),
          F::value("why", &RecommendedSong::why, texts("short reasons for people, strongest first")),
          F::list("parts", &RecommendedSong::parts, score_part_table(), "their values add up to the score")};
}

std::vector<Field<RecommendedSong>> note_rows() {
  using F = Field<RecommendedSong>;
  return {F::object("explicit", &RecommendedSong::explicit_note, explicit_table()),
          F::value("inferred", &RecommendedSong::inferred, truth("the mixture is a guess: the song has no lyrics")),
          F::some("album", &RecommendedSong::album, any_text("the song's album, when its file names one")),
          F::some("file", &RecommendedSong::file, any_text("where the song lies, when it is a file of one's own"))};
}

const wire::Table<AnsweredSong>& answered_song_table() {
  const auto song = [](const AnsweredSong& answered) -> const RecommendedSong& { return answered.song; };
  static const wire::Table<AnsweredSong> table(
      "RecommendedSong", joined(wire::inside<AnsweredSong>(joined(head_rows<RecommendedSong>(), {score_rows()}), song),
                                {{Field<AnsweredSong>::value(
                                     "mixture",
                                     [](const AnsweredSong& answered) {
                                       return wire::Named{answered.mixture_parts, answered.song.mixture};
                                     },
                                     map_of(number(0, 1), "weights of topics; none when nothing is known of them"))},
                                 wire::inside<AnsweredSong>(note_rows(), song)}));
  return table;
}

Field<RecommendAnswer> answered_songs() {
  return {"songs", list_of(answered_song_table().schema(), 0, wire::kManyItems, "best first"),
          [](wire::Writer& out, const RecommendAnswer& answer) {
            out.begin_list();
            for (const RecommendedSong& song : answer.songs)
              answered_song_table().write(out, {song, *answer.mixture_parts});
            out.end_list();
          }};
}

}  // namespace

const wire::Table<RecommendAnswer>& recommend_answer_table() {
  using F = Field<RecommendAnswer>;
  static const wire::Table<RecommendAnswer> table(
      "Recommendation",
      {F::value(
           "query", [](const RecommendAnswer& answer) { return recommend_keys().show(answer.query); },
           wire::described(recommend_keys().schema(), "as understood: names spelled as the program spells them")),
       F::value("fallback", &RecommendAnswer::fallback,
                truth("fewer songs than asked for are above the threshold; others fill the list")),
       F::value("from_songbook", &RecommendAnswer::from_songbook,
                truth("the library is empty; the songs that came along answered")),
       F::value("passed", &RecommendAnswer::passed,
                count("songs that match the filters and, with a topic, are above the threshold")),
       F::value(
           "milliseconds", [](const RecommendAnswer& answer) { return std::round(answer.milliseconds * 1000) / 1000; },
           any_number("how long the question took, the opening of library and model apart")),
       answered_songs()});
  return table;
}

std::string json_text(const RecommendAnswer& answer) { return recommend_answer_table().text(answer); }

}  // namespace leitmotif::engine
