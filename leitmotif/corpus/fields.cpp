#include "leitmotif/corpus/fields.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/quoted.hpp"
#include "leitmotif/corpus/numbers.hpp"
#include "leitmotif/corpus/text_list.hpp"
#include "leitmotif/corpus/years.hpp"
#include "leitmotif/text/entities.hpp"
#include "leitmotif/text/mojibake.hpp"
#include "leitmotif/text/recording_code.hpp"
#include "leitmotif/text/unicode.hpp"

namespace leitmotif::corpus {
namespace {

constexpr std::size_t kMaxTopicBytes = 100;

/// `named` with the audio features behind it.
template <std::size_t N>
constexpr std::array<Field, N + kAudioFeatures.size()> with_audio(const std::array<Field, N>& named) {
  std::array<Field, N + kAudioFeatures.size()> fields{};
  for (std::size_t i = 0; i < N; ++i) fields[i] = named[i];
  for (std::size_t i = 0; i < kAudioFeatures.size(); ++i)
    fields[N + i] = {kAudioFeatures[i], FieldUse::audio, FieldSlot::audio, i};
  return fields;
}

/// `named` with the topic weights behind it.
template <std::size_t N>
constexpr std::array<Field, N + kMixtureParts.size()> with_weights(const std::array<Field, N>& named) {
  std::array<Field, N + kMixtureParts.size()> fields{};
  for (std::size_t i = 0; i < N; ++i) fields[i] = named[i];
  for (std::size_t i = 0; i < kMixtureParts.size(); ++i)
    fields[N + i] = {kMixtureParts[i], FieldUse::label, FieldSlot::weight, i};
  return fields;
}

constexpr Field artist(std::string_view name) { return {name, FieldUse::metadata, FieldSlot::artist}; }
constexpr Field title(std::string_view name) { return {name, FieldUse::metadata, FieldSlot::title}; }
constexpr Field year(std::string_view name) { return {name, FieldUse::metadata, FieldSlot::year}; }
constexpr Field genre(std::string_view name) { return {name, FieldUse::metadata, FieldSlot::genre}; }
constexpr Field album(std::string_view name) { return {name, FieldUse::metadata, FieldSlot::album}; }
constexpr Field code(std::string_view name) { return {name, FieldUse::metadata, FieldSlot::isrc}; }
constexpr Field length(std::string_view name) { return {name, FieldUse::metadata, FieldSlot::length}; }
constexpr Field flag(std::string_view name) { return {name, FieldUse::metadata, FieldSlot::explicit_flag}; }
constexpr Field lyrics(std::string_view name) { return {name, FieldUse::metadata, FieldSlot::lyrics}; }
constexpr Field audio(std::string_view name, std::size_t index) {
  return {name, FieldUse::audio, FieldSlot::audio, index};
}
constexpr Field ignored(std::string_view name) { return {name, FieldUse::ignored, FieldSlot::none}; }

constexpr std::size_t kDanceability = 0;
constexpr std::size_t kLoudness = 1;
constexpr std::size_t kAcousticness = 2;
constexpr std::size_t kValence = 4;
constexpr std::size_t kEnergy = 5;

// The music data set first, then what Kaggle's lyric tables, Genius, Billboard, Exportify, Spotify and lyric programs
// write, then other languages.
constexpr auto kDatasetColumns = with_weights(with_audio(std::to_array<Field>({
    artist("artist_name"),
    artist("artist"),
    artist("artists"),
    artist("artist_name(s)"),
    artist("track_artist"),
    artist("track_artist(s)"),
    artist("song_artist"),
    artist("artist(s)_name"),
    artist("artists_name"),
    artist("primary_artist"),
    artist("main_artist"),
    artist("performer"),
    artist("performers"),
    artist("singer"),
    artist("singers"),
    artist("band"),
    artist("musician"),
    artist("album_artist"),
    artist("album_artist_name(s)"),
    artist("interpret"),
    artist("k\u00FCnstler"),
    artist("artiste"),
    artist("artista"),
    artist("interprete"),
    artist("int\u00E9rprete"),
    artist("interpreter"),
    artist("s\u00E4nger"),
    artist("kunstler"),
    artist("wykonawca"),
    artist("artiest"),
    artist("\u0438\u0441\u043F\u043E\u043B\u043D\u0438\u0442\u0435\u043B\u044C"),
    artist("\u6B4C\u624B"),
    artist("\u30A2\u30FC\u30C6\u30A3\u30B9\u30C8"),
    artist("\uAC00\uC218"),
    artist("any_artist"),  // found_by_words
    artist("author"),
    artist("creator"),
    title("track_name"),
    title("title"),
    title("song"),
    title("song_name"),
    title("song_title"),
    title("track_title"),
    title("s_name"),
    title("titel"),
    title("titre"),
    title("titolo"),
    title("titulo"),
    title("t\u00EDtulo"),
    title("name"),
    title("track"),
    title("songtitel"),
    title("liedtitel"),
    title("lied"),
    title("canci\u00F3n"),
    title("cancion"),
    title("chanson"),
    title("canzone"),
    title("m\u00FAsica"),
    title("morceau"),
    title("tytu\u0142"),
    title("utw\u00F3r"),
    title("\u043D\u0430\u0437\u0432\u0430\u043D\u0438\u0435"),
    title("\u043F\u0435\u0441\u043D\u044F"),
    title("\u043D\u0430\u0437\u0432\u0430\u043D\u0438\u0435_\u043F\u0435\u0441\u043D\u0438"),
    title("\u66F2\u540D"),
    title("\u6B4C\u540D"),
    title("\uC81C\uBAA9"),
    title("any_title"),  // found_by_words
    title("single"),
    title("recording"),
    title("work"),
    year("release_date"),
    year("year"),
    year("release_year"),
    year("released_year"),
    year("year_released"),
    year("year_of_release"),
    year("released"),
    year("album_release_date"),
    year("track_album_release_date"),
    year("album_release_year"),
    year("original_year"),
    year("original_release_date"),
    year("date"),
    year("jahr"),
    year("ann\u00E9e"),
    year("annee"),
    year("a\u00F1o"),
    year("ano"),
    year("anno"),
    year("rok"),
    year("\u0433\u043E\u0434"),
    year("\u767A\u58F2\u5E74"),
    year("\u5E74"),
    year("any_year"),  // found_by_words
    year("yr"),
    year("release"),
    year("published"),
    year("week_id"),
    genre("genre"),
    genre("genres"),
    genre("main_genre"),
    genre("music_genre"),
    genre("track_genre"),
    genre("playlist_genre"),
    genre("top_genre"),
    genre("artist_genres"),
    genre("genre_name"),
    genre("tag"),
    genre("style"),
    genre("genero"),
    genre("g\u00E9nero"),
    genre("g\u00EAnero"),
    genre("genere"),
    genre("gatunek"),
    genre("musikrichtung"),
    genre("\u0436\u0430\u043D\u0440"),
    genre("\u0441\u0442\u0438\u043B\u044C"),
    genre("\u6D41\u6D3E"),
    genre("any_genre"),  // found_by_words
    genre("tags"),
    genre("category"),
    genre("categor\u00EDa"),
    genre("subgenre"),
    album("album"),
    album("album_name"),
    album("album_title"),
    album("track_album_name"),
    album("release_title"),
    album("\u00E1lbum"),
    album("albumtitel"),
    album("alben"),
    album("collection_name"),
    code("isrc"),
    code("isrc_code"),
    code("track_isrc"),
    code("external_ids.isrc"),
    code("track.external_ids.isrc"),
    length("duration_ms"),
    length("track_duration_ms"),
    length("duration_(ms)"),
    length("length_ms"),
    length("track_time_millis"),
    length("duration"),
    length("track_duration"),
    length("song_duration"),
    length("duration_s"),
    length("duration_sec"),
    length("duration_seconds"),
    flag("explicit"),
    flag("is_explicit"),
    flag("track_explicit"),
    flag("explicit_flag"),
    flag("explicit_lyrics"),
    flag("explicit_content"),
    flag("explicitness"),
    flag("explicit_rating"),
    flag("content_rating"),
    flag("parental_warning"),
    flag("parental_warning_type"),
    flag("has_explicit_lyrics"),
    flag("explicit_content_lyrics"),
    flag("track_explicitness"),
    flag("advisory"),
    flag("itunesadvisory"),
    flag("parental_advisory"),
    flag("content_advisory"),
    flag("advisory_rating"),
    lyrics("lyrics"),
    lyrics("lyric"),
    lyrics("song_lyrics"),
    lyrics("song_lyric"),
    lyrics("lyrics_text"),
    lyrics("lyric_text"),
    lyrics("plain_lyrics"),
    lyrics("unsynced_lyrics"),
    lyrics("full_lyrics"),
    lyrics("original_lyrics"),
    lyrics("lyrics_body"),
    lyrics("text"),
    lyrics("songtext"),
    lyrics("liedtext"),
    lyrics("paroles"),
    lyrics("letra"),
    lyrics("letras"),
    lyrics("testo"),
    lyrics("synced_lyrics"),
    lyrics("clean_lyrics"),
    lyrics("cleaned_lyrics"),
    lyrics("lyrics_clean"),
    lyrics("lyrics_cleaned"),
    lyrics("words"),
    lyrics("seq"),
    lyrics("tekst"),
    lyrics("tekst_piosenki"),
    lyrics("lyriikat"),
    lyrics("sanat"),
    lyrics("\u0442\u0435\u043A\u0441\u0442"),
    lyrics("\u0442\u0435\u043A\u0441\u0442_\u043F\u0435\u0441\u043D\u0438"),
    lyrics("\u6B4C\u8BCD"),
    lyrics("\u6B4C\u8A5E"),
    lyrics("\uAC00\uC0AC"),
    lyrics("uslt"),
    lyrics("any_lyrics"),  // found_by_words
    lyrics("full_text"),
    lyrics("content"),
    lyrics("body"),
    audio("dnce", kDanceability),
    audio("loudness_db", kLoudness),
    audio("loudness_(dbfs)", kLoudness),
    audio("db", kLoudness),
    audio("acous", kAcousticness),
    audio("val", kValence),
    audio("positiveness", kValence),
    audio("nrgy", kEnergy),
    {"topic", FieldUse::label, FieldSlot::topic},
    ignored(""),
    ignored("len"),
    ignored("age"),
})));

/// Columns whose name no table foresees: one word of `heads`, beside it only words of `others`, so that "lyrics_url"
/// and "artist_followers" are none.
struct WordsOfColumn {
  std::string_view name;  ///< in kDatasetColumns
  std::span<const std::string_view> heads;
  std::span<const std::string_view> others;
};

constexpr auto kArtistHeads =
    std::to_array<std::string_view>({"artist", "artists", "singer", "performer", "band", "musician"});
constexpr auto kArtistOthers = std::to_array<std::string_view>(
    {"name", "names", "track",  "song",    "main",   "lead",      "primary", "performing", "contributing", "first", "0",
     "1",    "s",     "artist", "artists", "singer", "performer", "band",    "the",        "of",           "full"});
constexpr auto kTitleHeads = std::to_array<std::string_view>({"title", "titles", "name", "song", "track"});
constexpr auto kTitleOthers = std::to_array<std::string_view>(
    {"song", "track", "music", "full", "of", "the", "original", "title", "name", "clean", "tune"});
constexpr auto kYearHeads = std::to_array<std::string_view>({"year", "date"});
constexpr auto kYearOthers = std::to_array<std::string_view>(
    {"release",     "released", "track", "song",  "album", "original", "of",    "recording", "publish", "published",
     "publication", "chart",    "peak",  "debut", "first", "rel",      "issue", "year",      "date",    "the"});
constexpr auto kGenreHeads = std::to_array<std::string_view>({"genre", "genres"});
constexpr auto kGenreOthers =
    std::to_array<std::string_view>({"primary", "main", "macro", "parent", "broad", "song", "track", "album", "artist",
                                     "artists", "music", "name", "first", "0", "1", "top", "s", "of"});
constexpr auto kLyricsHeads =
    std::to_array<std::string_view>({"lyrics", "lyric", "letra", "letras", "paroles", "songtext", "text"});
constexpr auto kLyricsOthers = std::to_array<std::string_view>({"raw",
                                                                "original",
                                                                "en",
                                                                "eng",
                                                                "english",
                                                                "text",
                                                                "content",
                                                                "full",
                                                                "track",
                                                                "song",
                                                                "genius",
                                                                "azlyrics",
                                                                "musixmatch",
                                                                "lrclib",
                                                                "scraped",
                                                                "processed",
                                                                "preprocessed",
                                                                "clean",
                                                                "cleaned",
                                                                "plain",
                                                                "body",
                                                                "final",
                                                                "normalized",
                                                                "unsynced",
                                                                "unsynchronised",
                                                                "synced",
                                                                "txt",
                                                                "string",
                                                                "version",
                                                                "da",
                                                                "de",
                                                                "la",
                                                                "m\u00FAsica",
                                                                "musica",
                                                                "canci\u00F3n",
                                                                "cancion",
                                                                "0",
                                                                "1",
                                                                "lyrics",
                                                                "lyric",
                                                                "s"});
constexpr std::array<WordsOfColumn, 5> kWordsOfColumns = {{
    {"any_lyrics", kLyricsHeads, kLyricsOthers},
    {"any_artist", kArtistHeads, kArtistOthers},
    {"any_genre", kGenreHeads, kGenreOthers},
    {"any_year", kYearHeads, kYearOthers},
    {"any_title", kTitleHeads, kTitleOthers},
}};

constexpr auto kHeadKeys = with_audio(std::to_array<Field>({
    artist("artist"),
    artist("artists"),
    artist("singer"),
    artist("performer"),
    artist("performed by"),
    artist("band"),
    artist("interpret"),
    artist("k\u00FCnstler"),
    artist("artiste"),
    artist("artista"),
    title("title"),
    title("song"),
    title("song title"),
    title("song name"),
    title("track name"),
    title("titel"),
    title("titre"),
    title("titolo"),
    title("titulo"),
    title("t\u00EDtulo"),
    year("year"),
    year("date"),
    year("released"),
    year("release date"),
    year("jahr"),
    year("ann\u00E9e"),
    year("a\u00F1o"),
    year("ano"),
    year("anno"),
    genre("genre"),
    genre("g\u00E9nero"),
    genre("g\u00EAnero"),
    genre("genere"),
    genre("style"),
    {"topic", FieldUse::label, FieldSlot::topic},
    album("album"),
    ignored("note"),
    ignored("track"),
    ignored("track number"),
}));

constexpr auto kLrcTags = with_audio(std::to_array<Field>({
    artist("ar"),
    title("ti"),
    year("year"),
    year("date"),
    genre("genre"),
    album("al"),
    {"topic", FieldUse::label, FieldSlot::topic},
}));

/// The data set's loudness is Spotify's moved to 0..1: a straight line through the 1,937 songs that are also in a
/// public table of Spotify's features gives these two; 0 is -35.7 dB and 1 is +3.4 dB.
constexpr double kLoudnessPerDecibel = 0.02564;
constexpr double kLoudnessAtZero = 0.914;
constexpr double kQuietest = -80;
constexpr double kLoudest = 10;

std::string refusal(const Field& field, std::string_view value, std::string_view expected) {
  return std::string(slot_name(field)) + " is " + in_quotes(value) + ", expected " + std::string(expected);
}

std::string assign_year(const Field& field, std::string_view value, Song& song) {
  const std::optional<int> found = year_in(value);
  if (!found) return says_no_year(value) ? std::string() : refusal(field, value, "a year from 1000 to 2100");
  song.year = found;
  return {};
}

/// A number without its unit: a percent sign says its scale, and so does "dB".
std::string_view without_unit(std::string_view value, Scale& scale) noexcept {
  if (value.ends_with('%')) {
    scale = Scale::percent;
    return trimmed(value.substr(0, value.size() - 1));
  }
  if (value.size() > 2 && ascii::same_letters(value.substr(value.size() - 2), "db")) {
    scale = Scale::decibels;
    return trimmed(value.substr(0, value.size() - 2));
  }
  return value;
}

std::string assign_share(const Field& field, std::string_view value, double& place) {
  const NumberCell number = read_number(value, Comma::decimal);
  if (number.kind == CellKind::missing) return {};
  if (number.kind != CellKind::number || number.value < 0 || number.value > 1)
    return refusal(field, value, "a number from 0 to 1");
  place = number.value;
  return {};
}

std::string assign_audio(const Field& field, std::string_view value, double& place, Scale scale) {
  const NumberCell number = read_number(without_unit(value, scale), Comma::decimal);
  if (number.kind == CellKind::missing) return {};
  const bool loudness = field.index == kLoudness;
  if (loudness && number.value < 0) scale = Scale::decibels;
  const bool known = number.kind == CellKind::number;
  if (scale == Scale::decibels && loudness) {
    if (!known || number.value < kQuietest || number.value > kLoudest) return refusal(field, value, "decibels");
    place = std::clamp(number.value * kLoudnessPerDecibel + kLoudnessAtZero, 0.0, 1.0);
    return {};
  }
  const double most = scale == Scale::percent ? 100 : 1;
  if (!known || number.value < 0 || number.value > most)
    return refusal(field, value, scale == Scale::percent ? "a number from 0 to 100" : "a number from 0 to 1");
  place = number.value / most;
  return {};
}

/// The words of a column's name in lower case: "trackLyrics_1" -> track, lyrics, 1.
std::vector<std::string> words_of_name(std::string_view name) {
  std::vector<std::string> words;
  char last = ' ';
  for (const char c : name) {
    const bool high = static_cast<unsigned char>(c) >= 0x80;
    const bool begins = ascii::is_upper(c) ? !ascii::is_upper(last) : ascii::is_digit(c) != ascii::is_digit(last);
    if (!ascii::is_letter_or_digit(c) && !high) {
      last = ' ';
      continue;
    }
    if (words.empty() || last == ' ' || begins) words.emplace_back();
    words.back() += ascii::lower(c);
    last = c;
  }
  return words;
}

/// A column of one of kWordsOfColumns, or an ignored one.
Field found_by_words(std::string_view name) {
  constexpr std::size_t kMostWords = 4;
  constexpr std::size_t kLongestName = 60;  // bytes
  if (name.size() > kLongestName) return {};
  const std::vector<std::string> words = words_of_name(name);
  if (words.empty() || words.size() > kMostWords) return {};
  const auto is_in = [](std::span<const std::string_view> known) {
    return [known](std::string_view word) { return std::ranges::find(known, word) != known.end(); };
  };
  for (const WordsOfColumn& column : kWordsOfColumns) {
    if (std::ranges::none_of(words, is_in(column.heads))) continue;
    const auto fits = [&](std::string_view word) { return is_in(column.heads)(word) || is_in(column.others)(word); };
    if (std::ranges::all_of(words, fits)) return find_field(kDatasetColumns, column.name);
  }
  return {};
}

/// A cell as its writer saw it: without HTML's entities, escapes of JSON, a wrong reading of UTF-8, invisible signs and
/// hard blanks.
std::string as_seen(std::string_view value) {
  const auto holds = [&](char c) { return value.find(c) != std::string_view::npos; };
  const bool plain = std::ranges::none_of(value, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  std::string seen(value);
  if (holds('&')) seen = text::without_entities(seen);
  if (value.find("\\u") != std::string_view::npos) {
    std::string quoted = "\"";
    for (const char c : seen) quoted.append(c == '"' ? "\\" : "") += c;
    if (std::optional<std::string> read = read_quoted(quoted + '"')) seen = std::move(*read);
  }
  if (plain && seen == value) return seen;
  if (text::has_mojibake(seen)) seen = text::without_mojibake(seen);
  for (const auto& [from, to] : {std::pair<std::string_view, std::string_view>{"\u00A0", " "},
                                 {"\u200B", ""},
                                 {"\uFEFF", ""},
                                 {"\u200E", ""},
                                 {"\u200F", ""},
                                 {"\u2060", ""}})
    for (std::size_t at = 0; (at = seen.find(from, at)) != std::string::npos; at += to.size())
      seen.replace(at, from.size(), to);
  return std::string(trimmed(seen));
}

/// A name, or several as a list: "['Ann', 'Bob']".
std::string name_in(std::string_view value) {
  if (is_missing_name(value)) return {};
  const std::optional<std::vector<std::string>> list = read_names(value);
  if (!list) return one_line(as_seen(value));
  std::string names;
  for (const std::string& name : *list) names += (names.empty() ? "" : ", ") + one_line(as_seen(name));
  return names;
}

/// A genre, or the first of a list of them.
std::string first_in(std::string_view value) {
  if (const std::optional<std::vector<std::string>> list = read_names(value))
    return list->empty() ? std::string() : one_line(as_seen(list->front()));
  const std::string seen = as_seen(ascii::trimmed(value, "[]{} \t\r\n"));
  return one_line(trimmed(std::string_view(seen).substr(0, seen.find_first_of(";|,\\"))));
}

bool says_nothing(std::string_view flag) {
  constexpr auto kNothing = std::to_array<std::string_view>(
      {"unknown", "unrated", "notrated", "noadvice", "noadviceavailable", "notapplicable"});
  const std::string key = column_key(flag);
  return is_missing_name(flag) || std::ranges::find(kNothing, key) != kNothing.end();
}

/// Of who published a song; that nobody said is no fault.
std::string assign_flag(const Field& field, std::string_view value, Song& song) {
  const std::optional<bool> flag = says_explicit(value);
  if (flag) song.flagged_explicit = *flag ? 1 : 0;
  return flag || says_nothing(value) ? std::string() : refusal(field, value, "true or false");
}

bool says_no_length(std::string_view value) {
  const NumberCell number = read_number(value, Comma::decimal);
  return is_missing_name(value) || number.kind == CellKind::missing ||
         (number.kind == CellKind::number && number.value == 0);
}

/// Any name will do, so that models can be trained on a person's own topics; a long text is a mistaken column.
std::string assign_topic(const Field& field, std::string_view value, Labels& labels) {
  if (value.size() > kMaxTopicBytes)
    return refusal(field, value, "a name of at most " + std::to_string(kMaxTopicBytes) + " bytes");
  labels.topic = value;
  return {};
}

/// `="01"`, as programs write a text that a spreadsheet is to leave alone.
std::string_view without_formula(std::string_view value) noexcept {
  constexpr std::size_t kSigns = 3;
  if (value.size() < kSigns || !value.starts_with("=\"") || !value.ends_with('"')) return value;
  return value.substr(2, value.size() - kSigns);
}

/// A name without the objects of JSON that stand around all values of a row alike.
std::string_view without_wrapping(std::string_view name) noexcept {
  constexpr auto kWrappings = std::to_array<std::string_view>(
      {"attributes.", "_source.", "fields.", "data.", "item.", "song.", "metadata.", "audio_features.", "features."});
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view wrapping : kWrappings)
      if (name.starts_with(wrapping)) {
        name.remove_prefix(wrapping.size());
        again = true;
      }
  }
  return name;
}

}  // namespace

