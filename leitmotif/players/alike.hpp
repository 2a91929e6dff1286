// Songs like one that another program has, named as that program knows it: for music servers' plugins and for
// OpenSubsonic's questions.
// Flow: a name or id of elsewhere -> the library's songs -> ranked by the engine -> songs with what they are known by.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "leitmotif/answers/answers.hpp"
#include "leitmotif/core/song_reference.hpp"
#include "leitmotif/engine/engine.hpp"
#include "leitmotif/library/song_finder.hpp"
#include "leitmotif/wire/request.hpp"
#include "leitmotif/wire/table.hpp"

namespace leitmotif::players {

/// Takes away the songs that are not wanted.
using Keep = std::function<void(std::vector<answers::RecommendedSong>&)>;

/// At most `count` songs like the seeds together, the likest first, as Engine::rank tells them: none of the seeds, none
/// whose topics are a guess. Of many seeds some speak for all, of several those whose topics are known. Empty when
/// nothing is known of the seeds: another answer would be one to another question. Throws as Engine::rank but for that.
[[nodiscard]] std::vector<answers::RecommendedSong> songs_like(const engine::Engine& engine,
                                                               const std::vector<std::int64_t>& seeds,
                                                               std::size_t count, const Keep& keep);

/// A song, and how much it has of what was asked for.
struct AlikeId {
  std::int64_t song = 0;
  double similarity = 0;  ///< 0..1; -1: not known
};

/// Songs that lead from one to the other, both included; similarity is what their mixtures have in common with the
/// first one's. One song, when both are the same; none when nothing is known of one of them. `count` is brought into
/// 2..recommend::kLongestPath. Throws as Engine::rank but for that.
[[nodiscard]] std::vector<AlikeId> path_between(const engine::Engine& engine, std::int64_t from, std::int64_t to,
                                                std::size_t count);

/// A song as another program knows it. Without a title and ids it stands for all songs of an album, and without an
/// album too for all of an artist.
struct SeedReference : SongReference {
  std::string server_id = {};  ///< of the music server that asks
};

/// The most songs of one answer.
inline constexpr std::size_t kMostAlike = 500;

/// Songs like one.
struct AlikeRequest {
  SeedReference song = {};
  std::string server = {};  ///< as `servers list` names it: only songs that it has are told; empty: all
  std::int64_t n = 50;
};

/// Songs from one to another.
struct PathRequest {
  SeedReference from = {};
  SeedReference to = {};
  std::string server = {};  ///< as AlikeRequest
  std::int64_t n = 25;
};

/// The keys of both. Lifetime: that of the program.
[[nodiscard]] const wire::Request<AlikeRequest>& alike_keys();
[[nodiscard]] const wire::Request<PathRequest>& alike_path_keys();

/// One song of an answer, with all it is known by elsewhere.
struct AlikeSong {
  double similarity = 0;  ///< as AlikeId
  answers::SongLine song;
};

/// The likest first, or along the path; none when nothing is known of what was asked about.
struct AlikeAnswer {
  bool found = false;  ///< the library has what was asked about
  std::vector<AlikeSong> songs;
};

/// Lifetime: that of the program.
[[nodiscard]] const wire::Table<AlikeAnswer>& alike_table();

/// Thread-safe. Lifetime: the engine must outlive it.
class Alike {
 public:
  explicit Alike(const engine::Engine& engine) : engine_(engine) {}

  /// Songs like one song, an album's or an artist's. Throws invalid_argument (nothing is named), not_found (no such
  /// server has songs here), and as songs_like.
  [[nodiscard]] AlikeAnswer like(const AlikeRequest& request) const;
  /// Songs that lead from one song to another. Throws as `like`.
  [[nodiscard]] AlikeAnswer path(const PathRequest& request) const;

 private:
  [[nodiscard]] std::vector<std::int64_t> songs_meant(const SeedReference& meant, const std::string& server) const;
  [[nodiscard]] std::int64_t matched(const SeedReference& meant) const;
  void require_server(const std::string& server) const;
  [[nodiscard]] AlikeAnswer answer(const std::vector<AlikeId>& found) const;
  void read_again() const;

  const engine::Engine& engine_;
  mutable std::mutex mutex_;  ///< guards what is below
  mutable std::int64_t generation_ = -1;
  mutable std::unique_ptr<library::SongFinder> finder_;
  mutable std::set<std::string> servers_;  ///< those that have songs here, as far as they were asked about
};

}  // namespace leitmotif::players
