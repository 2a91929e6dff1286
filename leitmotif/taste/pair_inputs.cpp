#include "leitmotif/taste/pair_inputs.hpp"

#include <algorithm>
#include <cmath>

#include "leitmotif/taste/dot.hpp"

namespace leitmotif::taste {
namespace {

/// Weights of EASE are hundredths; the log after this factor spreads them.
constexpr float kExactScale = 50;
/// Counts below this say little of how often two songs share a list.
constexpr float kFewLists = 10;

/// How many numbers two ascending rows share.
float shared(const SparseMatrix& matrix, std::size_t a, std::size_t b) {
  const std::span<const Item> one = items_of(matrix, a);
  const std::span<const Item> other = items_of(matrix, b);
  std::size_t count = 0;
  for (std::size_t i = 0, j = 0; i < one.size() && j < other.size();) {
    count += one[i] == other[j] ? 1U : 0U;
    const bool step_both = one[i] == other[j];
    if (step_both || one[i] < other[j]) {
      ++i;
      if (step_both) ++j;
    } else {
      ++j;
    }
  }
  return static_cast<float>(count);
}

float length_of(const SparseMatrix& matrix, std::size_t row) {
  return static_cast<float>(matrix.row_begin[row + 1] - matrix.row_begin[row]);
}

/// The cosine of two rows of ones, pulled to 0 where there is little of them.
float cosine_of(const SparseMatrix& matrix, std::size_t a, std::size_t b, float shared_lists) {
  return shared_lists / (std::sqrt(length_of(matrix, a) * length_of(matrix, b)) + kFewLists);
}

/// The lists with the numbers of their songs' artists.
SparseMatrix lists_of_artists(const SparseMatrix& lists, const KnownSongs& songs) {
  std::vector<std::vector<Item>> artists(lists.rows());
  for (std::size_t list = 0; list < lists.rows(); ++list)
    for (const Item item : items_of(lists, list)) artists[list].push_back(songs.artist[item]);
  return lists_of(artists, songs.artists());
}

}  // namespace

PairReader::PairReader(const Blend& blend, const SparseMatrix& lists)
    : blend_(blend), of_song_(transposed(lists)), of_artist_(transposed(lists_of_artists(lists, blend.songs()))) {}

void PairReader::write_link(Item liked, Item song, float* out) const {
  const ContentRows& rows = blend_.content();
  const ImplicitAls& factors = blend_.factors();
  const std::span<const float> place = factors.row_of(liked);
  const std::span<const float> other = factors.row_of(song);
  const float lengths =
      dot_product(place.data(), place.data(), place.size()) * dot_product(other.data(), other.data(), other.size());
  const float both = shared(of_song_, liked, song);
  const std::vector<float> content = rows.rows_of(std::array{liked, song});
  const auto alike = [&](std::size_t begin, std::size_t end) {
    return dot_product(content.data() + begin, content.data() + rows.width() + begin, end - begin);
  };
  const std::uint32_t artist = blend_.songs().artist[liked];
  const std::uint32_t other_artist = blend_.songs().artist[song];
  const float exact = blend_.exact_weight(liked, song);
  const std::array<float, kLinkNumbers> numbers = {
      std::copysign(std::log1p(kExactScale * std::abs(exact)), exact),
      lengths > 0 ? dot_product(place.data(), other.data(), place.size()) / std::sqrt(lengths) : 0,
      cosine_of(of_song_, liked, song, both),
      std::log1p(both),
      alike(0, rows.sound()),
      alike(rows.sound(), rows.era()),
      alike(rows.era(), rows.genre()),
      alike(rows.genre(), rows.meaning()),
      artist == other_artist ? 1.0F : 0.0F,
      cosine_of(of_artist_, artist, other_artist, shared(of_artist_, artist, other_artist)),
      std::log1p(length_of(of_song_, liked))};
  std::ranges::copy(numbers, out);
}

PairInput PairReader::read(const PairJudge& judge, Item song) const {
  PairInput input;
  input.links.resize(judge.liked().size() * kLinkNumbers);
  for (std::size_t k = 0; k < judge.liked().size(); ++k)
    write_link(judge.liked()[k], song, input.links.data() + k * kLinkNumbers);
  const BlendParts parts = judge.parts(song);
  const float lists = length_of(of_song_, song);
  input.song = {judge.logit(song),
                parts.together,
                parts.artist,
                judge.content(song),
                std::log1p(lists),
                std::log1p(length_of(of_artist_, blend_.songs().artist[song])),
                lists > 0 ? 1.0F : 0.0F,
                std::log1p(static_cast<float>(judge.liked().size()))};
  return input;
}

}  // namespace leitmotif::taste
