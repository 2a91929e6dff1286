// What songs look like in answers.
#include <cmath>

#include "leitmotif/answers/answer_tables.hpp"
#include "leitmotif/answers/recommend_keys.hpp"
#include "leitmotif/collection/walk.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/models/tfidf_classifier.hpp"

namespace leitmotif::answers {
namespace {

using namespace wire;

wire::Schema texts(std::string_view words = "") { return list_of(any_text(), 0, wire::kManyItems, words); }
wire::Schema weights(std::string_view words) { return map_of(number(0, 1), words); }

bool is_playable_song(const RecommendedSong& song) { return collection::is_music_name(song.file); }
bool is_playable_song(const SongDetails& song) { return !song.gone && collection::is_music_name(song.file); }

/// A file of one's own may be a lyric alone.
template <class Song>
Field<Song> playable_row() {
  const auto is_playable = [](const Song& song) { return is_playable_song(song); };
  return Field<Song>::value("playable", is_playable, truth("it has a music file that is there")).where(is_playable);
}

const Table<ScorePart>& score_part_table() {
  using F = Field<ScorePart>;
  static const Table<ScorePart> table(
      "ScorePart", {F::value(
                        "kind", [](const ScorePart& part) { return recommend::name_of(part.kind); },
                        wire::one_of({"about", "taste", "topic", "mix", "mood", "text", "like", "unlike", "path",
                                      "typical", "variety"},
                                     "what was asked for")),
                    F::value("value", &ScorePart::value, any_number("what it adds to the score")),
                    F::value("because", &ScorePart::because, texts("words or songs that caused it"))});
  return table;
}

const Table<ExplicitNote>& explicit_table() {
  using F = Field<ExplicitNote>;
  static const Table<ExplicitNote> table(
      "Explicitness",
      {F::value("weight", &ExplicitNote::weight,
                or_null(number(0, 1, "how much of the lyric is obscene; null when the model cannot tell"))),
       F::value("explicit", &ExplicitNote::is_explicit, truth("it counts as explicit")),
       F::value("level", &ExplicitNote::level,
                wire::one_of({"none", "mild", "explicit"}, "by a published flag or its strong words")),
       F::value("words", &ExplicitNote::words, texts("words that say so")),
       F::value("published", &ExplicitNote::published,
                or_null(truth("who published it says that it is explicit; null when nobody says"))),
       F::some("published_by", &ExplicitNote::published_by,
               wire::one_of({"data set", "tag", "measured", "guessed"}, "where that was read")),
       F::value("basis", &ExplicitNote::basis,
                wire::one_of({"published", "estimated", "unknown"}, "what the level rests on"))});
  return table;
}

const Table<WordShare>& word_share_table() {
  using F = Field<WordShare>;
  static const Table<WordShare> table(
      "WordShare", {F::value("word", &WordShare::word, any_text("as the model reads it")),
                    F::value("count", &WordShare::count, count("how often it stands there")),
                    F::value("topic", &WordShare::topic, any_text("the topic it speaks for most")),
                    F::value("share", &WordShare::share, any_number("of what all words say for that topic"))});
  return table;
}

const Table<reading::WordSpan>& word_span_table() {
  using reading::WordSpan;
  using F = Field<WordSpan>;
  static const Table<WordSpan> table(
      "WordSpan", {F::value("begin", &WordSpan::begin, count("in UTF-16 code units")),
                   F::value("end", &WordSpan::end, count("in UTF-16 code units")),
                   F::value("word", &WordSpan::word, any_text("as the model reads it")),
                   F::value("topic", &WordSpan::topic, any_text("the topic it speaks for most")),
                   F::value("share", &WordSpan::share, any_number("of what all words say for that topic"))});
  return table;
}

/// A recommended song, and the names of the parts of its mixture.
struct AnsweredSong {
  const RecommendedSong& song;
  const std::vector<std::string>& mixture_parts;
};

const Table<catalog::RemoteId>& remote_id_table() {
  using F = Field<catalog::RemoteId>;
  static const Table<catalog::RemoteId> table(
      "ServerId", {F::value("server", &catalog::RemoteId::server, any_text("as `servers list` names it")),
                   F::value("id", &catalog::RemoteId::id, any_text("the server's own"))});
  return table;
}

/// Where music servers have a song; left out when none has it.
template <class Song, class Get>
Field<Song> server_ids_row(Get get) {
  return Field<Song>::list("server_ids", get, remote_id_table(), "where music servers have it")
      .where([get](const Song& song) { return !get(song).empty(); });
}

/// What is not known is left out. `ids_of`: from a song to its MusicIds.
template <class Song, class IdsOf>
std::vector<Field<Song>> music_id_rows(IdsOf ids_of) {
  const auto row = [&](std::string_view key, std::string MusicIds::*id, wire::Schema form) {
    return Field<Song>::some(
        key, [ids_of, id](const Song& song) -> const std::string& { return ids_of(song).*id; }, std::move(form));
  };
  return {row("recording_id", &MusicIds::recording_id, any_text("MusicBrainz's, as the next two")),
          row("release_id", &MusicIds::release_id, any_text()), row("artist_id", &MusicIds::artist_id, any_text()),
          row("isrc", &MusicIds::isrc, any_text("International Standard Recording Code"))};
}

std::vector<Field<SongIds>> id_rows() {
  std::vector<Field<SongIds>> rows = music_id_rows<SongIds>([](const SongIds& ids) -> const MusicIds& { return ids; });
  rows.push_back(
      server_ids_row<SongIds>([](const SongIds& ids) -> const std::vector<catalog::RemoteId>& { return ids.servers; }));
  return rows;
}

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
          F::some("album", &RecommendedSong::album, any_text("when the song's file names one")),
          F::some("file", &RecommendedSong::file, any_text("where the song lies, when it is a file of one's own")),
          playable_row<RecommendedSong>()};
}

