// `leitmotif import`: rows of a CSV file, or lyric files of a folder, into the library.
#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "apps/import_output.hpp"
#include "apps/part.hpp"
#include "leitmotif/answers/answer_tables.hpp"
#include "leitmotif/core/background.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/corpus/csv_dialect.hpp"
#include "leitmotif/corpus/dataset_words.hpp"
#include "leitmotif/intake/import.hpp"

namespace leitmotif::apps {

Command import_command();

namespace {

struct ImportFileWish {
  std::string file;
  bool songbook = false;
  std::string lyrics = "auto";
  std::vector<std::string> columns;  ///< VALUE=NAME
  bool dry_run = false;
  std::string part;
};

corpus::DatasetOptions options_of(const ImportFileWish& wish) {
  corpus::DatasetOptions options = corpus::options_in_words(wish.lyrics, wish.columns);
  options.share = chosen_part(wish.part);
  return options;
}

std::string preview_text(const corpus::DatasetFacts& facts) {
  std::string text = fmt::format("encoding {}, delimiter {}, lyrics {}\n", facts.encoding,
                                 corpus::delimiter_name(facts.delimiter), corpus::form_name(facts));
  for (const corpus::Column& column : facts.columns) {
    const std::string_view value = corpus::slot_name(column.field);
    text += fmt::format("  {:<24} {:<18} {}\n", without_controls(column.name), value.empty() ? "(not read)" : value,
                        column.examples.empty() ? "" : without_controls(column.examples.front()));
  }
  return text;
}

std::string facts_text(const intake::ImportReport& report) {
  const corpus::DatasetFacts& facts = report.facts;
  std::string text;
  if (facts.sung > 0 && !facts.columns.empty())
    text += fmt::format("lyrics: {} as sung, {} cleaned\n", facts.sung, facts.cleaned);
  if (report.not_english > 0)
    text += fmt::format("{} {} in another language: kept, not classified\n", report.not_english,
                        report.not_english == 1 ? "lyric is" : "lyrics are");
  if (facts.instrumental > 0) text += fmt::format("{} instrumental\n", facts.instrumental);
  if (facts.artists_from_titles > 0)
    text += fmt::format("{} {} guessed from a title such as \"Artist - Title\"\n", facts.artists_from_titles,
                        facts.artists_from_titles == 1 ? "artist was" : "artists were");
  if (facts.joined > 0) text += fmt::format("{} rows hold a line of a lyric each: joined by song\n", facts.joined);
  for (const text::Repair repair : facts.repairs) text += fmt::format("the file: {}\n", text::words_of(repair));
  for (const corpus::LeftOut& left_out : facts.left_out)
    text += fmt::format("column {}: {} {} left out; line {}: {}\n", without_controls(left_out.column), left_out.count,
                        left_out.count == 1 ? "value was" : "values were", left_out.line,
                        without_controls(left_out.reason));
  return text;
}

/// Rows of a table, or files of a folder, which has no columns.
std::string_view things_of(const intake::ImportReport& report) {
  return report.facts.columns.empty() ? "files" : "rows";
}

std::string to_text(const intake::ImportReport& report) {
  std::string text;
  if (report.dry_run) {
    text = preview_text(report.facts) + fmt::format(
                                            "{} {} read: {} songs could be imported, {} rejected; nothing was "
                                            "written ({:.2f} s)\n",
                                            report.read, things_of(report), report.imported, report.rejected,
                                            report.seconds);
  } else {
    text = fmt::format("{} {} read: {} songs imported, {} updated, {} rejected ({:.2f} s)\n", report.read,
                       things_of(report), report.imported, report.updated, report.rejected, report.seconds);
  }
  text += facts_text(report);
  if (report.passed_over > 0)
    text += fmt::format("{} music files were passed over: `leitmotif scan` reads them, with their lyrics\n",
                        report.passed_over);
  if (!report.rejects_file.empty())
    text += fmt::format("what was rejected and why: {}\n", report.rejects_file.string());
  return text;
}

intake::ImportReport import_lyrics_of(const ImportFileWish& wish, const General& general) {
  if (wish.lyrics == "cleaned" || !wish.columns.empty())
    throw Error(
        ErrorKind::invalid_argument,
        wish.file + ": is a folder, whose lyrics are read as sung; --lyrics cleaned and --column are for tables");
  const Share share = chosen_part(wish.part);
  if (wish.dry_run) return intake::preview_folder(wish.file, share, progress_line());
  engine::Engine engine = engine::Engine::open(general.settings);
  return engine.import_folder(wish.file, progress_line(), share);
}

intake::ImportReport import_file(const ImportFileWish& wish, const General& general) {
  if (std::filesystem::is_directory(wish.file)) return import_lyrics_of(wish, general);
  const corpus::DatasetOptions options = options_of(wish);
  if (wish.dry_run) return intake::preview_csv(wish.file, options, progress_line());
  engine::Engine engine = engine::Engine::open(general.settings);
  return engine.import_csv(wish.file, progress_line(), options);
}

int run(const ImportFileWish& wish, const General& general) {
  give_way();  // a service may be answering from this library meanwhile
  if (wish.songbook == !wish.file.empty())
    throw Error(ErrorKind::invalid_argument, "import takes either a CSV file, a folder of lyric files, or --songbook");
  if (wish.songbook && (wish.dry_run || !wish.columns.empty() || wish.lyrics != "auto" || !wish.part.empty()))
    throw Error(ErrorKind::invalid_argument, "--songbook takes no --lyrics, --column, --part or --dry-run");
  if (wish.songbook) {
    engine::Engine engine = engine::Engine::open(general.settings);
    show(general, engine.import_songbook(progress_line()));
  } else {
    show(general, import_file(wish, general));
  }
  return 0;
}

}  // namespace

void show(const General& general, const intake::ImportReport& report) {
  show(general, answers::import_report_table(), report, [](const intake::ImportReport& it) { return to_text(it); });
}

Command import_command() {
  const auto wish = std::make_shared<ImportFileWish>();
  return {
      "import",
      "rows of a CSV file, or the lyric files of a folder, into the library",
      {{"DATA.csv", "", "CSV file with a header and a column of lyrics; or a folder of lyric files", &wish->file},
       {"--songbook", "", "the songs that come with the program instead of a file", &wish->songbook},
       {"--lyrics", "FORM",
        "auto: each row's lyric is looked at; sung: as a singer sings them; cleaned: lists of words (default: auto)",
        &wish->lyrics},
       {"--column", "VALUE=NAME", "which column holds a value, such as lyrics=text; may be given several times",
        &wish->columns},
       {"--dry-run", "", "show how the file would be read, and write nothing", &wish->dry_run},
       part_option(wish->part)},
      [wish](const General& general) { return run(*wish, general); }};
}

}  // namespace leitmotif::apps