std::span<const Field> dataset_columns() noexcept { return kDatasetColumns; }
std::span<const Field> head_keys() noexcept { return kHeadKeys; }
std::span<const Field> lrc_tags() noexcept { return kLrcTags; }

Field find_field(std::span<const Field> fields, std::string_view name) noexcept {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.name == name; });
  return found == fields.end() ? Field{} : *found;
}

std::string column_key(std::string_view name) {
  std::string key;
  const bool is_text = !text::first_invalid_byte(name);
  for (const char c : is_text ? text::to_lower(text::composed(std::string(name))) : ascii::lower_case(name))
    if (ascii::is_letter_or_digit(c) || static_cast<unsigned char>(c) >= 0x80) key += c;
  return key;
}

Field find_column(std::string_view name) {
  static const std::vector<std::pair<std::string, Field>> columns = [] {
    std::vector<std::pair<std::string, Field>> keyed;
    for (const Field& field : kDatasetColumns) keyed.emplace_back(column_key(field.name), field);
    return keyed;
  }();
  const std::string seen = as_seen(name);
  const std::string_view bare = without_wrapping(seen);
  const std::string key = column_key(bare);
  const auto found = std::ranges::find(columns, key, &std::pair<std::string, Field>::first);
  if (found != columns.end()) return found->second;
  return found_by_words(bare);
}