std::vector<Field<RecommendedSong>> noted_rows() {
  return wire::joined(note_rows(), {wire::inside<RecommendedSong>(id_rows(), &RecommendedSong::ids)});
}

const Table<AnsweredSong>& answered_song_table() {
  const auto song = [](const AnsweredSong& answered) -> const RecommendedSong& { return answered.song; };
  static const Table<AnsweredSong> table(
      "RecommendedSong",
      wire::joined(wire::inside<AnsweredSong>(wire::joined(head_rows<RecommendedSong>(), {score_rows()}), song),
                   {{Field<AnsweredSong>::value(
                        "mixture",
                        [](const AnsweredSong& answered) {
                          return Named{answered.mixture_parts, answered.song.mixture};
                        },
                        weights("weights of topics; none when nothing is known of them"))},
                    wire::inside<AnsweredSong>(noted_rows(), song)}));
  return table;
}

Field<RecommendAnswer> answered_songs() {
  return {"songs", list_of(answered_song_table().schema(), 0, wire::kManyItems, "in the order they are recommended"),
          [](wire::Writer& out, const RecommendAnswer& answer) {
            out.begin_list();
            for (const RecommendedSong& song : answer.songs)
              answered_song_table().write(out, {song, *answer.mixture_parts});
            out.end_list();
          }};
}

Field<SongDetails> audio_row() {
  return {"audio", map_of(or_null(any_number()), "features of the sound; null when not known"),
          [](wire::Writer& out, const SongDetails& song) {
            out.begin_object();
            for (std::size_t i = 0; i < kAudioFeatures.size(); ++i) {
              out.key(kAudioFeatures[i]);
              out.put(song.audio[i]);
            }
            out.end_object();
          }};
}

