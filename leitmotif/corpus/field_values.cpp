#include "leitmotif/corpus/field_values.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/quoted.hpp"
#include "leitmotif/corpus/field_names.hpp"
#include "leitmotif/corpus/numbers.hpp"
#include "leitmotif/corpus/text_list.hpp"
#include "leitmotif/corpus/years.hpp"
#include "leitmotif/text/entities.hpp"
#include "leitmotif/text/mojibake.hpp"
#include "leitmotif/text/music_ids.hpp"
#include "leitmotif/text/unicode.hpp"

namespace leitmotif::corpus {
namespace {

constexpr std::size_t kMaxTopicBytes = 100;

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

/// A name, or several as a list: "['Ann', 'Bob']".
std::string name_in(std::string_view value) {
  if (is_missing_name(value)) return {};
  if (const std::optional<std::string> bytes = read_bytes(value)) return one_line(as_seen(*bytes));
  const std::optional<std::vector<std::string>> list = read_names(value);
  if (!list) return one_line(as_seen(value));
  std::string names;
  for (const std::string& name : *list) names += (names.empty() ? "" : ", ") + one_line(as_seen(name));
  return names;
}

std::string title_in(std::string_view value) {
  const std::optional<std::string> bytes = read_bytes(value);
  return one_line(as_seen(bytes ? *bytes : value));
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

/// The labels of a list as JSON and pandas write it, as a cell has several: `happy|rock`.
std::string labels_of(const std::vector<std::string>& list) {
  std::string labels;
  for (const std::string& label : list) labels += (labels.empty() ? "" : "|") + label;
  return labels;
}

/// Any name will do, so that models can be trained on a person's own topics; a long text is a mistaken column.
std::string assign_topic(const Field& field, std::string_view value, Labels& labels) {
  const std::optional<std::vector<std::string>> list = read_list(value);
  const std::string joined = list ? labels_of(*list) : std::string();
  if (list) value = joined;
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

/// An id of a database of another kind is no fault.
std::string assign_id(std::string_view value, std::string& place) {
  if (std::string id = text::musicbrainz_id(value); !id.empty()) place = std::move(id);
  return {};
}

/// A name without the tags that pages put around its words: "<b>Ann Noon</b>".
std::string without_markup(std::string_view name) {
  std::string bare;
  while (!name.empty()) {
    const std::size_t open = std::min(name.find('<'), name.size());
    bare += name.substr(0, open);
    name.remove_prefix(open);
    if (name.empty()) break;
    const std::size_t close = name.find('>');
    const bool tag = close != std::string_view::npos && close > 1 && (ascii::is_letter(name[1]) || name[1] == '/');
    if (!tag) bare += '<';
    name.remove_prefix(tag ? close + 1 : 1);
  }
  return bare;
}

}  // namespace

std::string as_seen(std::string_view value) {
  const bool plain = std::ranges::none_of(value, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  std::string seen(value);
  // Some were escaped twice.
  for (int times = 0; times < 2 && seen.find('&') != std::string::npos; ++times) seen = text::without_entities(seen);
  if (seen.find("</") != std::string::npos) seen = without_markup(seen);
  if (seen.ends_with("\\n")) seen.resize(seen.size() - 2);
  if (value.find("\\u") != std::string_view::npos) {
    std::string quoted = "\"";
    for (const char c : seen) quoted.append(c == '"' ? "\\" : "") += c;
    if (std::optional<std::string> read = read_quoted(quoted + '"')) seen = std::move(*read);
  }
  if (plain && seen == value) return seen;
  if (text::has_mojibake(seen)) seen = text::without_mojibake(seen);
  for (const auto& [from, to] : {std::pair<std::string_view, std::string_view>{"\u00A0", " "},
                                 {"\u3000", " "},
                                 {"\u200B", ""},
                                 {"\uFEFF", ""},
                                 {"\u200E", ""},
                                 {"\u200F", ""},
                                 {"\u2060", ""}})
    for (std::size_t at = 0; (at = seen.find(from, at)) != std::string::npos; at += to.size())
      seen.replace(at, from.size(), to);
  return std::string(trimmed(seen));
}

std::optional<bool> says_explicit(std::string_view value) {
  constexpr std::string_view kExplicit =
      "1|1.0|4|true|t|yes|y|x|e|explicit|wahr|ja|vrai|oui|vero|verdadero|sim|verdadeiro|waar|"
      "parentaladvisory|prawda|explicitcontent|isexplicit|explicitlyrics|partiallyexplicit|"
      "parentaladvisoryexplicitcontent|parentaladvisoryexplicitlyrics";
  constexpr std::string_view kNot =
      "0|0.0|2|2.0|false|f|no|n|c|clean|cleaned|edited|none|notexplicit|nonexplicit|"
      "explicitcontentedited|inoffensive|falsch|nein|faux|non|falso|nao|onwaar";
  constexpr std::string_view kSign = "\U0001F174";  // as music services show it
  value = trimmed(value);
  if (value.starts_with(kSign)) return true;
  if (value.starts_with('-')) return std::nullopt;
  std::string key;
  for (const char c : value)
    if (ascii::is_letter_or_digit(c) || c == '.') key += ascii::lower(c);
  if (names_hold(kExplicit, key)) return true;
  if (names_hold(kNot, key)) return false;
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

std::string assign_field(const Field& field, std::string_view value, LabelledSong& song, Scale scale) {
  value = without_formula(trimmed(value));
  if (value.empty()) return {};
  switch (field.slot) {
    case FieldSlot::artist:
      song.song.artist = name_in(value);
      return {};
    case FieldSlot::title:
      song.song.title = is_missing_name(value) ? std::string() : title_in(value);
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
    case FieldSlot::recording_id:
      return assign_id(value, song.ids.recording_id);
    case FieldSlot::release_id:
      return assign_id(value, song.ids.release_id);
    case FieldSlot::artist_id:
      return assign_id(value, song.ids.artist_id);
    case FieldSlot::isrc:
      song.ids.isrc = text::recording_code(value);
      return song.ids.isrc.empty() && !is_missing_name(value) ? refusal(field, value, "an ISRC") : std::string();
    case FieldSlot::length:
      song.length_ms = length_in(value);
      return song.length_ms || says_no_length(value) ? std::string() : refusal(field, value, "a length");
    case FieldSlot::none:
      return {};
  }
  return {};
}

}  // namespace leitmotif::corpus
