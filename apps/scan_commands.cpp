// `leitmotif scan`, `watch`, `lyrics doctor` and `tags write`: a person's own music.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>

#include "apps/command.hpp"
#include "apps/part.hpp"
#include "leitmotif/answers/answer_tables.hpp"
#include "leitmotif/collection/walk.hpp"
#include "leitmotif/core/background.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::apps {

Command scan_command();
Command watch_command();
Command lyrics_doctor_command();
Command tags_write_command();

namespace {

/// A terminal shows so many refused files; --json has them all.
constexpr std::size_t kShownRows = 20;

struct ScanWish {
  std::filesystem::path folder;
  std::string lyrics_order;  ///< empty: the usual one
  bool by_content = false;
  std::string sound = "yes";
  std::string part;
};

struct TagsWish {
  collection::MoodRequest request;
  bool dry_run = false;
  bool mood = false;
};

collection::ScanRequest request_of(const ScanWish& wish, const General& general) {
  collection::ScanRequest request;
  request.folder = wish.folder;
  request.by_content = wish.by_content;
  if (wish.sound != "yes" && wish.sound != "no")
    throw Error(ErrorKind::invalid_argument, "--sound: expected yes or no, found '" + wish.sound + "'");
  request.sound = wish.sound == "yes";
  request.threads = general.settings.threads;
  if (!wish.lyrics_order.empty()) request.order = collection::parse_lyric_order(wish.lyrics_order);
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
  text += fmt::format("{} new, {} updated, {} unchanged; {} files moved, {} files gone; {:.1f} s\n", report.imported,
                      report.updated, report.unchanged, report.moved, report.gone, report.seconds);
  if (report.measured > 0) text += fmt::format("{} listened to\n", report.measured);
  if (report.not_english > 0) text += fmt::format("{} not English, not classified\n", report.not_english);
  return text + text_of("refused", report.rejected) + text_of("noticed", report.notes);
}

/// What the library holds now, of this folder and of all others, which is what every other command counts.
std::string whole_library(const answers::LibrarySummary& library) {
  if (library.from_songbook) return "";
  return fmt::format("the library now has {} songs{}\n", library.songs,
                     library.gone == 0 ? "" : fmt::format(", {} of them with their files gone", library.gone));
}

/// A folder's songs without words in a few lines: hundreds of them are seldom looked at one by one.
std::string silent_text(const std::string& folder, const std::vector<const collection::Finding*>& findings) {
  constexpr std::size_t kNamed = 3;
  const auto instrumental = std::ranges::count(findings, "instrumental", &collection::Finding::kind);
  const auto missing = static_cast<std::ptrdiff_t>(findings.size()) - instrumental;
  std::string text = fmt::format("{}\n  {} without a lyric, {} marked as instrumental\n", without_controls(folder),
                                 missing, instrumental);
  std::size_t named = 0;
  for (const collection::Finding* finding : findings) {
    if (finding->kind != "no-lyrics") continue;
    if (named++ == kNamed) {
      text += "  and more: see --json\n";
      break;
    }
    text +=
        fmt::format("  no-lyrics: {}\n", without_controls(std::filesystem::path(finding->file).filename().string()));
    if (named == 1) text += fmt::format("  to do: {}\n", finding->advice);
  }
  return text;
}

std::string to_text(const collection::DoctorReport& report) {
  std::string text =
      fmt::format("{} files, {} songs, {} findings\n", report.files, report.songs, report.findings.size());
  for (const auto& [kind, count] : report.counts) text += fmt::format("  {}: {}\n", kind, count);
  std::map<std::string, std::vector<const collection::Finding*>> silent;  // by folder
  for (const collection::Finding& finding : report.findings) {
    if (finding.kind == "no-lyrics" || finding.kind == "instrumental") {
      silent[std::filesystem::path(finding.file).parent_path().string()].push_back(&finding);
      continue;
    }
    text += fmt::format("{}\n  {}: {}\n  to do: {}\n", without_controls(finding.file), finding.kind,
                        without_controls(finding.reason), finding.advice);
  }
  for (const auto& [folder, findings] : silent) text += silent_text(folder, findings);
  return text;
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

int run_scan(const ScanWish& wish, const General& general) {
  give_way();  // a service may be answering from this library meanwhile
  collection::ScanRequest request = request_of(wish, general);
  request.share = chosen_part(wish.part);
  engine::Engine engine = engine::Engine::open(general.settings);
  show(general, answers::scan_report_table(), engine.scan(request, progress_line()),
       [&](const collection::ScanReport& report) { return to_text(report) + whole_library(engine.library()); });
  return 0;
}

int run_watch(const ScanWish& wish, const General& general) {
  give_way();  // a service may be answering from this library meanwhile
  const collection::ScanRequest request = request_of(wish, general);
  engine::Engine engine = engine::Engine::open(general.settings);
  bool first = true;
  const auto on_scan = [&](const collection::ScanReport& report) {
    clear_progress();
    const bool changed = report.imported + report.updated + report.moved + report.gone > 0;
    if (!first && !changed && report.rejected.empty()) return;
    first = false;
    print(general.json ? answers::scan_report_table().text(report) + "\n" : to_text(report));
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

int run_tags_write(const TagsWish& wish, const General& general) {
  if (!wish.mood)
    throw Error(ErrorKind::invalid_argument, "tags write needs to be told what to write; expected --mood");
  collection::MoodRequest request = wish.request;
  request.dry_run = wish.dry_run;
  std::error_code unknown;
  if (!request.folder.empty() && !std::filesystem::is_directory(request.folder, unknown))
    throw Error(ErrorKind::not_found, request.folder.string() + ": there is no such folder");
  engine::Engine engine = engine::Engine::open(general.settings);
  show(general, answers::mood_report_table(), engine.write_moods(request, progress_line()),
       [](const collection::MoodReport& report) { return to_text(report); });
  return 0;
}

int run_lyrics_doctor(const General& general) {
  engine::Engine engine = engine::Engine::open(general.settings);
  show(general, answers::doctor_report_table(), engine.examine_lyrics(),
       [](const collection::DoctorReport& report) { return to_text(report); });
  return 0;
}

std::vector<wire::Option> scan_options(ScanWish& wish) {
  return {argument("FOLDER",
                   "folder with music (.mp3 .flac .ogg .opus .m4a .wav .aiff .wma .ape ...) and lyrics (.lrc .txt)",
                   &wish.folder),
          {"--lyrics-order", "LIST", "where a lyric is looked for, first to last (default: lrc,txt,tag,synced)",
           &wish.lyrics_order},
          {"--by-content", "", "read every file, also those whose size and times are as before", &wish.by_content},
          {"--sound", "yes|no", "whether songs are listened to as well: tempo, key, loudness, likeness (default: yes)",
           &wish.sound}};
}

}  // namespace

Command scan_command() {
  const auto wish = std::make_shared<ScanWish>();
  std::vector<wire::Option> options = scan_options(*wish);
  options.push_back(part_option(wish->part));
  return {"scan", "a person's own music and lyrics into the library", std::move(options),
          [wish](const General& general) { return run_scan(*wish, general); }};
}

Command watch_command() {
  const auto wish = std::make_shared<ScanWish>();
  return {"watch", "scan a folder, and again whenever something in it changes", scan_options(*wish),
          [wish](const General& general) { return run_watch(*wish, general); }};
}

Command lyrics_doctor_command() {
  return {"lyrics doctor", "what is wrong or doubtful about the scanned songs, and what to do", {}, run_lyrics_doctor};
}

Command tags_write_command() {
  const auto wish = std::make_shared<TagsWish>();
  return {"tags write",
          "write what the model says into the tags of scanned files",
          {{"FOLDER", "", "only files below it (default: every scanned file)", &wish->request.folder},
           {"--mood", "", "write the song's topics into the tag MOOD (needed)", &wish->mood},
           {"--dry-run", "", "say what would be written, and write nothing", &wish->dry_run},
           {"--threshold", "P", "least probability of a topic, 0..1 (default: 0.5)", &wish->request.threshold}},
          [wish](const General& general) { return run_tags_write(*wish, general); }};
}

}  // namespace leitmotif::apps
