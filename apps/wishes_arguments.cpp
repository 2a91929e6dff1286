#include "apps/wishes_arguments.hpp"

#include <CLI/CLI.hpp>

namespace leitmotif::apps {

void add_wishes(const std::string& command, CLI::App& app, WishesOptions& wish) {
  constexpr const char* kOutput = "file, or - for standard output (default)";
  if (command == "list") return;
  if (command == "train-vectors") {
    app.add_option("DATA.csv", wish.file, "songs with lyrics, as `import` reads them")->required();
    app.add_option("-o,--output", wish.output, "vectors file")->option_text("FILE")->required();
    return;
  }
  app.add_option("NAME", wish.name, "the wish's name")->required();
  if (command == "score") app.add_flag("--jsonl", wish.jsonl, "one JSON object a line (the only form there is)");
  if (command == "export") app.add_option("-o,--output", wish.output, kOutput)->option_text("FILE");
  if (command != "learn") return;
  constexpr const char* kList = "saved list, playlist file, .csv with artist and title, or lines \"ARTIST - TITLE\"";
  app.add_option("--yes", wish.yes, std::string("songs that are meant: ") + kList)->option_text("LIST")->required();
  app.add_option("--no", wish.no, "songs that are not meant, in the same forms")->option_text("LIST")->required();
}

void add_evaluate_people(CLI::App& app, WishesOptions& wish) {
  app.add_option("LABELS.csv", wish.file, "columns wish, artist, title, label (1: people call the song so; 0: not)")
      ->required();
  app.add_option("--html", wish.html, "page to write")->option_text("FILE");
}

}  // namespace leitmotif::apps
