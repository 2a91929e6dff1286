#include "apps/own_commands.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>

#include "apps/terminal.hpp"
#include "leitmotif/collection/doctor.hpp"
#include "leitmotif/collection/moods.hpp"
#include "leitmotif/collection/scan.hpp"
#include "leitmotif/collection/walk.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/engine/answers_json.hpp"
#include "leitmotif/engine/engine.hpp"

namespace leitmotif::apps {
namespace {

using engine::to_json;

/// A terminal shows so many refused files; --json has them all.
constexpr std::size_t kShownRows = 20;

collection::ScanRequest request_of(const Options& options) {
  collection::ScanRequest request;
  request.folder = options.scan.folder;
  request.by_content = options.scan.by_content;
  request.threads = options.general.settings.threads;
  if (!options.scan.lyrics_order.empty()) request.order = collection::parse_lyric_order(options.scan.lyrics_order);
  return request;
}

std::string text_of(const char* heading, const std::vector<Rejected>& rows) {
  if (rows.empty()) return {};
  std::string text = fmt::format("{} ({}):\n", heading, rows.size());
  for (std::size_t i = 0; i < rows.size() && i < kShownRows; ++i)
    text += fmt::format("  {}: {}\n", without_controls(rows[i].source), without_controls(rows[i].reason));
  if (rows.size() > kShownRows) text += fmt::format("  and {} more: see --json\n", rows.size() - kShownRows);
  return text;
}

std::string to_text(const collection::ScanReport& report) {
  std::string text = fmt::format("{} files, {} songs: {} with lyrics, {} instrumental, {} without lyrics\n",
                                 report.files, report.songs, report.with_lyrics, report.instrumental,
                                 report.songs - std::min(report.songs, report.with_lyrics + report.instrumental));
  text += fmt::format("{} new, {} updated, {} unchanged; {} files moved, {} gone; {:.1f} s\n", report.imported,
                      report.updated, report.unchanged, report.moved, report.gone, report.seconds);
  if (report.not_english > 0) text += fmt::format("{} not English, not classified\n", report.not_english);
  return text + text_of("refused", report.rejected) + text_of("noticed", report.notes);
}

Json to_json(const collection::DoctorReport& report) {
  Json json = {
      {"files", report.files}, {"songs", report.songs}, {"counts", report.counts}, {"findings", Json::array()}};
  for (const collection::Finding& finding : report.findings)
    json["findings"].push_back({{"kind", finding.kind},
                                {"file", finding.file},
                                {"song", finding.song == 0 ? Json(nullptr) : Json(finding.song)},
                                {"artist", finding.artist},
                                {"title", finding.title},
                                {"reason", finding.reason},
                                {"advice", finding.advice}});
  return json;
}

std::string to_text(const collection::DoctorReport& report) {
  std::string text =
      fmt::format("{} files, {} songs, {} findings\n", report.files, report.songs, report.findings.size());
  for (const auto& [kind, count] : report.counts) text += fmt::format("  {}: {}\n", kind, count);
  for (const collection::Finding& finding : report.findings)
    text += fmt::format("{}\n  {}: {}\n  to do: {}\n", without_controls(finding.file), finding.kind,
                        without_controls(finding.reason), finding.advice);
  return text;
}

Json to_json(const collection::MoodReport& report) {
  Json json = {{"dry_run", report.dry_run},
               {"files", report.files},
               {"unchanged", report.unchanged},
               {"changes", Json::array()},
               {"rejected", engine::to_json(report.rejected)}};
  for (const collection::MoodChange& change : report.changes)
    json["changes"].push_back({{"file", collection::shown(change.file)},
                               {"before", change.before},
                               {"after", change.after},
                               {"written", change.written}});
  return json;
}

std::string joined(const std::vector<std::string>& values) {
  return values.empty() ? std::string("nothing") : fmt::format("{}", fmt::join(values, "; "));
}

std::string to_text(const collection::MoodReport& report) {
  std::string text;
  for (const collection::MoodChange& change : report.changes)
    text += fmt::format("{}\n  MOOD: {} -> {}\n", without_controls(collection::shown(change.file)),
                        without_controls(joined(change.before)), without_controls(joined(change.after)));
  text += fmt::format("{} files: {} {}, {} unchanged\n", report.files, report.changes.size(),
                      report.dry_run ? "would be written" : "written", report.unchanged);
  return text + text_of("refused", report.rejected);
}

template <class Answer>
void show(const Options& options, const Answer& answer) {
  clear_progress();
  print(options.general.json ? to_json(answer).dump(2) + "\n" : to_text(answer));
}

}  // namespace

int run_scan(const Options& options) {
  const collection::ScanRequest request = request_of(options);
  engine::Engine engine = engine::Engine::open(options.general.settings);
  show(options, engine.scan(request, progress_line()));
  return 0;
}

int run_watch(const Options& options) {
  const collection::ScanRequest request = request_of(options);
  engine::Engine engine = engine::Engine::open(options.general.settings);
  bool first = true;
  const auto on_scan = [&](const collection::ScanReport& report) {
    clear_progress();
    const bool changed = report.imported + report.updated + report.moved + report.gone > 0;
    if (!first && !changed && report.rejected.empty()) return;
    first = false;
    print(options.general.json ? to_json(report).dump() + "\n" : to_text(report));
    flush_output();
  };
  try {
    engine.watch(request, progress_line(), on_scan);
  } catch (const Error& error) {
    // Somebody asked it to stop, which is how watching ends.
    if (error.kind() != ErrorKind::cancelled) throw;
    clear_progress();
    return 0;
  }
}

int run_tags_write(const Options& options) {
  if (!options.tags_write.mood)
    throw Error(ErrorKind::invalid_argument, "tags write needs to be told what to write; expected --mood");
  collection::MoodRequest request;
  request.threshold = options.tags_write.threshold;
  request.dry_run = options.tags_write.dry_run;
  request.folder = options.tags_write.folder;
  engine::Engine engine = engine::Engine::open(options.general.settings);
  show(options, engine.write_moods(request, progress_line()));
  return 0;
}

int run_lyrics_doctor(const Options& options) {
  engine::Engine engine = engine::Engine::open(options.general.settings);
  show(options, engine.examine_lyrics());
  return 0;
}

}  // namespace leitmotif::apps
