// `leitmotif export`: the library, or a part of it, with all that is known of each song.
#include <fmt/format.h>

#include <memory>

#include "apps/command.hpp"
#include "apps/json_output.hpp"
#include "apps/kept_file.hpp"
#include "apps/part.hpp"
#include "leitmotif/answers/answer_tables.hpp"
#include "leitmotif/answers/request.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/exchange/export.hpp"

namespace leitmotif::apps {

Command export_command();

namespace {

/// Bytes that are printed at once.
constexpr std::size_t kBytesPerWrite = 1U << 18U;

struct SongsExport {
  exchange::ExportRequest request;
  std::string format;  ///< empty: lines, or one document when JSON is asked for
  std::string output = "-";
  std::string years;
  std::string part;
};

/// Text that goes to a file, which is whole or not there, or to standard output.
class ExportOutput {
 public:
  explicit ExportOutput(const std::string& output) {
    if (output == "-") return;
    kept_ = std::make_unique<KeptFile>(output, Keep::first);
    file_ = std::make_unique<AtomicFile>(output);
  }
  void write(const std::string& text) {
    pending_ += text;
    if (pending_.size() >= kBytesPerWrite) flush();
  }
  void finish() {
    flush();
    if (!file_) return;
    file_->commit();
    kept_->replaced();
  }

 private:
  void flush() {
    if (file_)
      file_->write(pending_);
    else
      print(pending_);
    pending_.clear();
  }
  std::unique_ptr<KeptFile> kept_;  // with a file only, as the next
  std::unique_ptr<AtomicFile> file_;
  std::string pending_;
};

void note(const exchange::ExportNames& names) {
  if (names.from_songbook) warn("the library is empty: the songs that came along are exported");
}

void export_lines(const engine::Engine& engine, const SongsExport& wish) {
  ExportOutput out(wish.output);
  engine.export_songs(
      wish.request,
      {note, [&](const answers::ExportedSong& song) { out.write(answers::exported_song_table().text(song) + "\n"); }},
      progress_line());
  out.finish();
}

void export_document(const engine::Engine& engine, const SongsExport& wish) {
  JsonOutput out(true);
  engine.export_songs(
      wish.request,
      {note, [&](const answers::ExportedSong& song) { out.add(answers::exported_song_table().text(song)); }},
      progress_line());
  out.finish();
}

void export_csv(const engine::Engine& engine, const SongsExport& wish) {
  ExportOutput out(wish.output);
  std::unique_ptr<const exchange::ExportColumns> columns;
  const auto begin = [&](const exchange::ExportNames& names) {
    note(names);
    columns = std::make_unique<const exchange::ExportColumns>(names, wish.request.vectors, wish.request.lyrics);
    if (wish.request.share.part == 1) out.write(columns->head());  // of the parts joined there is one
  };
  engine.export_songs(wish.request, {begin, [&](const answers::ExportedSong& song) { out.write(columns->row(song)); }},
                      progress_line());
  out.finish();
}

void export_arrays(const engine::Engine& engine, SongsExport wish) {
  if (wish.output == "-") throw Error(ErrorKind::invalid_argument, "--format npz needs a file: give one with -o FILE");
  wish.request.vectors = true;
  std::unique_ptr<exchange::ExportArrays> arrays;
  const auto begin = [&](const exchange::ExportNames& names) {
    note(names);
    arrays = std::make_unique<exchange::ExportArrays>(names);
  };
  engine.export_songs(wish.request, {begin, [&](const answers::ExportedSong& song) { arrays->add(song); }},
                      progress_line());
  KeptFile kept(wish.output, Keep::first);
  arrays->write(wish.output);
  kept.replaced();
}

int run_export_songs(SongsExport wish, const General& general) {
  if (!wish.years.empty()) wish.request.years = answers::years_from(wish.years);
  wish.request.share = chosen_part(wish.part);
  const bool is_document = general.json && wish.format.empty() && wish.output == "-";
  if (wish.format.empty()) wish.format = "jsonl";
  if (wish.format != "jsonl") require_place_for_json(general, wish.output);
  const engine::Engine engine = engine::Engine::open(general.settings);
  if (is_document)
    export_document(engine, wish);
  else if (wish.format == "jsonl")
    export_lines(engine, wish);
  else if (wish.format == "csv")
    export_csv(engine, wish);
  else if (wish.format == "npz")
    export_arrays(engine, wish);
  else
    throw Error(ErrorKind::invalid_argument, "--format is jsonl, csv or npz, not '" + wish.format.substr(0, 40) + "'");
  clear_progress();
  if (wish.output != "-") tell_written(general, wish.output);
  return 0;
}

}  // namespace

Command export_command() {
  const auto wish = std::make_shared<SongsExport>();
  return {"export",
          "the library with all that is known of each song",
          {{"--format", "FORMAT", "jsonl (default), csv, or npz for NumPy", &wish->format},
           {"-o,--output", "FILE", "file, or - for standard output (default); what FILE was before is kept as FILE.1",
            &wish->output},
           {"--list", "NAME", "only the songs of a saved list", &wish->request.list},
           {"--genre", "GENRE", "only this genre; may be given several times", &wish->request.genres},
           {"--years", "A-B", "only songs of these years", &wish->years},
           part_option(wish->part),
           {"--lyrics", "", "lyrics as sung, too", &wish->request.lyrics},
           {"--vectors", "", "where each lyric lies by its meaning, too (npz always has it)", &wish->request.vectors}},
          [wish](const General& general) { return run_export_songs(*wish, general); }};
}

}  // namespace leitmotif::apps
