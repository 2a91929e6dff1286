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

}  // namespace

Filter::Filter(const Library& library, const Query& query)
    : library_(library),
      query_(query),
      wanted_artists_(table_of(query.artists)),
      left_out_(table_of(query.left_out)),
      lets_all_in_(query.genres.empty() && query.artists.empty() && !query.years && !query.avoid_explicit &&
                   query.instrumental == Instrumental::allow && query.left_out.empty()) {
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

void Filter::mark(std::size_t begin, std::span<std::uint8_t> flags) const {
  std::ranges::fill(flags, std::uint8_t{1});
  if (lets_all_in_) return;
  // One wish after another and without branches, because what a million songs answer cannot be foreseen.
  const auto require = [&](auto matches) {
    for (std::size_t i = 0; i < flags.size(); ++i)
      flags[i] = static_cast<std::uint8_t>(flags[i] & static_cast<std::uint8_t>(matches(begin + i)));
  };
  if (query_.years)
    require([&](std::size_t song) {
      return static_cast<int>(library_.year[song] >= first_year_) & static_cast<int>(library_.year[song] <= last_year_);
    });
  if (!query_.genres.empty())
    require([&](std::size_t song) {
      int has_genre = 0;
      for (const std::uint32_t genre : query_.genres) has_genre |= static_cast<int>(library_.genre[song] == genre);
      return has_genre;
    });
  if (!query_.artists.empty()) require([&](std::size_t song) { return says(wanted_artists_, library_.artist[song]); });
  if (query_.avoid_explicit && !library_.obscene.empty())
    require([&](std::size_t song) { return library_.obscene[song] < kExplicitWeight; });
  // What is not known to be instrumental is not taken for it.
  if (query_.instrumental != Instrumental::allow) {
    const bool wanted = query_.instrumental == Instrumental::only;
    require([&](std::size_t song) {
      return (!library_.instrumental.empty() && library_.instrumental[song] > kInstrumentalness) == wanted;
    });
  }
  if (!query_.left_out.empty()) require([&](std::size_t song) { return !says(left_out_, song); });
}

}  // namespace leitmotif::recommend
