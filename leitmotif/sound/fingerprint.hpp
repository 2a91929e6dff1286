// Which pieces are the same recording, whatever they are encoded as and called.
// Flow: fingerprints of Chromaprint -> their numbers -> pieces that share runs of them -> pairs.
// Source: Chromaprint's packed form (chromaprint 1.5, fingerprint_compressor.cpp); finding by numbers that are equal
// and judging by bits that differ as Haitsma and Kalker 2002, "A highly robust audio fingerprinting system".
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace leitmotif::sound {

/// The numbers of a fingerprint in letters, some eight a second; none for text that is no whole fingerprint.
[[nodiscard]] std::vector<std::uint32_t> fingerprint_numbers(std::string_view text);

/// A piece to be compared.
struct Fingerprinted {
  double seconds = 0;  ///< of the whole piece
  std::vector<std::uint32_t> numbers;
};

/// A piece that sounds as an earlier one.
struct SameRecording {
  std::size_t piece = 0;
  std::size_t as = 0;  ///< the first of those it sounds as
};

/// Pieces that are the same recording as one before them, ascending: as long but for 5 s or 3 %, and of the time that
/// the fingerprints share at least seven seconds and 70 % of the shorter one, with at most a fifth of the bits
/// different. Beginnings may be apart by half a minute. What hardly changes (a tone, silence) is nobody's copy. Cost: a
/// few ms for each thousand pieces of music without copies.
[[nodiscard]] std::vector<SameRecording> same_recordings(std::span<const Fingerprinted> pieces);

}  // namespace leitmotif::sound
