// `leitmotif-train evaluate-cold-start`: how well topics are guessed for songs whose lyrics are hidden.
#pragma once

namespace leitmotif::apps {

/// Takes the command line from the word `evaluate-cold-start` on. Gives the exit status; errors leave as
/// leitmotif::Error.
int run_evaluate_cold_start(int argc, const char* const* argv);

}  // namespace leitmotif::apps
