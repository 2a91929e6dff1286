#include "leitmotif/corpus/fields.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/corpus/field_names.hpp"
#include "leitmotif/corpus/field_values.hpp"
#include "leitmotif/text/unicode.hpp"

namespace leitmotif::corpus {
namespace {

Field audio(std::string_view name, std::size_t index) { return {name, FieldUse::audio, FieldSlot::audio, index}; }

/// Names of columns for audio features beside the features' own.
struct AudioName {
  std::string_view name;
  std::string_view feature;
};
constexpr AudioName kAudioNames[] = {
    {"dnce", "danceability"},  {"loudness_db", "loudness"}, {"loudness_(dbfs)", "loudness"}, {"db", "loudness"},
    {"acous", "acousticness"}, {"val", "valence"},          {"positiveness", "valence"},     {"nrgy", "energy"}};

FieldUse use_of(FieldSlot slot) noexcept {
  if (slot == FieldSlot::none) return FieldUse::ignored;
  return slot == FieldSlot::topic ? FieldUse::label : FieldUse::metadata;
}

/// The fields of a table of names, and the audio features.
std::vector<Field> fields_of(std::span<const SlotNames> table) {
  std::vector<Field> fields;
  for (const SlotNames& row : table)
    for (std::string_view rest = row.names; !rest.empty();) {
      const std::string_view name = rest.substr(0, rest.find('|'));
      fields.push_back({name, use_of(row.slot), row.slot});
      rest.remove_prefix(std::min(rest.size(), name.size() + 1));
    }
  for (std::size_t i = 0; i < kAudioFeatures.size(); ++i) fields.push_back(audio(kAudioFeatures[i], i));
  return fields;
}

/// Those of columns: also other names of audio features, the topic weights, and what is read over.
std::vector<Field> fields_of_columns() {
  std::vector<Field> fields = fields_of(column_names());
  for (const auto& [name, feature] : kAudioNames) {
    const auto place = std::ranges::find(kAudioFeatures, feature);
    fields.push_back(audio(name, static_cast<std::size_t>(place - kAudioFeatures.begin())));
  }
  for (std::size_t i = 0; i < kMixtureParts.size(); ++i)
    fields.push_back({kMixtureParts[i], FieldUse::label, FieldSlot::weight, i});
  for (const std::string_view name : {"", "len", "age"}) fields.push_back({name, FieldUse::ignored, FieldSlot::none});
  return fields;
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

/// A name without a remark in brackets behind it and a number in front: "Song title (en)", "2_lyrics".
std::string_view without_remark_and_number(std::string_view name) noexcept {
  name = trimmed(name);
  const std::size_t open = name.ends_with(')') ? name.rfind('(') : name.ends_with(']') ? name.rfind('[') : 0;
  if (open != std::string_view::npos && open > 0) name = name.substr(0, open);
  const std::size_t digits = std::min(name.find_first_not_of("0123456789"), name.size());
  return ascii::trimmed(name.substr(digits), " _-.:)");
}

/// A column of one of words_of_columns, or an ignored one.
Field found_by_words(std::string_view name) {
  constexpr std::size_t kMostWords = 4;
  constexpr std::size_t kLongestName = 60;  // bytes
  if (name.size() > kLongestName) return {};
  const std::vector<std::string> words = words_of_name(without_remark_and_number(name));
  if (words.empty() || words.size() > kMostWords) return {};
  for (const WordsOfColumn& column : words_of_columns()) {
    const auto is_head = [&](std::string_view word) { return names_hold(column.heads, word); };
    if (std::ranges::none_of(words, is_head)) continue;
    const auto fits = [&](std::string_view word) { return is_head(word) || names_hold(column.others, word); };
    if (std::ranges::all_of(words, fits)) return find_field(dataset_columns(), column.name);
  }
  return {};
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

std::span<const Field> dataset_columns() noexcept {
  static const std::vector<Field> fields = fields_of_columns();
  return fields;
}

std::span<const Field> head_keys() noexcept {
  static const std::vector<Field> fields = fields_of(head_names());
  return fields;
}

std::span<const Field> lrc_tags() noexcept {
  static const std::vector<Field> fields = fields_of(lrc_names());
  return fields;
}

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
    for (const Field& field : dataset_columns()) keyed.emplace_back(column_key(field.name), field);
    return keyed;
  }();
  const std::string seen = as_seen(name);
  const std::string_view bare = without_wrapping(seen);
  const std::string key = column_key(bare);
  const auto found = std::ranges::find(columns, key, &std::pair<std::string, Field>::first);
  if (found != columns.end()) return found->second;
  return found_by_words(bare);
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
    case FieldSlot::recording_id:
      return "recording_id";
    case FieldSlot::release_id:
      return "release_id";
    case FieldSlot::artist_id:
      return "artist_id";
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

}  // namespace leitmotif::corpus
