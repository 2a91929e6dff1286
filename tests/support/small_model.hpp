// A model that is small and plain enough to know its answers by heart, for tests that must not depend on what the
// shipped model has learned.
#pragma once

#include <array>
#include <filesystem>
#include <string_view>

namespace leitmotif::testing {

/// The only word the small model knows of each topic, in the order of kTopics. Both pipelines leave these words alone.
inline constexpr std::array<std::string_view, 8> kSmallWords = {"laughter", "drum",     "midnight", "curse",
                                                                "kiss",     "teardrop", "knife",    "history"};

/// Writes a feed-forward network that reads words as they are (pipeline "none"): a lyric with words of one topic only
/// is about that topic with probability e^s / (e^s + 7), s the sharpness; a lyric with two topics evenly is about each
/// with less than one half; other words mean nothing. Another sharpness is another model.
/// Returns the file's path.
std::filesystem::path write_small_model(const std::filesystem::path& file, float sharpness = 8);

}  // namespace leitmotif::testing
