#include "leitmotif/library/inferred.hpp"

#include <algorithm>
#include <cmath>

#include "leitmotif/core/parallel.hpp"
#include "leitmotif/explore/cold_start.hpp"

namespace leitmotif::library {
namespace {

constexpr std::size_t kSongsAPiece = 1024;
constexpr std::int32_t kYearsADecade = 10;

/// The songs as the guess wants them.
struct Sources {
  std::vector<std::uint32_t> artist, genre, decade;
  std::vector<float> targets;  ///< [songs x (topics + parts)] probabilities, then the mixture
  std::vector<std::uint8_t> known;
  std::size_t width = 0;
};

Sources sources_of(const Draft& draft) {
  const catalog::ScoredSongs& songs = draft.songs;
  Sources sources;
  sources.width = draft.topics + draft.parts;
  sources.targets.reserve(draft.size() * sources.width);
  for (std::size_t song = 0; song < draft.size(); ++song) {
    const std::uint32_t artist = songs.artist[song];
    const std::uint32_t genre = songs.genre[song];
    const std::int32_t year = songs.year[song];
    sources.artist.push_back(songs.artists[artist].empty() ? explore::kNotKnown : artist);
    sources.genre.push_back(songs.genres[genre].empty() ? explore::kNotKnown : genre);
    sources.decade.push_back(year < 0 ? explore::kNotKnown : static_cast<std::uint32_t>(year / kYearsADecade));
    sources.known.push_back(songs.counted_words[song] >= kFewWords ? 1 : 0);
    for (std::size_t topic = 0; topic < draft.topics; ++topic)
      sources.targets.push_back(songs.probability[song * draft.topics + topic]);
    for (std::size_t part = 0; part < draft.parts; ++part) {
      const float root = draft.root_mixture[song * draft.parts + part];
      sources.targets.push_back(root * root);
    }
  }
  return sources;
}

void write_guess(Draft& draft, std::size_t song, std::span<const float> guess) {
  std::copy_n(guess.begin(), draft.topics,
              draft.songs.probability.begin() + static_cast<std::ptrdiff_t>(song * draft.topics));
  for (std::size_t part = 0; part < draft.parts; ++part)
    draft.root_mixture[song * draft.parts + part] = std::sqrt(std::max(0.0F, guess[draft.topics + part]));
  draft.flags[song] = static_cast<std::uint8_t>(draft.flags[song] | kInferred);
}

}  // namespace

void infer_missing(Draft& draft, unsigned threads) {
  const auto is_read = [](std::int32_t words) { return words >= kFewWords; };
  const auto read = static_cast<std::size_t>(std::ranges::count_if(draft.songs.counted_words, is_read));
  if (read == draft.size() || read < kLeastReadSongs) return;
  const Sources sources = sources_of(draft);
  const std::vector<float> audio = catalog::rows_of_sounds(draft.songs, kAudioFeatures);
  explore::ColdStartOptions options;
  options.threads = threads;
  const explore::ColdStart model =
      explore::ColdStart::fit({sources.artist, sources.genre, sources.decade, kAudioFeatures.size(), audio,
                               sources.width, sources.targets, sources.known},
                              options);
  parallel_for(draft.size(), kSongsAPiece, threads, [&](std::size_t begin, std::size_t end) {
    std::vector<float> guess(sources.width);
    for (std::size_t song = begin; song < end; ++song) {
      if (sources.known[song] != 0) continue;
      model.guess(song, guess);
      write_guess(draft, song, guess);
    }
  });
}

}  // namespace leitmotif::library