const Table<catalog::SoundFeature>& sound_table() {
  using F = Field<catalog::SoundFeature>;
  static const Table<catalog::SoundFeature> table(
      "SoundFeature", {F::value("name", &catalog::SoundFeature::name, any_text()),
                       F::value("value", &catalog::SoundFeature::value, any_number()),
                       F::value(
                           "source", [](const catalog::SoundFeature& sound) { return catalog::name_of(sound.source); },
                           wire::one_of({"data set", "tag", "measured", "guessed"})),
                       F::value("method", &catalog::SoundFeature::method,
                                any_text("what made it, with its version; empty for values taken as they were"))});
  return table;
}

std::vector<Field<SongDetails>> reading_rows() {
  using F = Field<SongDetails>;
  return {F::value("topic", &SongDetails::topic, any_text("empty when the model could not tell")),
          F::value("confidence", &SongDetails::confidence, number(0, 1, "the model's probability of the topic")),
          F::value(
              "topics",
              [](const SongDetails& song) {
                return Named{*song.topics, song.probabilities};
              },
              weights("probabilities")),
          F::value(
              "mixture",
              [](const SongDetails& song) {
                return Named{*song.mixture_parts, song.mixture};
              },
              weights("weights of topics; none when nothing is known of them")),
          F::value("counted_words", &SongDetails::counted_words, count("words of the lyric that the model knows")),
          F::value("carried_over", &SongDetails::carried_over,
                   truth("the words are what those of the lyric say in English")),
          F::value("inferred", &SongDetails::inferred, truth("the mixture is a guess: the song has no lyrics")),
          audio_row(),
          F::list("sounds", &SongDetails::sounds, sound_table(), "every sound feature, by name")};
}

std::vector<Field<SongDetails>> word_rows() {
  using F = Field<SongDetails>;
  return {F::list("words", &SongDetails::words, word_share_table(), "that spoke for topics, strongest first")};
}

/// What only a scanned song has, and the language; what is not known is left out.
std::vector<Field<catalog::SongFacts>> fact_rows() {
  using catalog::SongFacts;
  using F = Field<SongFacts>;
  std::vector<F> rows = {F::some("length_ms", &SongFacts::length_ms, or_null(count())),
                         F::some("album", &SongFacts::album, any_text()),
                         F::some("album_artist", &SongFacts::album_artist, any_text("who made the album")),
                         F::some("disc", &SongFacts::disc, or_null(count("of the album's"))),
                         F::some("track", &SongFacts::track, or_null(count("of the disc's"))),
                         F::some("language", &SongFacts::language, any_text("code of the lyric's language"))};
  for (F& row : music_id_rows<SongFacts>([](const SongFacts& facts) -> const MusicIds& { return facts.ids; }))
    rows.push_back(std::move(row));
  return rows;
}

const catalog::SongFacts& facts_of(const SongDetails& song) {
  static const catalog::SongFacts kNone;
  return song.facts ? *song.facts : kNone;
}

std::vector<Field<SongDetails>> file_rows() {
  using F = Field<SongDetails>;
  return {server_ids_row<SongDetails>(
              [](const SongDetails& song) -> const std::vector<catalog::RemoteId>& { return song.servers; }),
          F::some("lyrics", &SongDetails::lyrics, any_text("as sung; cleaned ones are not shown")),
          F::some("file", &SongDetails::file, any_text("where the song lies, when it is a file of one's own")),
          playable_row<SongDetails>()};
}

/// What its owner noted of it.
std::vector<Field<SongDetails>> owner_rows() {
  using F = Field<SongDetails>;
  return {F::value("blocked", &SongDetails::blocked, truth("it is never recommended")),
          F::some("gone", &SongDetails::gone, truth("its files were there once and are not now")),
          F::some("corrected", &SongDetails::corrected, truth("its topic is what a person said")),
          F::object(
              "flag", [](const SongDetails& song) -> const catalog::Flag& { return *song.flag; }, flag_table(),
              "a note that something about it is wrong")
              .where([](const SongDetails& song) { return song.flag.has_value(); })};
}

