#include "leitmotif/training/cross_validation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "leitmotif/core/json.hpp"
#include "leitmotif/training/data_checks.hpp"
#include "leitmotif/training/linear/kinds.hpp"
#include "leitmotif/training/runs.hpp"
#include "leitmotif/training/tune.hpp"
#include "support/expect_error.hpp"
#include "support/matchers.hpp"
#include "support/temporary_folder.hpp"
#include "training/laboratory_songs.hpp"

namespace leitmotif::training {
namespace {

const OnTraining kQuiet = [](std::size_t, std::size_t) {};

class Laboratory : public ::testing::Test {
 protected:
  /// A request about made-up songs, with the columns they have.
  [[nodiscard]] TrainRequest request(const std::string& model, const std::string& tsv) const {
    TrainRequest request;
    request.model = model;
    request.data = folder_.write("songs.tsv", tsv);
    request.output = folder_.path() / "model";
    request.reading.columns = {{"lyrics", "words"}, {"topic", "mood"}, {"artist", "band"}};
    return request;
  }
  [[nodiscard]] static TrainReport trained(const TrainRequest& request) {
    return train(request, linear_kinds(), [](const auto&) {});
  }
  [[nodiscard]] static const NetworkKind& kind(const std::string& name) { return find_kind(name, linear_kinds()); }

