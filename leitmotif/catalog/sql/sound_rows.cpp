#include "leitmotif/catalog/sql/sound_rows.hpp"

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>

#include "leitmotif/core/error.hpp"

namespace leitmotif::catalog::sql {
namespace {

static_assert(std::endian::native == std::endian::little, "libraries keep little-endian numbers");

constexpr std::size_t kBytesAValue = sizeof(std::uint16_t) + sizeof(double);

void append_value(std::string& bytes, std::uint16_t kind, double value) {
  std::array<char, kBytesAValue> entry{};
  std::memcpy(entry.data(), &kind, sizeof kind);
  std::memcpy(entry.data() + sizeof kind, &value, sizeof value);
  bytes.append(entry.data(), entry.size());
}

}  // namespace

SoundKinds::SoundKinds(const Database& database) : database_(database) {
  Statement row = database.prepare("SELECT number, name, source, method FROM sound_kinds");
  while (row.step()) {
    const auto number = static_cast<std::uint16_t>(row.integer(0));
    SoundKind kind{std::string(row.text(1)), static_cast<SoundSource>(row.integer(2)), std::string(row.text(3))};
    numbers_[{kind.name, kind.source, kind.method}] = number;
    kinds_[number] = std::move(kind);
  }
}

std::uint16_t SoundKinds::number_of(const SoundKind& kind) {
  const std::tuple key(kind.name, kind.source, kind.method);
  if (const auto found = numbers_.find(key); found != numbers_.end()) return found->second;
  if (kinds_.size() >= std::numeric_limits<std::uint16_t>::max())
    throw Error(ErrorKind::resource_limit, database_.name() + ": has too many kinds of sound features");
  const auto number = static_cast<std::uint16_t>(kinds_.empty() ? 1 : kinds_.rbegin()->first + 1);
  database_.prepare("INSERT INTO sound_kinds (number, name, source, method) VALUES (?1, ?2, ?3, ?4)")
      .bind_integer(1, number)
      .bind_text(2, kind.name)
      .bind_integer(3, static_cast<std::int64_t>(kind.source))
      .bind_text(4, kind.method)
      .run();
  numbers_[key] = number;
  kinds_[number] = kind;
  return number;
}

const SoundKind& SoundKinds::kind(std::uint16_t number) const {
  const auto found = kinds_.find(number);
  if (found != kinds_.end()) return found->second;
  throw Error(ErrorKind::corrupt_data,
              database_.name() + ": the library is damaged (a sound feature of kind " + std::to_string(number) + ")");
}

std::string bytes_of(std::span<const SoundFeature> features, SoundKinds& kinds) {
  std::string bytes;
  for (const SoundFeature& feature : features)
    append_value(bytes, kinds.number_of({feature.name, feature.source, feature.method}), feature.value);
  return bytes;
}

std::vector<SoundFeature> features_from(std::string_view bytes, const SoundKinds& kinds) {
  std::vector<SoundFeature> features;
  for_each_sound(bytes, "library", [&](std::uint16_t number, double value) {
    const SoundKind& kind = kinds.kind(number);
    put(features, {kind.name, value, kind.source, kind.method});
  });
  return features;
}

void for_each_sound(std::string_view bytes, const std::string& file,
                    const std::function<void(std::uint16_t, double)>& visit) {
  if (bytes.size() % kBytesAValue != 0)
    throw Error(ErrorKind::corrupt_data,
                file + ": the library is damaged (sound features of " + std::to_string(bytes.size()) + " bytes)");
  for (std::size_t at = 0; at < bytes.size(); at += kBytesAValue) {
    std::uint16_t kind = 0;
    double value = 0;
    std::memcpy(&kind, bytes.data() + at, sizeof kind);
    std::memcpy(&value, bytes.data() + at + sizeof kind, sizeof value);
    visit(kind, value);
  }
}

std::string bytes_of_audio(std::span<const double> audio, std::span<const std::uint16_t> numbers) {
  std::string bytes;
  for (std::size_t i = 0; i < audio.size(); ++i)
    if (!std::isnan(audio[i])) append_value(bytes, numbers[i], audio[i]);
  return bytes;
}

std::string bytes_of_columns(std::span<const double> audio) {
  std::vector<std::uint16_t> numbers(audio.size());
  std::iota(numbers.begin(), numbers.end(), std::uint16_t{1});
  return bytes_of_audio(audio, numbers);
}

}  // namespace leitmotif::catalog::sql