std::optional<bool> says_explicit(std::string_view value) {
  constexpr auto kExplicit = std::to_array<std::string_view>({"1",
                                                              "1.0",
                                                              "4",
                                                              "true",
                                                              "t",
                                                              "yes",
                                                              "y",
                                                              "x",
                                                              "e",
                                                              "explicit",
                                                              "wahr",
                                                              "ja",
                                                              "vrai",
                                                              "oui",
                                                              "vero",
                                                              "verdadero",
                                                              "sim",
                                                              "verdadeiro",
                                                              "waar",
                                                              "parentaladvisory",
                                                              "prawda",
                                                              "explicitcontent",
                                                              "isexplicit",
                                                              "explicitlyrics",
                                                              "partiallyexplicit",
                                                              "parentaladvisoryexplicitcontent",
                                                              "parentaladvisoryexplicitlyrics"});
  constexpr auto kNot = std::to_array<std::string_view>(
      {"0",           "0.0",    "2",       "2.0",    "false", "f",           "no",          "n",
       "c",           "clean",  "cleaned", "edited", "none",  "notexplicit", "nonexplicit", "explicitcontentedited",
       "inoffensive", "falsch", "nein",    "faux",   "non",   "falso",       "nao",         "onwaar"});
  constexpr std::string_view kSign = "\U0001F174";  // as music services show it
  value = trimmed(value);
  if (value.starts_with(kSign)) return true;
  if (value.starts_with('-')) return std::nullopt;
  std::string key;
  for (const char c : value)
    if (ascii::is_letter_or_digit(c) || c == '.') key += ascii::lower(c);
  if (std::ranges::find(kExplicit, key) != kExplicit.end()) return true;
  if (std::ranges::find(kNot, key) != kNot.end()) return false;
  return std::nullopt;
}

