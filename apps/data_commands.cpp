#include "apps/data_commands.hpp"

#include <fmt/format.h>

#include "apps/terminal.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/engine/generate.hpp"

namespace leitmotif::apps {

int run_generate(const Options& options) {
  const GenerateOptions& wish = options.generate;
  engine::GenerateRequest request;
  request.model = options.general.settings.model;
  if (wish.songs < 1) throw Error(ErrorKind::invalid_argument, fmt::format("{} songs are below 1", wish.songs));
  request.songs = static_cast<std::size_t>(wish.songs);
  request.seed = options.general.seed;
  request.threads = options.general.settings.threads;

  if (wish.output == "-") {
    if (options.general.json)
      throw Error(ErrorKind::invalid_argument, "--json says what was written to a file; --output - leaves no place");
    engine::generate_songs(request, [](std::string_view piece) {
      check_stop();
      print(piece);
    });
    return 0;
  }
  AtomicFile file(wish.output);
  std::size_t bytes = 0;
  engine::generate_songs(request, [&](std::string_view piece) {
    check_stop();
    file.write(piece);
    bytes += piece.size();
  });
  file.commit();
  print(options.general.json
            ? Json({{"songs", wish.songs}, {"bytes", bytes}, {"file", wish.output}}).dump(2) + "\n"
            : fmt::format("{} generated songs, for benchmarks and tests: {}\n", wish.songs, wish.output));
  return 0;
}

}  // namespace leitmotif::apps