/// Everything that is known of a song; `words` are the rows of the words behind its topics, where they are wanted.
std::vector<Field<SongDetails>> known_rows(const std::vector<Field<SongDetails>>& words) {
  using F = Field<SongDetails>;
  return wire::joined(wire::inside<SongDetails>(head_rows<catalog::SongHead>(), &SongDetails::head),
                      {reading_rows(),
                       words,
                       {F::object("explicit", &SongDetails::explicit_note, explicit_table())},
                       wire::inside<SongDetails>(fact_rows(), facts_of),
                       file_rows()});
}

std::string_view name_at(const std::vector<std::string>& names, std::int32_t place) {
  return place < 0 ? std::string_view() : std::string_view(names[static_cast<std::size_t>(place)]);
}

const Table<SongMap>& columns_table() {
  using F = Field<SongMap>;
  const auto list = [](const wire::Schema& item, std::string_view words = "") {
    return list_of(item, 0, wire::kManyItems, words);
  };
  static const Table<SongMap> table(
      "MapColumns",
      {F::value("id", &SongMap::id, list(wire::integer(1, wire::kLargestWhole))),
       F::value("x", &SongMap::x, list(any_number())), F::value("y", &SongMap::y, list(any_number())),
       F::value("topic", &SongMap::topic, list(wire::integer(-1, INT32_MAX), "places in topics; -1: not known")),
       F::value("genre", &SongMap::genre, list(wire::integer(-1, INT32_MAX), "places in genres; -1: not known")),
       F::value("cluster", &SongMap::cluster, list(wire::integer(-1, INT32_MAX), "-1: in none")),
       F::value("artist", &SongMap::artist, texts()), F::value("title", &SongMap::title, texts())});
  return table;
}

/// What the model says of a lyric.
std::vector<Field<Classified>> verdict_rows() {
  using F = Field<Classified>;
  const auto label = [](const Classified& answer) { return reading::decided_label(answer.reading.prediction); };
  return {{"id", any_text("as it was given"),
           [](wire::Writer& out, const Classified& answer) {
             if (answer.id_json.empty())
               out.put(answer.id);
             else
               out.raw(answer.id_json);
           }},
          F::value(
              "topic",
              [label](const Classified& answer) {
                const auto place = label(answer);
                return place ? std::optional(answer.model.labels()[*place]) : std::nullopt;
              },
              or_null(any_text("null when the model knows none of its words"))),
          F::value(
              "confidence",
              [label](const Classified& answer) {
                const auto place = label(answer);
                return place ? answer.reading.prediction.probabilities[*place] : 0.0F;
              },
              number(0, 1, "the model's probability of the topic")),
          F::value(
              "labels",
              [](const Classified& answer) { return models::labels_given(answer.model, answer.reading.prediction); },
              list_of(any_text(), 0, wire::kManyItems, "above their thresholds, of a model that gives many"))
              .where([](const Classified& answer) { return !models::thresholds_of(answer.model).empty(); }),
          F::value(
              "topics",
              [](const Classified& answer) {
                return Named{answer.model.labels(), answer.reading.prediction.probabilities};
              },
              weights("probabilities")),
          F::value(
              "mixture",
              [](const Classified& answer) {
                return Named{answer.model.mixture_parts(), answer.reading.prediction.mixture};
              },
              weights("weights of topics")),
          F::value(
              "counted_words", [](const Classified& answer) { return answer.reading.prediction.counted_words; },
              count("words of the lyric that the model knows"))};
}

