#include "apps/data_options.hpp"

#include <fmt/format.h>

#include <utility>

#include "apps/terminal.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::apps {

std::vector<wire::Option> reading_options(DataWish& wish) {
  const std::string group = "Reading the data";
  std::vector<wire::Option> options = {
      {"--text-column", "NAME", "column of the lyrics (default: found by its name, such as lyrics or text)",
       &wish.text_column},
      {"--label-column", "NAME", "column of the labels (default: topic)", &wish.label_column},
      {"--group-column", "NAME", "column of the artists, or whatever must not be both learned from and tested",
       &wish.group_column},
      {"--column", "VALUE=NAME", "where another value stands, such as year=released; may be given several times",
       &wish.columns},
      {"--pipeline", "NAME",
       "corpus: all lyrics are as sung; none: all are words cleaned before (default: each as it is found to be)",
       &wish.pipeline},
      {"--rejects", "FILE.csv", "also write the rows that are left out, with line and reason", &wish.rejects}};
  for (wire::Option& option : options) option.group = group;
  return options;
}

std::vector<wire::Option> source_options(DataWish& wish) {
  const std::string group = "Whose data it is (or in data.toml beside the file)";
  std::vector<wire::Option> options = {{"--data-name", "TEXT", "name of the data set", &wish.source.name},
                                       {"--data-licence", "TEXT", "its licence", &wish.source.licence},
                                       {"--cite", "TEXT", "how it is to be cited", &wish.source.citation}};
  for (wire::Option& option : options) option.group = group;
  return options;
}

wire::Option labelled_data(wire::Target target) {
  return wire::argument("DATA", "CSV of any dialect, TSV or JSON lines with lyrics and labels", std::move(target));
}

wire::Option history_lists(wire::Target target) {
  return {"HISTORIES.jsonl", "",
          R"(lists, a line {"songs":[["artist","title"],...]} each (default: the library's own))", std::move(target)};
}

corpus::DatasetOptions reading_of(const DataWish& wish) {
  corpus::DatasetOptions options;
  if (wish.pipeline == "corpus")
    options.lyrics = corpus::LyricsChoice::sung;
  else if (wish.pipeline == "none")
    options.lyrics = corpus::LyricsChoice::cleaned;
  else if (!wish.pipeline.empty())
    throw Error(ErrorKind::invalid_argument,
                "pipeline '" + without_controls(wish.pipeline) + "' is not known here; known: corpus, none");
  const auto choose = [&](const char* value, const std::string& column) {
    if (!column.empty()) options.columns.push_back({value, column});
  };
  choose("lyrics", wish.text_column);
  choose("topic", wish.label_column);
  choose("artist", wish.group_column);
  for (const std::string& column : wish.columns) options.columns.push_back(corpus::read_column_choice(column));
  return options;
}

void tell_left_out(const DataWish& wish, const std::string& file, const std::vector<Rejected>& rejected) {
  if (!wish.rejects.empty()) corpus::write_rejects(wish.rejects, rejected);
  if (rejected.empty()) return;
  warn(fmt::format("{}: {} of its rows cannot be used and are left out; the first: line {}: {}", file, rejected.size(),
                   rejected[0].line, rejected[0].reason));
}

}  // namespace leitmotif::apps
