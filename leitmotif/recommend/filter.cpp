#include "leitmotif/recommend/filter.hpp"

#include <algorithm>
#include <array>

namespace leitmotif::recommend {
namespace {

/// A table that says 1 for each of the numbers.
std::vector<std::uint8_t> table_of(const std::vector<std::uint32_t>& numbers) {
  std::vector<std::uint8_t> table;
  for (const std::uint32_t number : numbers) {
    if (number >= table.size()) table.resize(std::size_t{number} + 1);
    table[number] = 1;
  }
  return table;
}

bool says(const std::vector<std::uint8_t>& table, std::size_t number) {
  return number < table.size() && table[number] != 0;
}

/// The songs of a piece of which nobody sings, as far as is known.
class Instrumentals {
 public:
  Instrumentals(const SongColumns& songs, std::size_t begin, std::size_t count) {
    if (!songs.flags.empty()) flags_ = songs.flags.piece(begin, count);
    const Column<float>& numbers = songs.sound_of("instrumentalness");
    if (!numbers.empty()) numbers_ = numbers.piece(begin, count);
  }
  [[nodiscard]] bool has(std::size_t place) const {
    // What is not known to be instrumental is not taken for it.
    return (!flags_.empty() && (flags_[place] & kFoundInstrumental) != 0) ||
           (!numbers_.empty() && numbers_[place] > kInstrumentalness);
  }

 private:
  std::span<const std::uint8_t> flags_;
  std::span<const float> numbers_;
};

}  // namespace

Filter::Filter(const Library& library, const Query& query)
    : library_(library),
      query_(query),
      wanted_artists_(table_of(query.artists)),
      left_out_(table_of(query.left_out)),
      lets_all_in_(query.genres.empty() && query.artists.empty() && !query.years && !query.tempo && !query.key &&
                   !query.avoid_explicit && query.instrumental == Instrumental::allow && query.left_out.empty()) {
  // Without a wish every year is right, and "not known" too, which is the lowest number.
  if (!query.years) return;
  first_year_ = std::max(query.years->first, kNoYear + 1);
  last_year_ = query.years->last;
}

bool Filter::matches(std::size_t song) const {
  std::array<std::uint8_t, 1> flag{};
  mark(song, flag);
  return flag[0] != 0;
}

void Filter::mark_sound(std::size_t begin, std::span<std::uint8_t> flags) const {
  /// Missing numbers compare with nothing, so they do not match.
  const auto require = [&](const char* name, auto matches) {
    const Column<float>& column = library_.sound_of(name);
    if (column.empty()) {
      std::ranges::fill(flags, std::uint8_t{0});
      return;
    }
    const std::span<const float> values = column.piece(begin, flags.size());
    for (std::size_t i = 0; i < flags.size(); ++i)
      flags[i] = static_cast<std::uint8_t>(flags[i] & static_cast<std::uint8_t>(matches(values[i]) ? 1 : 0));
  };
  if (const auto& tempo = query_.tempo)
    require("tempo", [&](float value) {
      return static_cast<double>(value) >= tempo->slowest && static_cast<double>(value) <= tempo->fastest && value > 0;
    });
  if (!query_.key) return;
  require("key", [&](float value) { return value == static_cast<float>(query_.key->key); });
  if (const auto& major = query_.key->major) require("mode", [&](float value) { return (value == 1) == *major; });
}

void Filter::mark(std::size_t begin, std::span<std::uint8_t> flags) const {
  std::ranges::fill(flags, std::uint8_t{1});
  if (lets_all_in_) return;
  const std::size_t count = flags.size();
  // One wish after another and without branches, because what a million songs answer cannot be foreseen.
  const auto require = [&](auto matches) {
    for (std::size_t i = 0; i < count; ++i)
      flags[i] = static_cast<std::uint8_t>(flags[i] & static_cast<std::uint8_t>(matches(i)));
  };
  if (query_.years)
    require([&, year = library_.year.piece(begin, count)](std::size_t i) {
      return static_cast<int>(year[i] >= first_year_) & static_cast<int>(year[i] <= last_year_);
    });
  if (!query_.genres.empty())
    require([&, genre = library_.genre.piece(begin, count)](std::size_t i) {
      int has_genre = 0;
      for (const std::uint32_t wanted : query_.genres) has_genre |= static_cast<int>(genre[i] == wanted);
      return has_genre;
    });
  if (!query_.artists.empty())
    require(
        [&, artist = library_.artist.piece(begin, count)](std::size_t i) { return says(wanted_artists_, artist[i]); });
  if (query_.avoid_explicit && !library_.obscene.empty())
    require([obscene = library_.obscene.piece(begin, count)](std::size_t i) { return obscene[i] < kExplicitWeight; });
  if (query_.instrumental != Instrumental::allow) {
    const bool wanted = query_.instrumental == Instrumental::only;
    const Instrumentals instrumentals(library_, begin, count);
    require([&](std::size_t i) { return instrumentals.has(i) == wanted; });
  }
  mark_sound(begin, flags);
  if (!query_.left_out.empty()) require([&](std::size_t i) { return !says(left_out_, begin + i); });
}

}  // namespace leitmotif::recommend
