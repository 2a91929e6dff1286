// `leitmotif library ...`: the library as a whole.
#include <fmt/format.h>

#include <memory>

#include "apps/command.hpp"
#include "leitmotif/engine/library_copy.hpp"

namespace leitmotif::apps {

Command library_copy_command();

namespace {

std::size_t rows_of(const engine::LibraryCopy& copy, std::string_view table) {
  for (const catalog::CopiedRows& one : copy.rows.tables)
    if (one.table == table) return one.rows;
  return 0;
}

std::string to_text(const engine::LibraryCopy& copy) {
  std::string text =
      fmt::format("{}: {} {} songs, {} lists, {} files, {} plays and hearts, {} learned wishes ({:.2f} s)\n", copy.to,
                  copy.rows.was_whole ? "is the whole already:" : "now holds", rows_of(copy, "songs"),
                  rows_of(copy, "lists"), rows_of(copy, "files"), rows_of(copy, "plays"), copy.wishes, copy.seconds);
  if (copy.rows.resumed > 0) text += fmt::format("{} songs were there from an earlier run\n", copy.rows.resumed);
  return text;
}

}  // namespace

Command library_copy_command() {
  struct Places {
    std::string from;
    std::string to;
  };
  const auto places = std::make_shared<Places>();
  return {"library copy",
          "a library with everything in it to another place: a file or postgresql://...",
          {argument("FROM", "a library, which is only read", &places->from),
           argument("TO", "where none is yet; run again when it was stopped, to go on", &places->to)},
          [places](const General& general) {
            const engine::LibraryCopy copy = engine::copy_library(places->from, places->to, progress_line());
            show(general, engine::library_copy_table(), copy,
                 [](const engine::LibraryCopy& copied) { return to_text(copied); });
            return 0;
          }};
}

}  // namespace leitmotif::apps
