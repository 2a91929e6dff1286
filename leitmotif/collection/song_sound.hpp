// How a measurement is kept with its song, and read back.
// Flow: sound::Measurement -> catalog::SoundFeature -> ranking, answers, the doctor.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "leitmotif/catalog/sounds.hpp"
#include "leitmotif/sound/measurement.hpp"

namespace leitmotif::collection {

/// What every measurement leaves behind: which content it was made of, and by what version.
[[nodiscard]] bool is_measured(std::span<const catalog::SoundFeature> there, const std::string& digest);

/// Whether a fingerprint was made of what was measured, if there was enough to hear for one. Measurements from before
/// there were fingerprints are as good but for that.
[[nodiscard]] bool was_fingerprinted(std::span<const catalog::SoundFeature> there);

/// The features of a measurement: numbers people may ask for as `measured`, guesses from them as `guessed`, what
/// concerns the file only (`file/...`) and what pieces are compared by (`descriptor/...`). Guesses whose name is
/// `there` already from a data set or from tags are left out. `digest`: of the file's content.
[[nodiscard]] std::vector<catalog::SoundFeature> features_of(const sound::Measurement& measurement,
                                                             const std::string& digest,
                                                             std::span<const catalog::SoundFeature> there);

/// Of a file that cannot be listened to: that it was tried.
[[nodiscard]] std::vector<catalog::SoundFeature> features_of_refusal(const std::string& digest);

/// As much of the measurement as faults and comparing need; nothing when there is none.
[[nodiscard]] std::optional<sound::Measurement> measurement_of(std::span<const catalog::SoundFeature> features);

/// Whether the file was tried and could not be listened to.
[[nodiscard]] bool was_refused(std::span<const catalog::SoundFeature> features);

}  // namespace leitmotif::collection
