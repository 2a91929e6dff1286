// Lyric files of a folder into a library.
#include <algorithm>
#include <chrono>
#include <span>
#include <utility>

#include "leitmotif/collection/lyric_folder.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/hex.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/intake/import.hpp"
#include "leitmotif/intake/row_names.hpp"
#include "leitmotif/intake/rows.hpp"
#include "leitmotif/text/song_names.hpp"

namespace leitmotif::intake {
namespace {

constexpr std::size_t kFilesPerBatch = 512;
constexpr std::size_t kFilesPerPiece = 8;

/// Reads the lyric files of a folder, one batch after the other.
class FolderRows {
 public:
  FolderRows(const std::filesystem::path& folder, const Share& share, unsigned threads, const OnProgress& on_progress)
      : folder_(collection::find_lyrics(folder, [](std::size_t) {})), threads_(threads), on_progress_(on_progress) {
    own_ = range_of(share, folder_.songs.size());
    if (share.part != 1) folder_.rejected.clear();
  }

  /// The songs of the next files; nothing behind the last.
  std::vector<LabelledSong> next() {
    std::vector<LabelledSong> songs;
    while (songs.empty() && own_.begin < own_.end) {
      const std::size_t count = std::min(kFilesPerBatch, own_.end - own_.begin);
      std::vector<collection::FolderLyric> lyrics(count);
      parallel_for(count, kFilesPerPiece, threads_, [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i) lyrics[i] = collection::read_lyric(folder_, own_.begin + i);
      });
      for (std::size_t i = 0; i < count; ++i) take(own_.begin + i, std::move(lyrics[i]), songs);
      own_.begin += count;
      done_ += count;
      on_progress_({"reading", done_, folder_.songs.size()});
    }
    return songs;
  }

  [[nodiscard]] const std::vector<Rejected>& rejected() const noexcept { return folder_.rejected; }
  [[nodiscard]] std::size_t passed_over() const noexcept { return folder_.passed_over; }

 private:
  void take(std::size_t number, collection::FolderLyric lyric, std::vector<LabelledSong>& songs) {
    std::string reason = std::move(lyric.refusal);
    if (lyric.song) {
      LabelledSong& song = *lyric.song;
      if (text::is_no_name(song.song.artist) && !song.song.lyrics.empty()) {
        // Songs that say nobody's name are the same only when their files are: "01.txt" is no name of a song.
        constexpr std::size_t kTellingBytes = 8;
        song.apart = hex_of(std::string_view(lyric.digest).substr(0, kTellingBytes));
      } else if (!names_.tell_apart(song).empty()) {
        reason = "has no lyrics, and another file is the same song with them";
      }
    }
    if (reason.empty() && lyric.song)
      songs.push_back(*std::move(lyric.song));
    else
      folder_.rejected.push_back(
          {collection::shown(folder_.files[folder_.songs[number].first].path), 0, std::move(reason)});
  }

  collection::LyricFolder folder_;
  ShareRange own_;
  unsigned threads_;
  const OnProgress& on_progress_;
  RowNames names_;
  std::size_t done_ = 0;
};

/// What the files say together.
void finish(const FolderRows& rows, const std::filesystem::path& folder, ImportReport& report) {
  require_rows(folder.string(), "files", report.imported + report.updated, rows.rejected());
  report.rejected = rows.rejected().size();
  report.passed_over = rows.passed_over();
  report.read = report.imported + report.updated + report.rejected;
  report.facts.encoding = "any";
}

double seconds_from(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

ImportReport import_folder(const std::filesystem::path& folder, const Share& share, const ImportTarget& target,
                           const OnProgress& on_progress) {
  const auto start = std::chrono::steady_clock::now();
  FolderRows rows(folder, share, target.threads, on_progress);
  ImportReport report;
  const auto next = [&] {
    try {
      return rows.next();
    } catch (const Error& error) {
      rethrow_with_kept(error, {report.imported, report.updated});
    }
  };
  for (std::vector<LabelledSong> songs = next(); !songs.empty(); songs = next()) {
    const std::vector<Prediction> predictions = read_songs(target.reader, songs, target.threads, report.not_english);
    const catalog::ImportCounts counts = target.library().songs().add(songs, {target.reader.model().id(), predictions});
    report.imported += counts.imported;
    report.updated += counts.updated;
    report.facts.sung += static_cast<std::size_t>(
        std::ranges::count_if(songs, [](const LabelledSong& song) { return !song.song.lyrics.empty(); }));
  }
  std::filesystem::path name = std::filesystem::absolute(folder).lexically_normal();
  if (name.filename().empty()) name = name.parent_path();
  report.rejects_file = note_rejects(target.places.rejects_of(name_of_share(name, share)), rows.rejected());
  finish(rows, folder, report);
  (void)target.library();
  report.seconds = seconds_from(start);
  settle(target.library(), report, on_progress);
  return report;
}

ImportReport preview_folder(const std::filesystem::path& folder, const Share& share, const OnProgress& on_progress) {
  const auto start = std::chrono::steady_clock::now();
  FolderRows rows(folder, share, 0, on_progress);
  ImportReport report;
  report.dry_run = true;
  for (std::vector<LabelledSong> songs = rows.next(); !songs.empty(); songs = rows.next()) {
    report.imported += songs.size();
    report.facts.sung += songs.size();
  }
  finish(rows, folder, report);
  report.seconds = seconds_from(start);
  return report;
}

}  // namespace leitmotif::intake
