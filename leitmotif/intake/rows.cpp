#include "leitmotif/intake/rows.hpp"

#include <atomic>
#include <system_error>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/corpus/dataset.hpp"
#include "leitmotif/reading/read_lyric.hpp"

namespace leitmotif::intake {

std::vector<Prediction> read_songs(const reading::Reader& reader, std::span<const LabelledSong> songs, unsigned threads,
                                   std::size_t& not_english) {
  constexpr std::size_t kSongsPerRead = 64;
  std::vector<Prediction> predictions(songs.size());
  std::atomic<std::size_t> foreign = 0;
  parallel_for(songs.size(), kSongsPerRead, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      reading::LyricReading read = reading::read_lyric(reader, songs[i].song.lyrics, songs[i].song.form);
      predictions[i] = std::move(read.prediction);
      if (!read.classified) ++foreign;
    }
  });
  not_english += foreign;
  return predictions;
}

std::filesystem::path name_of_share(const std::filesystem::path& file, const Share& share) {
  if (share.is_whole()) return file;
  return std::filesystem::path(file) += ".part-" + std::to_string(share.part) + "-of-" + std::to_string(share.of);
}

std::filesystem::path note_rejects(std::filesystem::path path, const std::vector<Rejected>& rejected) {
  std::error_code ignored;  // a folder that cannot be made, or a file that cannot be removed, shows when it matters
  if (rejected.empty()) {
    std::filesystem::remove(path, ignored);
    return {};
  }
  std::filesystem::create_directories(path.parent_path(), ignored);
  corpus::write_rejects(path, rejected);
  return path;
}

void require_rows(const std::string& source, std::string_view things, std::size_t usable,
                  const std::vector<Rejected>& rejected) {
  if (usable > 0 || rejected.empty()) return;
  const Rejected& first = rejected.front();
  throw Error(ErrorKind::corrupt_data,
              source + ": none of its " + std::to_string(rejected.size()) + " " + std::string(things) +
                  " can be used; the first: " + (first.line > 0 ? "line " + std::to_string(first.line) : first.source) +
                  ": " + first.reason);
}

void rethrow_with_kept(const Error& error, const catalog::ImportCounts& kept) {
  if (error.kind() != ErrorKind::cancelled) throw;
  throw Error(ErrorKind::cancelled, std::string(error.what()) + ": " + std::to_string(kept.imported) +
                                        " songs that were imported and " + std::to_string(kept.updated) +
                                        " that were updated stay");
}

void settle(catalog::Catalog& library, const ImportReport& report, const OnProgress& on_progress) {
  // The songs are there for everybody; what is left makes searching faster.
  try {
    library.settle(on_progress);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::cancelled) throw;
    throw Error(ErrorKind::cancelled,
                std::string(error.what()) + ": everything is imported (" + std::to_string(report.imported) +
                    " songs, " + std::to_string(report.updated) + " updated, " + std::to_string(report.rejected) +
                    " rejected); the next import or `leitmotif serve` goes on with the index of words");
  }
}

}  // namespace leitmotif::intake
