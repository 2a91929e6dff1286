// `leitmotif-train reproduce`: everything the paper has, trained and compared.
#pragma once

namespace leitmotif::apps {

/// Takes the command line from the word `reproduce` on. Gives the exit status; errors leave as leitmotif::Error.
int run_reproduce(int argc, const char* const* argv);

}  // namespace leitmotif::apps
