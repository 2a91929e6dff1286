#include "leitmotif/corpus/fields.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/quoted.hpp"

namespace leitmotif::corpus {
namespace {

constexpr int kFirstYear = 1000;
constexpr int kLastYear = 2100;
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

constexpr auto kDatasetColumns = with_weights(with_audio(std::array<Field, 12>{{
    {"artist_name", FieldUse::metadata, FieldSlot::artist},
    {"artist", FieldUse::metadata, FieldSlot::artist},
    {"track_name", FieldUse::metadata, FieldSlot::title},
    {"title", FieldUse::metadata, FieldSlot::title},
    {"release_date", FieldUse::metadata, FieldSlot::year},
    {"year", FieldUse::metadata, FieldSlot::year},
    {"genre", FieldUse::metadata, FieldSlot::genre},
    {"lyrics", FieldUse::metadata, FieldSlot::lyrics},
    {"topic", FieldUse::label, FieldSlot::topic},
    {"", FieldUse::ignored, FieldSlot::none},
    {"len", FieldUse::ignored, FieldSlot::none},
    {"age", FieldUse::ignored, FieldSlot::none},
}}));

constexpr auto kHeadKeys = with_audio(std::array<Field, 6>{{
    {"artist", FieldUse::metadata, FieldSlot::artist},
    {"title", FieldUse::metadata, FieldSlot::title},
    {"year", FieldUse::metadata, FieldSlot::year},
    {"genre", FieldUse::metadata, FieldSlot::genre},
    {"topic", FieldUse::label, FieldSlot::topic},
    {"note", FieldUse::ignored, FieldSlot::none},
}});

constexpr auto kLrcTags = with_audio(std::array<Field, 5>{{
    {"ar", FieldUse::metadata, FieldSlot::artist},
    {"ti", FieldUse::metadata, FieldSlot::title},
    {"year", FieldUse::metadata, FieldSlot::year},
    {"genre", FieldUse::metadata, FieldSlot::genre},
    {"topic", FieldUse::label, FieldSlot::topic},
}});

template <typename Number>
std::optional<Number> parse_number(std::string_view text) noexcept {
  Number number{};
  const char* end = text.data() + text.size();
  const auto [stop, failure] = std::from_chars(text.data(), end, number);
  if (failure != std::errc() || stop != end) return std::nullopt;
  return number;
}

std::string refusal(const Field& field, std::string_view value, std::string_view expected) {
  return std::string(field.name) + " is " + in_quotes(value) + ", expected " + std::string(expected);
}

std::string assign_year(const Field& field, std::string_view value, Song& song) {
  const auto year = parse_number<int>(value);
  if (!year || *year < kFirstYear || *year > kLastYear) return refusal(field, value, "a year from 1000 to 2100");
  song.year = year;
  return {};
}

std::string assign_share(const Field& field, std::string_view value, double& place) {
  const auto number = parse_number<double>(value);
  // Written so that NaN, which from_chars reads, is refused too.
  if (!number || !(*number >= 0 && *number <= 1)) return refusal(field, value, "a number from 0 to 1");
  place = *number;
  return {};
}

/// Any name will do, so that models can be trained on a person's own topics; a long text is a mistaken column.
std::string assign_topic(const Field& field, std::string_view value, Labels& labels) {
  if (value.size() > kMaxTopicBytes)
    return refusal(field, value, "a name of at most " + std::to_string(kMaxTopicBytes) + " bytes");
  labels.topic = value;
  return {};
}

}  // namespace

std::span<const Field> dataset_columns() noexcept { return kDatasetColumns; }
std::span<const Field> head_keys() noexcept { return kHeadKeys; }
std::span<const Field> lrc_tags() noexcept { return kLrcTags; }

Field find_field(std::span<const Field> fields, std::string_view name) noexcept {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.name == name; });
  return found == fields.end() ? Field{} : *found;
}

std::string assign_field(const Field& field, std::string_view value, LabelledSong& song) {
  value = trimmed(value);
  if (value.empty()) return {};
  switch (field.slot) {
    case FieldSlot::artist:
      song.song.artist = one_line(value);
      return {};
    case FieldSlot::title:
      song.song.title = one_line(value);
      return {};
    case FieldSlot::year:
      return assign_year(field, value, song.song);
    case FieldSlot::genre:
      song.song.genre = ascii::lower_case(one_line(value));
      return {};
    case FieldSlot::lyrics:
      song.song.lyrics = value;
      return {};
    case FieldSlot::audio:
      return assign_share(field, value, song.song.audio[field.index]);
    case FieldSlot::weight:
      return assign_share(field, value, song.labels.weights[field.index]);
    case FieldSlot::topic:
      return assign_topic(field, value, song.labels);
    case FieldSlot::none:
      return {};
  }
  return {};
}

}  // namespace leitmotif::corpus