/// In which language a lyric was read, and the words that spoke.
std::vector<Field<Classified>> wording_rows() {
  using F = Field<Classified>;
  return {F::value(
              "language",
              [](const Classified& answer) {
                const std::string& code = answer.reading.language.code;
                return code.empty() ? std::nullopt : std::optional(code);
              },
              or_null(any_text("code of the language that most of the lyric is in; null when it cannot "
                               "be told"))),
          F::value(
              "carried_over", [](const Classified& answer) { return answer.reading.carried_over; },
              truth("it was read by what its words say in English")),
          F::value(
              "carried_words", [](const Classified& answer) { return answer.reading.carried_words; },
              count("words that were carried over to English"))
              .where([](const Classified& answer) { return answer.reading.carried_over; }),
          F::list(
              "words", [](const Classified& answer) -> const auto& { return *answer.words; }, word_share_table(),
              "that spoke for topics, strongest first")
              .where([](const Classified& answer) { return answer.words.has_value(); }),
          F::list(
              "spans", [](const Classified& answer) -> const auto& { return *answer.spans; }, word_span_table(),
              "where in the lyric the words stand that spoke for topics")
              .where([](const Classified& answer) { return answer.spans.has_value(); })};
}

}  // namespace

const Table<catalog::SongHead>& song_head_table() {
  static const Table<catalog::SongHead> table("SongHead", head_rows<catalog::SongHead>());
  return table;
}

const Table<RecommendAnswer>& recommend_answer_table() {
  using F = Field<RecommendAnswer>;
  static const Table<RecommendAnswer> table(
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
       F::value("order", &RecommendAnswer::order, any_text("by what the songs stand in this order, for people")),
       F::value(
           "milliseconds", [](const RecommendAnswer& answer) { return std::round(answer.milliseconds * 1000) / 1000; },
           any_number("how long the question took, the opening of library and model apart")),
       F::some("missing_parts", &RecommendAnswer::missing_parts,
               list_of(count(), 0, wire::kManyItems, "parts of the service whose songs are not among these")),
       answered_songs()});
  return table;
}

const Table<Classified>& classified_table() {
  static const Table<Classified> table("Classification", wire::joined(verdict_rows(), {wording_rows()}));
  return table;
}

const Table<SongLine>& song_line_table() {
  using F = Field<SongLine>;
  static const Table<SongLine> table(
      "FoundSong",
      wire::joined(wire::inside<SongLine>(head_rows<catalog::SongHead>(), &SongLine::head),
                   {{F::value("topic", &SongLine::topic, any_text("empty when the model could not tell")),
                     F::some("line", &SongLine::line, any_text("the line of the lyric that holds the words")),
                     F::some("album", &SongLine::album, any_text("when the song\'s file names one")),
                     F::some("disc", &SongLine::disc, or_null(count("of the album's"))),
                     F::some("track", &SongLine::track, or_null(count("of the disc's"))),
                     F::some("length_ms", &SongLine::length_ms, or_null(count())),
                     F::some("playable", &SongLine::playable, truth("it has a music file that is there")),
                     F::some("gone", &SongLine::gone, truth("its files were there once and are not now")),
                     F::some("inferred", &SongLine::inferred, truth("its topic is a guess: the song has no lyrics")),
                     F::some("corrected", &SongLine::corrected, truth("its topic is what a person said"))},
                    wire::inside<SongLine>(id_rows(), &SongLine::ids)}));
  return table;
}

const Table<SongList>& song_list_table() {
  using F = Field<SongList>;
  static const Table<SongList> table(
      "FoundSongs", {F::value("from_songbook", &SongList::from_songbook,
                              truth("the library is empty; the songs that came along are listed")),
                     F::value("total", &SongList::total, count("songs that match, those not listed included")),
                     F::list("songs", &SongList::songs, song_line_table()),
                     F::some("corrected", &SongList::corrected,
                             any_text("what was searched for, when nothing has the words as they were typed")),
                     F::some("next", &SongList::next, any_text("cursor of the songs after these"))});
  return table;
}

const Table<SongDetails>& song_details_table() {
  static const Table<SongDetails> table("SongDetail", wire::joined(known_rows(word_rows()), {owner_rows()}));
  return table;
}