std::optional<std::int64_t> length_in(std::string_view value) {
  constexpr double kLeastMilliseconds = 5000;
  constexpr double kMsOfADay = 86'400'000;
  const std::string_view text = trimmed(value);
  double length = 0;
  std::size_t parts = 0;
  for (std::string_view rest = text; parts < 3; ++parts) {
    const std::string_view part = rest.substr(0, rest.find(':'));
    const NumberCell number = read_number(part, Comma::decimal);
    if (number.kind != CellKind::number || number.value < 0) return std::nullopt;
    length = length * 60 + number.value;
    if (part.size() == rest.size()) break;
    rest.remove_prefix(part.size() + 1);
    if (parts == 2) return std::nullopt;
  }
  if (parts > 0 || length < kLeastMilliseconds) length *= 1000;
  if (!(length > 0) || length >= kMsOfADay) return std::nullopt;
  return static_cast<std::int64_t>(length + 0.5);
}

std::string_view slot_name(const Field& field) noexcept {
  switch (field.slot) {
    case FieldSlot::artist:
      return "artist";
    case FieldSlot::title:
      return "title";
    case FieldSlot::year:
      return "year";
    case FieldSlot::genre:
      return "genre";
    case FieldSlot::album:
      return "album";
    case FieldSlot::isrc:
      return "isrc";
    case FieldSlot::length:
      return "length";
    case FieldSlot::lyrics:
      return "lyrics";
    case FieldSlot::audio:
      return kAudioFeatures[field.index];
    case FieldSlot::explicit_flag:
      return "explicit";
    case FieldSlot::weight:
      return kMixtureParts[field.index];
    case FieldSlot::topic:
      return "topic";
    case FieldSlot::none:
      break;
  }
  return {};
}

