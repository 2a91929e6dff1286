// `leitmotif import`: rows of a CSV file into the library.
#include <fmt/format.h>

#include <memory>

#include "apps/import_output.hpp"
#include "leitmotif/core/background.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/engine/answer_tables.hpp"

namespace leitmotif::apps {

Command import_command();

namespace {

struct ImportFileWish {
  std::string file;
  bool songbook = false;
};

std::string to_text(const engine::ImportReport& report) {
  std::string text = fmt::format("{} rows read: {} songs imported, {} updated, {} rejected ({:.2f} s)\n", report.read,
                                 report.imported, report.updated, report.rejected, report.seconds);
  if (!report.rejects_file.empty()) text += fmt::format("rejected rows and why: {}\n", report.rejects_file.string());
  return text;
}

int run(const ImportFileWish& wish, const General& general) {
  give_way();  // a service may be answering from this library meanwhile
  if (wish.songbook == !wish.file.empty())
    throw Error(ErrorKind::invalid_argument, "import takes either a CSV file or --songbook");
  engine::Engine engine = engine::Engine::open(general.settings);
  show(general,
       wish.songbook ? engine.import_songbook(progress_line()) : engine.import_csv(wish.file, progress_line()));
  return 0;
}

}  // namespace

void show(const General& general, const engine::ImportReport& report) {
  show(general, engine::import_report_table(), report, [](const engine::ImportReport& it) { return to_text(it); });
}

Command import_command() {
  const auto wish = std::make_shared<ImportFileWish>();
  return {"import",
          "rows of a CSV file into the library",
          {{"DATA.csv", "", "CSV file with a header; the column lyrics is needed", &wish->file},
           {"--songbook", "", "the songs that come with the program instead of a file", &wish->songbook}},
          [wish](const General& general) { return run(*wish, general); }};
}

}  // namespace leitmotif::apps
