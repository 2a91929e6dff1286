// `leitmotif data ...`: the music data set.
#include <fmt/format.h>

#include <memory>

#include "apps/import_output.hpp"
#include "apps/json_output.hpp"
#include "apps/kept_file.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/corpus/fetch.hpp"
#include "leitmotif/engine/generate.hpp"
#include "leitmotif/places/locations.hpp"

namespace leitmotif::apps {

Command fetch_command();
Command generate_command();

namespace {

struct FetchWish {
  std::string url;
  std::filesystem::path output;
};

struct GenerateWish {
  std::int64_t songs = 0;
  std::string output = "-";
};

/// What was generated, and where it is.
struct Generated {
  std::int64_t songs = 0;
  std::size_t bytes = 0;
  std::string file;
};

const wire::Table<Generated>& generated_table() {
  using F = wire::Field<Generated>;
  static const wire::Table<Generated> table("Generated", {F::value("songs", &Generated::songs, wire::count()),
                                                          F::value("bytes", &Generated::bytes, wire::count()),
                                                          F::value("file", &Generated::file, wire::any_text())});
  return table;
}

int run_fetch(const FetchWish& wish, const General& general) {
  corpus::FetchOptions fetch;
  if (!wish.url.empty()) fetch.url = wish.url;
  const std::filesystem::path library =
      general.settings.library.empty() ? places::default_library() : general.settings.library;
  fetch.destination = wish.output.empty() ? places::places_of(library).folder / fetch.entry : wish.output;
  const OnProgress show_progress = progress_line();
  fetch.progress = [&](const corpus::DownloadProgress& progress) {
    show_progress({"downloading bytes", progress.done_bytes, progress.total_bytes});
    return true;
  };
  const corpus::FetchResult result = corpus::fetch_dataset(fetch);
  clear_progress();
  say(fmt::format("leitmotif: {} {}\n", fetch.destination.string(),
                  result.already_there ? "was already there and is whole" : "was downloaded and is whole"));
  engine::Engine engine = engine::Engine::open(general.settings);
  show(general, engine.import_csv(fetch.destination, progress_line()));
  return 0;
}

int run_generate(const GenerateWish& wish, const General& general) {
  engine::GenerateRequest request;
  request.model = general.settings.model;
  request.songs = static_cast<std::size_t>(wish.songs);
  request.seed = general.seed;
  request.threads = general.settings.threads;
  require_place_for_json(general, wish.output);
  if (wish.output == "-") {
    engine::generate_songs(request, [](std::string_view piece) {
      check_stop();
      print(piece);
    });
    return 0;
  }
  KeptFile kept(wish.output, Keep::first);
  AtomicFile file(wish.output);
  Generated made{wish.songs, 0, wish.output};
  engine::generate_songs(request, [&](std::string_view piece) {
    check_stop();
    file.write(piece);
    made.bytes += piece.size();
  });
  file.commit();
  kept.replaced();
  show(general, generated_table(), made, [](const Generated& it) {
    return fmt::format("{} generated songs, for benchmarks and tests: {}\n", it.songs, it.file);
  });
  return 0;
}

}  // namespace

Command fetch_command() {
  const auto wish = std::make_shared<FetchWish>();
  return {"data fetch",
          "download the music data set, check it, import it",
          {{"--url", "URL", "where from (default: Kaggle's public download)", &wish->url},
           {"-o,--output", "FILE", "where to (default: beside the library)", &wish->output}},
          [wish](const General& general) { return run_fetch(*wish, general); }};
}

Command generate_command() {
  const auto wish = std::make_shared<GenerateWish>();
  return {"data generate",
          "made-up songs in its form, for benchmarks and tests only",
          {argument("N", "how many songs; the same N and --seed give the same bytes", &wish->songs, {.least = 1}),
           {"-o,--output", "FILE", "CSV file, or - for standard output (default)", &wish->output}},
          [wish](const General& general) { return run_generate(*wish, general); }};
}

}  // namespace leitmotif::apps