std::string assign_field(const Field& field, std::string_view value, LabelledSong& song, Scale scale) {
  value = without_formula(trimmed(value));
  if (value.empty()) return {};
  switch (field.slot) {
    case FieldSlot::artist:
      song.song.artist = name_in(value);
      return {};
    case FieldSlot::title:
      song.song.title = is_missing_name(value) ? std::string() : one_line(as_seen(value));
      return {};
    case FieldSlot::year:
      return assign_year(field, value, song.song);
    case FieldSlot::genre:
      song.song.genre = is_missing(value) ? std::string() : ascii::lower_case(first_in(value));
      return {};
    case FieldSlot::lyrics:
      song.song.lyrics = value;
      return {};
    case FieldSlot::audio:
      return assign_audio(field, value, song.song.audio[field.index], scale);
    case FieldSlot::explicit_flag:
      return assign_flag(field, value, song.song);
    case FieldSlot::weight:
      return assign_share(field, value, song.labels.weights[field.index]);
    case FieldSlot::topic:
      return is_missing_name(value) ? std::string() : assign_topic(field, value, song.labels);
    case FieldSlot::album:
      song.album = is_missing_name(value) ? std::string() : one_line(as_seen(value));
      return {};
    case FieldSlot::isrc:
      song.isrc = text::recording_code(value);
      return song.isrc.empty() && !is_missing_name(value) ? refusal(field, value, "an ISRC") : std::string();
    case FieldSlot::length:
      song.length_ms = length_in(value);
      return song.length_ms || says_no_length(value) ? std::string() : refusal(field, value, "a length");
    case FieldSlot::none:
      return {};
  }
  return {};
}

}  // namespace leitmotif::corpus