  testing::TemporaryFolder folder_;
};

TEST_F(Laboratory, FoldsScoreEverySongOnceAndShareNoArtist) {
  const TrainRequest asked = request("naive-bayes", testing::made_up_moods(300, 1));
  std::size_t told = 0;
  const CrossValidation all =
      cross_validate(kind("naive-bayes"), asked, {.folds = 4, .seeds = 2}, [&](std::size_t number, std::size_t of) {
        EXPECT_EQ(number, told++);
        EXPECT_EQ(of, 8U);
      });
  ASSERT_EQ(all.scores.size(), 8U);
  EXPECT_TRUE(all.grouped);
  std::size_t songs = 0;
  double right = 0;
  for (std::size_t fold = 0; fold < 4; ++fold) {
    songs += all.scores[fold].songs;
    right += all.scores[fold].accuracy * static_cast<double>(all.scores[fold].songs);
  }
  EXPECT_EQ(songs, 300U);
  ASSERT_TRUE(all.pooled.has_value());
  EXPECT_NEAR(all.pooled->accuracy, right / 300, 1e-12);
  EXPECT_GT(all.accuracy.mean, 0.5);
  EXPECT_EQ(all.scores[0].seed, 0U);
  EXPECT_EQ(all.scores[7].seed, 1U);
}

TEST_F(Laboratory, SeedsAloneDivideTheSongsAnew) {
  const CrossValidation all = cross_validate(kind("logistic"), request("logistic", testing::made_up_moods(200, 2)),
                                             {.folds = 0, .seeds = 3}, kQuiet);
  ASSERT_EQ(all.scores.size(), 3U);
  EXPECT_FALSE(all.pooled.has_value());
  EXPECT_FALSE(all.grouped);
}

/// Mean 3 and variance ((2^2 + 1 + 1 + 2^2) + 0) / 4 of 1..5.
TEST(Spread, IsThatOfASample) {
  const Spread spread = spread_of({1, 2, 3, 4, 5});
  EXPECT_DOUBLE_EQ(spread.mean, 3);
  EXPECT_DOUBLE_EQ(spread.deviation, std::sqrt(2.5));
  EXPECT_EQ(spread_of({0.25}).deviation, 0);
}

TEST_F(Laboratory, ALearningCurveEndsAtAllSongs) {
  const TrainRequest asked = request("naive-bayes", testing::made_up_moods(400, 3));
  const std::vector<CurvePoint> curve = learning_curve(kind("naive-bayes"), asked, kQuiet);
  ASSERT_EQ(curve.size(), 6U);
  for (std::size_t i = 1; i < curve.size(); ++i) EXPECT_GT(curve[i].songs, curve[i - 1].songs);
  EXPECT_EQ(curve.back().songs, 360U) << "a tenth is kept to score on";
  EXPECT_DOUBLE_EQ(curve.back().accuracy, trained(asked).validation_accuracy);
}

TEST_F(Laboratory, TheCardSaysWhoseDataItIsAndWhatMadeTheModel) {
  TrainRequest asked = request("logistic", testing::made_up_moods(200, 4, 10));
  asked.source = {"Moods of the harbour", "CC0", "A. Author (2026)"};
  asked.set.c = 2.5;
  asked.reading.lyrics = corpus::LyricsChoice::cleaned;
  const TrainReport report = trained(asked);
  EXPECT_EQ(report.rejected.size(), 20U);
  EXPECT_EQ(report.rejected[0].line, 11U);
  const auto model = models::load_classifier(report.file);
  const models::ModelCard& card = model->card();
  EXPECT_EQ(card.data_name, "Moods of the harbour");
  EXPECT_EQ(card.data_licence, "CC0");
  EXPECT_EQ(card.data_citation, "A. Author (2026)");
  EXPECT_EQ(card.lyrics, "none");
  EXPECT_THAT(card.description, ::testing::Not(HasSubstr("Dirichlet")));
  EXPECT_THAT(card.labels, ::testing::ElementsAre("calm", "wild", "wistful"));
  EXPECT_EQ(card.settings.at("c"), "2.5");
  EXPECT_EQ(card.settings.at("label-column"), "mood");
  EXPECT_EQ(card.command,
            "leitmotif train logistic songs.tsv --protocol honest --held-out 0.1 --text-column words --label-column "
            "mood --group-column band --pipeline none --c 2.5 --seed 0");
}

TEST_F(Laboratory, SettingsOfAnotherKindAreRefused) {
  TrainRequest asked = request("naive-bayes", testing::made_up_moods(100, 5));
  asked.set.learning_rate = 0.1;
  const Error error = testing::error_of([&] { (void)trained(asked); });
  EXPECT_EQ(error.kind(), ErrorKind::invalid_argument);
  EXPECT_THAT(error.what(), HasSubstr("naive-bayes has no setting --learning-rate; it takes --vocabulary"));
}

TEST_F(Laboratory, DoubtfulDataIsNamed) {
  const TrainReport few = trained(request("naive-bayes", testing::made_up_moods(40, 6)));
  EXPECT_THAT(few.warnings, Contains(HasSubstr("only 4 songs to validate with")));
  std::string leaking = "words\tmood\tband\n";
  for (int i = 0; i < 200; ++i)
    leaking += (i % 2 == 0 ? "genrecalm river stone " : "genrewild river stone ") + std::string("word") +
               std::string(1, static_cast<char>('a' + i % 26)) + std::string(1, static_cast<char>('a' + i / 26)) +
               (i % 2 == 0 ? "\tcalm\tx\n" : "\twild\ty\n");
  EXPECT_THAT(trained(request("logistic", leaking)).warnings,
              Contains(HasSubstr("the word 'genrecalm' gives the label 'calm' away")));
  std::string copies = "words\tmood\tband\n";
  for (int i = 0; i < 200; ++i) copies += i % 2 == 0 ? "river lantern\tcalm\tx\n" : "stone siren\twild\ty\n";
  EXPECT_THAT(trained(request("logistic", copies)).warnings,
              Contains(HasSubstr("validation songs have the very words of a training song")));
  EXPECT_THAT(trained(request("naive-bayes", testing::made_up_moods(600, 7))).warnings, IsEmpty());
}

TEST_F(Laboratory, ARunIsKeptFoundAndDeleted) {
  const TrainRequest asked = request("naive-bayes", testing::made_up_moods(200, 8));
  const TrainReport report = trained(asked);
  const std::filesystem::path root = folder_.path() / "runs";
  EXPECT_THAT(list_runs(root), IsEmpty());
  const RunNotes notes{"leitmotif train ...", "2026-11-28T16:30:12Z", "a line\n"};
  const std::string first = keep_run(root, asked, report, notes);
  const std::string second = keep_run(root, asked, report, notes);
  EXPECT_EQ(first, "20261128-163012-naive-bayes");
  EXPECT_EQ(second, "20261128-163012-naive-bayes-2");
  EXPECT_EQ(list_runs(root).size(), 2U);
  const auto run = find_run(root, first);
  EXPECT_EQ(run.command, notes.command);
  EXPECT_EQ(run.id, report.id);
  EXPECT_EQ(run.settings.at("label-column"), "mood");
  EXPECT_EQ(run.data, "songs.tsv");
  EXPECT_TRUE(std::filesystem::exists(run.folder / "model.safetensors"));
  EXPECT_EQ(find_run(root, "last").name, second);
  EXPECT_EQ(testing::error_of([&] { (void)find_run(root, "2026"); }).kind(), ErrorKind::invalid_argument);
  EXPECT_EQ(testing::error_of([&] { (void)find_run(root, "1999"); }).kind(), ErrorKind::not_found);
  delete_run(root, run);
  EXPECT_EQ(list_runs(root).size(), 1U);
  EXPECT_TRUE(std::filesystem::exists(report.file)) << "the model file elsewhere stays";
  restore_run(root, first);
  EXPECT_EQ(list_runs(root).size(), 2U);
  EXPECT_EQ(testing::error_of([&] { restore_run(root, first); }).kind(), ErrorKind::not_found);
  // One that was deleted long ago goes for good when another is deleted.
  delete_run(root, run);
  const std::filesystem::path place = deleted_runs_folder(root) / first;
  const auto now = std::filesystem::file_time_type::clock::now();
  std::filesystem::last_write_time(place, now - kDeletedRunsKept + std::chrono::hours(1));
  delete_run(root, find_run(root, second));
  EXPECT_TRUE(std::filesystem::exists(place));
  restore_run(root, second);
  std::filesystem::last_write_time(place, now - kDeletedRunsKept - std::chrono::hours(1));
  delete_run(root, find_run(root, second));
  EXPECT_FALSE(std::filesystem::exists(place));
}

TEST_F(Laboratory, ARunKeepsWhatItsModelAnswered) {
  TrainRequest asked = request("naive-bayes", testing::made_up_moods(400, 8));
  asked.test = folder_.write("test.tsv", testing::made_up_moods(100, 9));
  const TrainReport report = trained(asked);
  ASSERT_TRUE(report.validation && report.test);
  EXPECT_EQ(report.answered.size(), report.validation->report.songs + report.test->report.songs);
  const std::filesystem::path root = folder_.path() / "runs";
  const auto run = find_run(root, keep_run(root, asked, report, {"train", "2026-11-28T16:30:12Z", ""}));
  const Json kept = report_of(run);
  EXPECT_EQ(kept["validation"]["accuracy"].get<double>(), report.validation_accuracy);
  EXPECT_EQ(kept["test"].dump(), evaluation::to_json(*report.test).dump());
  const evaluation::ConfusionMatrix& confusion = report.test->report.confusion;
  for (std::size_t truth = 0; truth < 3; ++truth)
    for (std::size_t predicted = 0; predicted < 3; ++predicted) {
      const AnsweredSongs cell = answered_songs(
          run, {"test", report.test->report.classes[truth].topic, report.test->report.classes[predicted].topic, 3});
      EXPECT_EQ(cell.total, confusion.at(truth, predicted));
      EXPECT_LE(cell.songs.size(), 3U);
      EXPECT_TRUE(std::ranges::is_sorted(cell.songs, std::greater<>(), &AnsweredSong::confidence));
    }
}

TEST_F(Laboratory, TuningKeepsEveryTrialAndTrainsTheBest) {
  TuneRequest asked;
  asked.train = request("logistic", testing::made_up_moods(300, 9));
  asked.trials = 9;
  const Tuning tuning = tune(asked, linear_kinds(), kQuiet);
  ASSERT_EQ(tuning.trials.size(), 9U + 3U + 1U);
  EXPECT_THAT(tuning.trials.front().settings, IsEmpty()) << "the usual settings are tried, too";
  const Trial& best = tuning.trials[tuning.best];
  EXPECT_EQ(best.rung, 3U);
  EXPECT_EQ(best.songs, 270U);
  EXPECT_LT(tuning.trials.front().songs, 40U);
  EXPECT_DOUBLE_EQ(tuning.report.validation_accuracy, best.accuracy);
  std::set<std::size_t> on_the_second;
  for (const Trial& trial : tuning.trials)
    if (trial.rung == 2) on_the_second.insert(trial.number);
  EXPECT_EQ(on_the_second.size(), 3U);
  asked.train.model = "majority";
  asked.train.set.vocabulary = 100;
  EXPECT_EQ(tune(asked, linear_kinds(), kQuiet).trials.front().number, 1U);
}

}  // namespace
}  // namespace leitmotif::training
