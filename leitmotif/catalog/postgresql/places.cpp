#include "leitmotif/catalog/postgresql/places.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>
#include <vector>

namespace leitmotif::catalog::postgresql {
namespace {

// Limits of a TSVECTOR: postgresql.org/docs/15/textsearch-limitations.html. What is beyond them is not found.
constexpr std::size_t kMostWordBytes = 2000;
constexpr std::size_t kMostPlaces = 255;
constexpr std::size_t kLastPlace = 16383;
constexpr std::size_t kMostBytes = 700'000;
/// No phrase reaches from one text into the next.
constexpr std::size_t kBetweenTexts = 100;
/// A row of fewer words and bytes reached none of the limits but kMostPlaces.
constexpr std::int64_t kSurelyAllWords = 16'000;
constexpr std::size_t kSurelyAllBytes = 600'000;

// Artist, title and the rest have the weights A, B and C: 3, 2 and 1 in the two upper bits of a place.
constexpr unsigned kWeightShift = 14;
constexpr std::size_t column_of(std::uint16_t place) { return 3U - (place >> kWeightShift); }
constexpr unsigned number_of(std::uint16_t place) { return place & 0x3FFFU; }

template <class Number>
void append_number(std::string& bytes, Number number) {
  for (int shift = (static_cast<int>(sizeof number) - 1) * 8; shift >= 0; shift -= 8)
    bytes += static_cast<char>(number >> shift);
}

/// Reads the binary form of a TSVECTOR.
class PlacesReader {
 public:
  explicit PlacesReader(std::string_view bytes) : bytes_(bytes.substr(std::min(bytes.size(), sizeof(std::uint32_t)))) {}

  /// Moves to the next word; false behind the last.
  bool next() {
    bytes_.remove_prefix(std::min(bytes_.size(), places_ * sizeof(std::uint16_t)));
    const std::size_t end = bytes_.find('\0');
    if (end == std::string_view::npos || bytes_.size() - end <= sizeof(std::uint16_t)) return false;
    word_ = bytes_.substr(0, end);
    bytes_.remove_prefix(end + 1);
    places_ = number_at(0);
    bytes_.remove_prefix(sizeof(std::uint16_t));
    return bytes_.size() >= places_ * sizeof(std::uint16_t);
  }
  [[nodiscard]] std::string_view word() const noexcept { return word_; }
  /// How many places the word has.
  [[nodiscard]] std::size_t size() const noexcept { return places_; }
  [[nodiscard]] std::uint16_t place(std::size_t i) const noexcept { return number_at(i * sizeof(std::uint16_t)); }

 private:
  [[nodiscard]] std::uint16_t number_at(std::size_t at) const noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(bytes_[i])); };
    return static_cast<std::uint16_t>(byte(at) << 8U | byte(at + 1));
  }

  std::string_view bytes_;  ///< from the places of the present word on
  std::string_view word_;
  std::size_t places_ = 0;
};

/// Where each word of a phrase stands in one song, in order.
using PlacesOfPhrase = std::vector<std::vector<std::uint16_t>>;

bool is_word(const Phrase& phrase, std::size_t i, std::string_view word) {
  const bool is_beginning = phrase.is_beginning && i + 1 == phrase.words.size();
  return is_beginning ? word.starts_with(phrase.words[i]) : word == phrase.words[i];
}

double weight_of(const Phrase& phrase, PlacesOfPhrase& places, const Weights& weights) {
  const auto by_number = [](std::uint16_t a, std::uint16_t b) { return number_of(a) < number_of(b); };
  for (std::vector<std::uint16_t>& of_word : places) std::ranges::sort(of_word, by_number);
  double weight = 0;
  for (const std::uint16_t first : places.front()) {
    constexpr std::size_t kNames = 2;  // artist and title come first
    const std::size_t column = column_of(first);
    if (column >= weights.size() || (phrase.in_names_only && column >= kNames)) continue;
    bool is_whole = true;
    for (std::size_t i = 1; is_whole && i < places.size(); ++i) {
      const auto at = std::ranges::lower_bound(places[i], number_of(first) + i, {}, number_of);
      is_whole = at != places[i].end() && number_of(*at) == number_of(first) + i;
    }
    if (is_whole) weight += weights[column];
  }
  return weight;
}

}  // namespace

Texts texts_of(const sql::Statement& row, const Index& index) {
  return {row.text(1), row.text(2), row.text(index.third)};
}

SongPlaces places_of(const Texts& texts) {
  SongPlaces row;
  std::map<std::string, std::vector<std::uint16_t>> places;
  std::size_t place = 1;
  std::size_t bytes = 0;
  for (std::size_t text = 0; text < texts.size(); ++text, place += kBetweenTexts)
    for (std::string& word : folded_words(texts[text])) {
      ++row.words;
      const std::size_t here = place++;
      if (word.size() > kMostWordBytes || here > kLastPlace || bytes > kMostBytes) continue;
      const auto [entry, is_new] = places.try_emplace(std::move(word));
      bytes += (is_new ? entry->first.size() + 8 : 0) + sizeof(std::uint16_t);
      if (entry->second.size() < kMostPlaces)
        entry->second.push_back(static_cast<std::uint16_t>((3 - text) << kWeightShift | here));
    }
  append_number(row.places, static_cast<std::uint32_t>(places.size()));
  for (const auto& [word, at] : places) {
    row.places.append(word) += '\0';
    append_number(row.places, static_cast<std::uint16_t>(at.size()));
    for (const std::uint16_t one : at) append_number(row.places, one);
  }
  return row;
}

std::optional<Hits> hits_at(const WordSearch& search, const Weights& weights, const PlacesView& row) {
  if (row.words > kSurelyAllWords || row.places.size() > kSurelyAllBytes) return std::nullopt;
  const std::vector<Phrase>& phrases = search.phrases();
  std::vector<PlacesOfPhrase> places(phrases.size());
  for (std::size_t p = 0; p < phrases.size(); ++p) places[p].resize(phrases[p].words.size());
  PlacesReader reader(row.places);
  while (reader.next())
    for (std::size_t p = 0; p < phrases.size(); ++p)
      for (std::size_t i = 0; i < places[p].size(); ++i) {
        if (!is_word(phrases[p], i, reader.word())) continue;
        if (reader.size() >= kMostPlaces) return std::nullopt;
        for (std::size_t k = 0; k < reader.size(); ++k) places[p][i].push_back(reader.place(k));
      }
  Hits hits{std::vector<double>(phrases.size(), 0), static_cast<double>(row.words)};
  for (std::size_t p = 0; p < phrases.size(); ++p) hits.weight[p] = weight_of(phrases[p], places[p], weights);
  return hits;
}

}  // namespace leitmotif::catalog::postgresql
