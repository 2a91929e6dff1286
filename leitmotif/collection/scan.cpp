#include "leitmotif/collection/scan.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <iterator>
#include <set>
#include <unordered_map>

#include "leitmotif/catalog/files.hpp"
#include "leitmotif/collection/paired_by_names.hpp"
#include "leitmotif/collection/read_song.hpp"
#include "leitmotif/core/hex.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/reading/read_lyric.hpp"
#include "leitmotif/text/song_names.hpp"

namespace leitmotif::collection {
namespace {

namespace fs = std::filesystem;
using catalog::FileRow;
using collection::FoundFile;
using collection::SongSource;

/// One transaction: large enough to be fast, small enough that memory stays small and little is read again after an
/// interruption.
constexpr std::size_t kFilesPerBatch = 256;
constexpr std::size_t kFilesPerPiece = 8;
constexpr std::size_t kFilesPerReport = 1000;

bool is_gone(const fs::path& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

/// A song that was read, and what the model says about it.
struct ReadSong {
  collection::OwnSong own;
  reading::LyricReading lyric;
};

class Scan {
 public:
  Scan(catalog::Catalog& library, const reading::Reader& reader, const ScanRequest& request,
       const OnProgress& on_progress)
      : library_(library), reader_(reader), request_(request), on_progress_(on_progress) {}

  ScanReport run() {
    const auto start = std::chrono::steady_clock::now();
    collection::Walk walk = collection::walk_folder(request_.folder, [&](std::size_t found) {
      if (found % kFilesPerReport == 0) on_progress_({"looking for files", found, 0});
    });
    files_ = std::move(walk.files);
    if (is_first()) {
      report_.rejected = std::move(walk.rejected);
      report_.notes = std::move(walk.notes);
    }
    for (FileRow& row : library_.files().below(fs::canonical(request_.folder)))
      known_.emplace(row.path.native(), std::move(row));
    nothing_was_known_ = known_.empty() && library_.songs().empty();
    if (is_first()) note_unlisted(walk.unlisted);
    const std::vector<SongSource> to_read = changed(own_sources());
    // Before reading, so that a song whose music went away does not count as that file's any more.
    const std::vector<std::int64_t> gone = mark_gone();
    read(to_read);
    if (is_first())
      report_.gone =
          static_cast<std::size_t>(std::ranges::count_if(gone, [&](auto id) { return !claimed_.contains(id); }));
    report_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return std::move(report_);
  }

 private:
  /// What is said of the folder as a whole, the first share says.
  [[nodiscard]] bool is_first() const { return request_.share.part == 1; }

  static std::size_t files_of(std::span<const SongSource> sources) {
    std::size_t files = 0;
    for (const SongSource& source : sources) files += 1 + (source.owns_lyrics ? source.lyrics.size() : 0);
    return files;
  }

  /// The songs of the share, and the files that are theirs, counted.
  std::vector<SongSource> own_sources() {
    std::vector<SongSource> sources = paired_by_names(collection::song_sources(files_), files_, request_.threads);
    if (request_.share.is_whole()) {
      report_.files = files_.size();
      return sources;
    }
    const ShareRange own = range_of(request_.share, sources.size());
    report_.files = is_first() ? files_.size() - files_of(sources) : 0;
    std::vector<SongSource> mine(std::make_move_iterator(sources.begin() + static_cast<std::ptrdiff_t>(own.begin)),
                                 std::make_move_iterator(sources.begin() + static_cast<std::ptrdiff_t>(own.end)));
    report_.files += files_of(mine);
    for (const SongSource& source : mine) report_.covered.push_back(files_[source.first].path);
    std::ranges::sort(report_.covered);
    return mine;
  }

  /// Keeps which folders cannot be listed, for the doctor, and forgets those that can be listed again.
  void note_unlisted(const std::vector<collection::UnlistedFolder>& folders) {
    std::vector<FileRow> rows;
    std::set<std::string_view> unlisted;
    for (const collection::UnlistedFolder& folder : folders) {
      FileRow row;
      if (const FileRow* there = known(folder.path)) row.id = there->id;
      row.path = folder.path;
      row.kind = catalog::FileKind::other;
      row.refusal = folder.reason;
      unlisted.insert(folder.path.native());
      rows.push_back(std::move(row));
    }
    for (auto& [path, row] : known_) {
      if (unlisted.contains(path) || !row.refusal.starts_with(collection::kCannotList)) continue;
      row.refusal.clear();
      rows.push_back(row);
    }
    if (!rows.empty()) library_.files().note(rows);
  }

  const FileRow* known(const fs::path& path) const {
    const auto found = known_.find(path.native());
    return found == known_.end() ? nullptr : &found->second;
  }

  /// The songs that have to be read; the others are counted.
  std::vector<SongSource> changed(std::vector<SongSource> sources) {
    std::vector<SongSource> changed;
    std::vector<FileRow> back;
    for (SongSource& source : sources) {
      const FileRow* row = known(files_[source.first].path);
      const bool same = row != nullptr && !request_.by_content &&
                        row->fingerprint == collection::fingerprint_of(source, files_, request_.order);
      if (!same) {
        changed.push_back(std::move(source));
        continue;
      }
      ++report_.unchanged;
      count_unchanged(*row, back);
      for (const std::size_t i : source.lyrics)
        if (const FileRow* lyric = known(files_[i].path); lyric != nullptr && source.owns_lyrics)
          count_refusal(*lyric, back);
    }
    if (!back.empty()) library_.files().note(back);
    return changed;
  }

  void count_unchanged(const FileRow& row, std::vector<FileRow>& back) {
    count_refusal(row, back);
    if (!row.song) return;
    ++report_.songs;
    if (!row.lyrics_from.empty()) ++report_.with_lyrics;
    if (const auto details =
            row.lyrics_from.empty() ? library_.files().facts_of({&*row.song, 1}).front() : std::nullopt)
      report_.instrumental += details->instrumental ? 1U : 0U;
  }

  /// Lists what is still refused, and takes a vanished file that is there again into `back`.
  void count_refusal(const FileRow& row, std::vector<FileRow>& back) {
    if (!row.refusal.empty()) say(row);
    if (!row.gone) return;
    back.push_back(row);
    back.back().gone = false;
  }

  /// A file that could not be used is refused; one that is no lyric is passed over.
  void say(const FileRow& row) {
    (row.kind == catalog::FileKind::other ? report_.notes : report_.rejected)
        .push_back({collection::shown(row.path), 0, row.refusal});
  }

  /// Of several languages beside one song, which was taken.
  void say_language(const SongSource& source, const collection::OwnSong& own) {
    if (!own.lyric_file || !source.owns_lyrics) return;
    for (const std::size_t i : source.lyrics)
      if (i != *own.lyric_file && files_[i].path.extension() == files_[*own.lyric_file].path.extension())
        report_.notes.push_back(
            {collection::shown(files_[i].path), 0,
             "is not used: the lyric is from " + collection::shown(files_[*own.lyric_file].path.filename())});
  }

  void read(const std::vector<SongSource>& sources) {
    for (std::size_t begin = 0; begin < sources.size(); begin += kFilesPerBatch) {
      const std::size_t count = std::min(kFilesPerBatch, sources.size() - begin);
      const std::span<const SongSource> batch(sources.data() + begin, count);
      std::vector<ReadSong> songs(count);
      parallel_for(count, kFilesPerPiece, request_.threads, [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i) songs[i] = read_one(batch[i]);
      });
      write(batch, songs);
      on_progress_({"scanning", begin + count, sources.size()});
    }
  }

  ReadSong read_one(const SongSource& source) const {
    ReadSong song{collection::read_song(source, files_, request_.order), {}};
    if (!song.own.usable) return song;
    const Song& read = song.own.song.song;
    song.lyric = reading::read_lyric(reader_, read.lyrics, read.form);
    return song;
  }

  void write(std::span<const SongSource> sources, std::span<ReadSong> songs) {
    std::vector<catalog::ScannedSong> scanned;
    std::vector<FileRow> refused;
    for (std::size_t i = 0; i < songs.size(); ++i) {
      std::vector<FileRow> rows = rows_of(sources[i], songs[i].own);
      say_language(sources[i], songs[i].own);
      if (songs[i].own.usable && !songs[i].own.changed) {
        count(songs[i]);
        keep_apart(songs[i].own);
        scanned.push_back({std::move(songs[i].own.song), details_of(songs[i]), std::move(rows),
                           std::move(songs[i].lyric.prediction)});
      } else {
        refused.insert(refused.end(), rows.begin(), rows.end());
      }
    }
    const catalog::ImportCounts counts = library_.files().add_scanned(scanned, reader_.model().id());
    if (!refused.empty()) library_.files().note(refused);
    report_.imported += counts.imported;
    report_.updated += counts.updated;
  }

  /// Songs that say nobody's name are the same only when their files are: "01.mp3" is no name of a song.
  static void keep_apart(collection::OwnSong& own) {
    constexpr std::size_t kTellingBytes = 8;
    if (text::is_no_name(own.song.song.artist))
      own.song.apart = hex_of(own.files.front().digest.substr(0, kTellingBytes));
  }

  void count(const ReadSong& song) {
    ++report_.songs;
    report_.with_lyrics += song.own.lyrics_from ? 1U : 0U;
    report_.instrumental += song.own.instrumental ? 1U : 0U;
    report_.not_english += song.lyric.classified ? 0U : 1U;
  }

  static catalog::SongFacts details_of(const ReadSong& song) {
    const collection::MusicTags& tags = song.own.tags;
    catalog::SongFacts details;
    details.album = tags.album.empty() ? song.own.song.album : tags.album;
    details.album_artist = tags.album_artist;
    details.disc = tags.disc;
    details.track = tags.track;
    details.length_ms = tags.length_ms;
    details.language = song.own.lyrics_from ? song.lyric.language.code : tags.language;
    details.instrumental = song.own.instrumental;
    details.classified = song.lyric.classified;
    details.ids = tags.ids;
    return details;
  }

  std::vector<FileRow> rows_of(const SongSource& source, const collection::OwnSong& own) {
    std::vector<FileRow> rows;
    for (const collection::ReadFile& read : own.files) {
      const bool first = read.file == source.first;
      if (!first && !source.owns_lyrics) continue;
      FileRow row = row_of(read);
      if (!row.refusal.empty()) say(row);
      if (read.vanished && row.id == 0) continue;
      if (first && !own.usable && !own.changed) row.song.reset();
      if (first && !own.changed) row.fingerprint = collection::fingerprint_of(source, files_, request_.order);
      if (first && own.lyrics_from) row.lyrics_from = collection::name_of(*own.lyrics_from);
      rows.push_back(std::move(row));
    }
    // Lyric files that were not looked at, because one before them won, are known all the same.
    for (const std::size_t i : source.lyrics)
      if (source.owns_lyrics && std::ranges::find(own.files, i, &collection::ReadFile::file) == own.files.end())
        rows.push_back(row_of({i, files_[i].stamp, {}, {}, {}, {}, false}));
    return rows;
  }

  /// The row of a file: the known one of its path, that of a file with the same content which is gone from its place,
  /// or a new one.
  FileRow row_of(const collection::ReadFile& read) {
    const FoundFile& file = files_[read.file];
    FileRow row;
    if (const FileRow* there = known(file.path)) {
      row.id = there->id;
      row.song = there->song;
    } else if (const FileRow* before = moved_from(read.digest)) {
      row.id = before->id;
      row.song = before->song;
      claimed_.insert(before->id);
      ++report_.moved;
    }
    row.path = file.path;
    row.kind = file.is_music ? catalog::FileKind::music : catalog::FileKind::lyrics;
    row.size_bytes = read.stamp.size_bytes;
    row.mtime_ns = read.stamp.mtime_ns;
    row.ctime_ns = read.stamp.ctime_ns;
    row.digest = read.digest;
    row.refusal = read.refusal;
    row.repairs = read.repairs;
    if (!read.stray.empty()) {
      row.kind = catalog::FileKind::other;
      row.refusal = "is " + read.stray + " and no lyric; passed over";
    }
    row.gone = read.vanished;
    return row;
  }

  const FileRow* moved_from(const std::string& digest) {
    if (digest.empty() || nothing_was_known_) return nullptr;
    for (FileRow& row : library_.files().with_digest(digest))
      if (!claimed_.contains(row.id) && is_gone(row.path)) {
        before_ = std::move(row);
        return &before_;
      }
    return nullptr;
  }

  /// Marks what is no longer there; gives the numbers of these rows.
  std::vector<std::int64_t> mark_gone() {
    std::set<std::string_view> there;
    for (const FoundFile& file : files_) there.insert(file.path.native());
    std::vector<FileRow> gone;
    std::vector<std::int64_t> ids;
    for (auto& [path, row] : known_) {
      const bool is_folder = row.kind == catalog::FileKind::other && row.digest.empty();
      if (row.gone || is_folder || there.contains(path) || !is_gone(path)) continue;
      row.gone = true;
      gone.push_back(row);
      ids.push_back(row.id);
    }
    if (!gone.empty()) library_.files().note(gone);
    return ids;
  }

  catalog::Catalog& library_;
  const reading::Reader& reader_;
  const ScanRequest& request_;
  const OnProgress& on_progress_;
  ScanReport report_;
  std::vector<FoundFile> files_;
  std::unordered_map<std::string, FileRow> known_;  // by path
  bool nothing_was_known_ = false;                  // no file can have moved
  std::set<std::int64_t> claimed_;                  // rows of files that moved
  FileRow before_;
};

}  // namespace

ScanReport scan(catalog::Catalog& library, const reading::Reader& reader, const ScanRequest& request,
                const OnProgress& on_progress) {
  return Scan(library, reader, request, on_progress).run();
}

}  // namespace leitmotif::collection
