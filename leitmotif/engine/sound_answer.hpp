// What files sound like, as answers.
// Flow: paths -> sound::listen_to -> SoundAnswer -> its table.
#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "leitmotif/core/progress.hpp"
#include "leitmotif/core/records.hpp"
#include "leitmotif/sound/estimate.hpp"
#include "leitmotif/sound/faults.hpp"
#include "leitmotif/sound/measurement.hpp"
#include "leitmotif/wire/table.hpp"

namespace leitmotif::engine {

/// One file.
struct SoundAnswer {
  std::string file;  ///< as it was given
  sound::Measurement sound;
  std::vector<sound::Estimate> estimates;
  std::vector<sound::Fault> faults;
};

/// What came of a list of files.
struct SoundAnswers {
  std::vector<SoundAnswer> files;  ///< in the order they were given, refused ones left out
  std::vector<Rejected> rejected;
};

/// Listens to files. Throws as sound::listen_to.
[[nodiscard]] SoundAnswers listen(std::span<const std::filesystem::path> files, unsigned threads,
                                  const OnProgress& on_progress);

/// What `leitmotif sound` answers of one file. Lifetime: that of the program.
[[nodiscard]] const wire::Table<SoundAnswer>& sound_answer_table();

}  // namespace leitmotif::engine
