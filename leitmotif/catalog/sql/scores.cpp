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
      ScoreWriter writer(database, model_id);
      Statement find = database.prepare("SELECT 1 FROM songs WHERE id = ?1");
      for (const SongScores& row : scores) {
        if (!find.bind_integer(1, row.id).step()) {
          throw Error(ErrorKind::not_found, state_->name() + ": there is no song " + std::to_string(row.id));
        }
        find.reset();
        writer.write(row.id, row.prediction);
      }
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
