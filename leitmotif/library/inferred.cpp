#include "leitmotif/library/inferred.hpp"

#include <algorithm>
#include <cmath>

#include "leitmotif/core/parallel.hpp"
#include "leitmotif/explore/cold_start.hpp"

namespace leitmotif::library {
namespace {

constexpr std::size_t kSongsAPiece = 1024;
constexpr std::int32_t kYearsADecade = 10;

/// The snapshot's songs as the guess wants them.
struct Sources {
  std::vector<std::uint32_t> artist, genre, decade;
  std::vector<float> targets;  ///< [songs x (topics + parts)] probabilities, then the mixture
  std::vector<std::uint8_t> known;
  std::size_t width = 0;
};

Sources sources_of(const Snapshot& snapshot) {
  const recommend::Library& columns = snapshot.columns;
  Sources sources;
  sources.width = columns.topics + columns.parts;
  sources.targets.reserve(columns.size() * sources.width);
  for (std::size_t song = 0; song < columns.size(); ++song) {
    const std::uint32_t artist = columns.artist[song];
    const std::uint32_t genre = columns.genre[song];
    const std::int32_t year = columns.year[song];
    sources.artist.push_back(snapshot.artists[artist].empty() ? explore::kNotKnown : artist);
    sources.genre.push_back(snapshot.genres[genre].empty() ? explore::kNotKnown : genre);
    sources.decade.push_back(year < 0 ? explore::kNotKnown : static_cast<std::uint32_t>(year / kYearsADecade));
    sources.known.push_back(snapshot.counted_words[song] >= kFewWords ? 1 : 0);
    for (std::size_t topic = 0; topic < columns.topics; ++topic)
      sources.targets.push_back(columns.probability_of(song, topic));
    for (const float root : columns.roots_of(song)) sources.targets.push_back(root * root);
  }
  return sources;
}

void write_guess(recommend::Library& columns, std::size_t song, std::span<const float> guess) {
  std::copy_n(guess.begin(), columns.topics,
              columns.probability.begin() + static_cast<std::ptrdiff_t>(song * columns.topics));
  for (std::size_t part = 0; part < columns.parts; ++part)
    columns.root_mixture[song * columns.parts + part] = std::sqrt(std::max(0.0F, guess[columns.topics + part]));
}

}  // namespace

void infer_missing(Snapshot& snapshot, unsigned threads) {
  const auto is_read = [](std::int32_t words) { return words >= kFewWords; };
  const auto read = static_cast<std::size_t>(std::ranges::count_if(snapshot.counted_words, is_read));
  if (read == snapshot.size() || read < kLeastReadSongs) return;
  const Sources sources = sources_of(snapshot);
  explore::ColdStartOptions options;
  options.threads = threads;
  const explore::ColdStart model =
      explore::ColdStart::fit({sources.artist, sources.genre, sources.decade, kAudioFeatures.size(), snapshot.audio,
                               sources.width, sources.targets, sources.known},
                              options);
  snapshot.inferred.assign(snapshot.size(), 0);
  parallel_for(snapshot.size(), kSongsAPiece, threads, [&](std::size_t begin, std::size_t end) {
    std::vector<float> guess(sources.width);
    for (std::size_t song = begin; song < end; ++song) {
      if (sources.known[song] != 0) continue;
      model.guess(song, guess);
      write_guess(snapshot.columns, song, guess);
      snapshot.inferred[song] = 1;
    }
  });
}

}  // namespace leitmotif::library
