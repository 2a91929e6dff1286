// The part `scores` of a library in tables.
#include "leitmotif/catalog/scores.hpp"

#include "leitmotif/catalog/sql/score_rows.hpp"
#include "leitmotif/catalog/sql/state.hpp"

namespace leitmotif::catalog::sql {
namespace {

class ScoresInTables final : public Scores {
 public:
  explicit ScoresInTables(SharedState state) : state_(std::move(state)) {}

  void store(std::string_view model_id, std::span<const SongScores> scores) override {
    state_->write([&](const Database& database) {
      ScoreWriter(database, model_id).write(scores);
      count_change(database, Changed::songs);
    });
  }

  std::optional<Prediction> of(std::string_view model_id, std::int64_t song) const override {
    const State::Reader reader(*state_);
    return read_scores(*reader, model_id, song);
  }

  std::vector<UnscoredSong> unscored(std::string_view model_id, std::int64_t after_id,
                                     std::size_t limit) const override {
    const State::Reader reader(*state_);
    return read_unscored(*reader, model_id, after_id, limit);
  }

  ScoredSongs load(std::string_view model_id) const override {
    const State::Reader reader(*state_);
    return read_all_scores(*reader, model_id);
  }

 private:
  SharedState state_;
};

}  // namespace

std::unique_ptr<Scores> make_scores(SharedState state) { return std::make_unique<ScoresInTables>(std::move(state)); }

}  // namespace leitmotif::catalog::sql