const Table<ExportedSong>& exported_song_table() {
  using F = Field<ExportedSong>;
  static const Table<ExportedSong> table(
      "ExportedSong",
      wire::joined(wire::inside<ExportedSong>(known_rows({}), &ExportedSong::details),
                   {{F::value(
                         "wishes",
                         [](const ExportedSong& song) {
                           return Named{*song.wish_names, song.wishes};
                         },
                         map_of(or_null(number(0, 1)), "scores; null when nothing that tells is known")),
                     F::some("vector", &ExportedSong::vector,
                             list_of(any_number(), 0, wire::kManyItems, "where the lyric lies by its meaning"))}}));
  return table;
}

const Table<MapSong>& map_song_table() {
  using F = Field<MapSong>;
  static const Table<MapSong> table(
      "MapSong",
      {F::value(
           "id", [](const MapSong& song) { return song.map.id[song.row]; }, wire::integer(1, wire::kLargestWhole)),
       F::value(
           "x", [](const MapSong& song) { return song.map.x[song.row]; }, any_number()),
       F::value(
           "y", [](const MapSong& song) { return song.map.y[song.row]; }, any_number()),
       F::value(
           "topic", [](const MapSong& song) { return name_at(song.map.topics, song.map.topic[song.row]); },
           any_text("empty when not known")),
       F::value(
           "genre", [](const MapSong& song) { return name_at(song.map.genres, song.map.genre[song.row]); },
           any_text("empty when not known")),
       F::value(
           "cluster", [](const MapSong& song) { return song.map.cluster[song.row]; },
           wire::integer(-1, INT32_MAX, "-1: in none")),
       F::value(
           "artist", [](const MapSong& song) -> const auto& { return song.map.artist[song.row]; }, any_text()),
       F::value(
           "title", [](const MapSong& song) -> const auto& { return song.map.title[song.row]; }, any_text())});
  return table;
}

const Table<SongMap>& map_columns_table() {
  using F = Field<SongMap>;
  static const Table<SongMap> table(
      "MapAnswer", {F::object(
                        "songs", [](const SongMap& map) -> const SongMap& { return map; }, columns_table()),
                    F::value("topics", &SongMap::topics, texts()), F::value("genres", &SongMap::genres, texts())});
  return table;
}

const Table<Page<AlbumLine>>& albums_table() {
  using L = Field<AlbumLine>;
  using F = Field<Page<AlbumLine>>;
  static const Table<AlbumLine> line(
      "AlbumLine",
      {L::value("album", &AlbumLine::album, any_text()),
       L::value("artist", &AlbumLine::artist, any_text("Various artists when its songs are not of one")),
       L::value("songs", &AlbumLine::songs, count()),
       L::value("year", &AlbumLine::year, or_null(wire::integer(-32768, 32767, "the earliest; null when not known"))),
       L::value("song", &AlbumLine::song, wire::integer(1, wire::kLargestWhole, "one of them, with the cover"))});
  static const Table<Page<AlbumLine>> table("Albums", {F::value("total", &Page<AlbumLine>::total, count()),
                                                       F::list("albums", &Page<AlbumLine>::lines, line, "by name")});
  return table;
}

const Table<Page<ArtistLine>>& artists_table() {
  using L = Field<ArtistLine>;
  using F = Field<Page<ArtistLine>>;
  static const Table<ArtistLine> line(
      "ArtistLine", {L::value("artist", &ArtistLine::artist, any_text()),
                     L::value("songs", &ArtistLine::songs, count()), L::value("albums", &ArtistLine::albums, count()),
                     L::value("song", &ArtistLine::song, wire::integer(1, wire::kLargestWhole, "one of them"))});
  static const Table<Page<ArtistLine>> table("Artists",
                                             {F::value("total", &Page<ArtistLine>::total, count()),
                                              F::list("artists", &Page<ArtistLine>::lines, line, "by name")});
  return table;
}

}  // namespace leitmotif::answers
