// What a user asks training for.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace leitmotif::training {

/// Which songs may influence what.
enum class Protocol {
  honest,  ///< vectorizer, epoch and temperature see training rows only; the test file is scored once, at the end
  paper,   ///< as the paper did: the vectorizer sees the test songs, which also serve as the validation part
};

/// Throws invalid_argument listing the known names.
[[nodiscard]] Protocol parse_protocol(std::string_view name);
/// "honest" or "paper".
[[nodiscard]] std::string_view name(Protocol protocol) noexcept;

/// Which model is trained on which songs.
struct TrainRequest {
  std::string model = "ffnn";                 ///< kind of network
  std::filesystem::path data;                 ///< CSV with lyrics and topic
  std::filesystem::path output;               ///< model file to write
  std::optional<std::filesystem::path> test;  ///< CSV that is scored at the end
  Protocol protocol = Protocol::honest;
  double held_out = 0.1;   ///< honest: share of the rows for validation; paper without a test file: for testing
  int epochs = 0;          ///< 0: as many as the paper
  std::uint64_t seed = 0;  ///< decides split, initial weights and order
  unsigned threads = 0;    ///< 0: all processors
};

}  // namespace leitmotif::training
