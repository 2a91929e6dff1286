#include "leitmotif/browse/sounds_like.hpp"

#include <string>
#include <utility>

#include "leitmotif/answers/answer_tables.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/top_k.hpp"
#include "leitmotif/library/descriptors.hpp"

namespace leitmotif::browse {

SoundIndex::SoundIndex(std::shared_ptr<const library::Snapshot> snapshot)
    : snapshot_(std::move(snapshot)), descriptors_(library::descriptors_of(*snapshot_)) {
  for (const std::vector<float>& descriptor : descriptors_)
    surroundings_.push_back(descriptor.empty() ? sound::Surroundings{}
                                               : sound::surroundings_of(descriptor, sound::Compared::all_but_loudness));
}

SoundNeighbours SoundIndex::near(std::int64_t song, std::size_t n) const {
  const auto row = snapshot_->row_of(song);
  if (!row) throw Error(ErrorKind::not_found, "there is no song " + std::to_string(song));
  SoundNeighbours answer;
  if (descriptors_.empty() || descriptors_[*row].empty()) return answer;
  answer.listened = true;
  TopK nearest(n);
  for (std::size_t other = 0; other < descriptors_.size(); ++other) {
    if (other == *row || descriptors_[other].empty()) continue;
    const double apart = sound::distance(descriptors_[*row], descriptors_[other], sound::Compared::all_but_loudness);
    const double mutual = sound::mutual_distance(apart, surroundings_[*row], surroundings_[other]);
    nearest.offer({static_cast<float>(-mutual), static_cast<std::uint32_t>(other)});
  }
  for (const ScoredRow& one : nearest.sorted())
    answer.songs.push_back({snapshot_->head(one.row), -static_cast<double>(one.score)});
  return answer;
}

const wire::Table<SoundNeighbours>& sound_neighbours_table() {
  using N = wire::Field<SoundNeighbour>;
  using F = wire::Field<SoundNeighbours>;
  static const wire::Table<SoundNeighbour> row(
      "SoundNeighbour",
      wire::joined(wire::inside<SoundNeighbour>(answers::head_rows<catalog::SongHead>(), &SoundNeighbour::head),
                   {{N::value("distance", &SoundNeighbour::distance,
                              wire::number(0, 1, "how far it sounds: 0 is the same, 1 as far as anything"))}}));
  static const wire::Table<SoundNeighbours> table(
      "SoundNeighbours", {F::value("listened", &SoundNeighbours::listened,
                                   wire::truth("whether the song was listened to; if not, nothing can be compared")),
                          F::list("songs", &SoundNeighbours::songs, row)});
  return table;
}

}  // namespace leitmotif::browse
