// The engine: the one place where the rooms meet. Command line, HTTP and library users reach the same verbs here.
// Flow: files and wishes in; songs with reasons out.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/core/records.hpp"
#include "leitmotif/engine/reader.hpp"
#include "leitmotif/models/score.hpp"
#include "leitmotif/recommend/recommend.hpp"

namespace leitmotif::explore {
struct Analysis;
}

namespace leitmotif::engine {

struct EdaRequest;

struct Settings {
  std::filesystem::path library;  ///< empty: default_library()
  std::filesystem::path model;    ///< empty: default_model()
  unsigned threads = 0;           ///< 0: all processors
};

/// How far a long verb is: `done` of `total`, both 0 when not known.
struct Progress {
  std::string_view what;
  std::size_t done = 0;
  std::size_t total = 0;
};
/// Called from the engine's own thread. May throw Error(cancelled): what was finished before is kept.
using OnProgress = std::function<void(const Progress&)>;

/// What an import did.
struct ImportReport {
  std::size_t read = 0;  ///< rows of the file, rejected ones included
  std::size_t imported = 0;
  std::size_t updated = 0;
  std::size_t rejected = 0;
  std::filesystem::path rejects_file;  ///< empty when nothing was rejected
  double seconds = 0;
};

/// A wish for songs of one topic.
struct RecommendRequest {
  std::string topic;
  std::int64_t n = 10;     ///< 1..10,000
  double threshold = 0.5;  ///< a song counts as being about the topic above this probability
  bool at_random = false;  ///< draw from the songs above the threshold, instead of the most probable ones first
  std::uint64_t seed = 0;  ///< decides the draw
  std::vector<std::string> genres;  ///< any of them; empty: all
  std::optional<recommend::YearRange> years;
  std::int64_t artist_cap = 2;  ///< at most so many songs of one artist while there are others; 0: no cap
};

struct RecommendAnswer {
  RecommendRequest query;
  bool fallback = false;       ///< fewer songs than asked for are above the threshold; others fill the list
  bool from_songbook = false;  ///< the library is empty or not there, so the songs that came along answered
  std::size_t passed = 0;      ///< songs above the threshold
  std::vector<Recommendation> songs;
};

/// One line of a song list, with what the model says about it.
struct SongLine {
  catalog::SongHead head;
  std::string topic;  ///< empty when the model could not tell
};

struct SongList {
  bool from_songbook = false;  ///< the library is empty or not there, so the songs that came along are listed
  std::vector<SongLine> songs;
};

/// How the model did on a file.
struct EvaluateAnswer {
  models::Evaluation evaluation;
  std::vector<Rejected> rejected;  ///< rows that could not be read, and so have no part in it
};

/// A folder that is removed with everything in it.
class TemporaryFolder {
 public:
  /// Throws io.
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
};

/// The program's state: a model, and a library that is opened when a verb first needs it. A verb that only asks
/// answers from the songbook while the library is empty, and says so.
class Engine {
 public:
  /// Loads the model. Throws as Reader::load.
  [[nodiscard]] static Engine open(const Settings& settings);
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;
  ~Engine();

  [[nodiscard]] const Reader& reader() const noexcept { return reader_; }

  /// Rows of a CSV file into the library, each with the model's prediction. Batches of rows are kept or not as a
  /// whole; those reported by `on_progress` are kept whatever happens later. Rejected rows go to a file beside the
  /// library. Throws as corpus::read_dataset and Catalog::add; corrupt_data when no row at all could be used.
  ImportReport import_csv(const std::filesystem::path& file, const OnProgress& on_progress);

  /// The songs that came along into the library.
  ImportReport import_songbook(const OnProgress& on_progress);

  /// Songs about a topic, with the words that spoke for it. Songs the model has not read yet are read first.
  /// Throws invalid_argument (a topic or genre that does not exist, a limit that makes no sense).
  [[nodiscard]] RecommendAnswer recommend(const RecommendRequest& request, const OnProgress& on_progress);

  /// Songs whose artist, title or lyrics hold the words, best first.
  [[nodiscard]] SongList songs(std::string_view words, std::size_t limit, std::size_t offset);

  /// Scores the model on the rows of a CSV file, each of which must have one of the model's labels.
  /// Throws as corpus::read_dataset and features::class_indices.
  [[nodiscard]] EvaluateAnswer evaluate(const std::filesystem::path& file) const;

  /// Explores the library, or the songbook while that is empty. Songs the model has not read yet are read first.
  /// Throws as explore_library (engine/eda.hpp has the request).
  [[nodiscard]] explore::Analysis explore(const EdaRequest& request, const OnProgress& on_progress);

 private:
  Engine(Settings settings, Reader reader);
  /// The person's library, made when missing.
  catalog::Catalog& own_library();
  /// The person's library, or the songbook in a temporary one while that is empty.
  catalog::Catalog& filled_library();
  ImportReport add_songbook();
  void score_unread(catalog::Catalog& library, const OnProgress& on_progress);
  [[nodiscard]] recommend::TopicQuery resolve(const RecommendRequest& request,
                                              const std::vector<std::string>& genres) const;
  [[nodiscard]] Recommendation describe(const catalog::Catalog& library, std::int64_t id, double score,
                                        const std::string& topic) const;

  Settings settings_;
  Reader reader_;
  std::unique_ptr<TemporaryFolder> songbook_folder_;  ///< set while `library_` is the songbook; outlives it
  std::optional<catalog::Catalog> library_;
};

}  // namespace leitmotif::engine
