// Generated songs with the words of a model, for benchmarks and tests.
// Flow: model file -> its words of each topic -> SongGenerator -> CSV.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>

namespace leitmotif::engine {

/// Which songs are generated.
struct GenerateRequest {
  std::filesystem::path model;  ///< whose words are used; empty: default_model()
  std::size_t songs = 0;        ///< 1..corpus::kMostGeneratedSongs
  std::uint64_t seed = 0;       ///< the same seed and number of songs: the same bytes
  unsigned threads = 0;         ///< 0: all; changes nothing in the bytes
};

/// Hands a CSV file in the data set's form to `write`, piece by piece; nothing is kept in memory but a piece. A topic
/// of which the model has no words gets invented ones. Throws as load_classifier, ModelFile::load and SongGenerator;
/// unsupported when the model has no words of any of the data set's topics.
void generate_songs(const GenerateRequest& request, const std::function<void(std::string_view)>& write);

}  // namespace leitmotif::engine
