#include "leitmotif/report/page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "leitmotif/core/json.hpp"
#include "leitmotif/report/findings.hpp"
#include "leitmotif/report/words.hpp"
#include "support/html_checker.hpp"
#include "support/matchers.hpp"

namespace leitmotif::report {
namespace {

/// A model that was right three times out of four on 400 songs, with names that are out for trouble.
evaluation::ScoredModel scored_model(const std::string& kind = "ffnn") {
  std::mt19937 random(11);
  const std::vector<std::string> names = {"<script>alert(1)</script>", "R&B \"x\"", "sadness"};
  std::vector<int> truth;
  std::vector<int> predicted;
  std::vector<float> probabilities;
  std::vector<std::string> genres;
  std::vector<std::string> decades;
  for (int i = 0; i < 400; ++i) {
    truth.push_back(static_cast<int>(random() % 3));
    predicted.push_back(random() % 4 > 0 ? truth.back() : static_cast<int>(random() % 3));
    const float top = 0.4F + 0.59F * static_cast<float>(random() % 1000) / 1000;
    for (int k = 0; k < 3; ++k) probabilities.push_back(k == predicted.back() ? top : (1 - top) / 2);
    genres.push_back(i % 2 == 0 ? "<b>pop" : "rock");
    decades.push_back(i % 3 == 0 ? "1970s" : "1980s");
  }
  const evaluation::Answers answers{truth, predicted, probabilities, names};
  evaluation::ScoredModel model;
  model.file = "models/<img src=x>&.safetensors";
  model.id = std::string(64, 'a');
  model.bytes = 5328964;
  model.card.kind = kind;
  model.card.protocol = "honest";
  model.card.description = "</style></title><script>";
  model.card.labels = names;
  model.card.data_name = corpus::published_source().name;
  model.card.data_sha256 = std::string(64, 'b');
  model.card.seed = 77;
  model.card.training_songs = 1234;
  model.card.scores = {{"kept_epoch", 2}, {"validation_accuracy", 0.7531}};
  model.card.epochs = {{1, 0.9123, 0.8234, 0.7345, 0}, {2, 0.5678, 0.6789, 0.7456, 0}};
  model.evaluation = evaluation::evaluate(answers);
  model.evaluation.genres = evaluation::score_groups(answers, genres);
  model.evaluation.decades = evaluation::score_groups(answers, decades);
  return model;
}

evaluation::Comparison comparison_of(std::vector<evaluation::ScoredModel> models) {
  return {"<data>&.csv",        std::string(64, 'c'), 400,
          {{"x", 3, "broken"}}, std::move(models),    corpus::published_source()};
}

/// Every number of a document, as the page writes it: whole ones with commas, others with four decimals.
void expect_numbers(const Json& json, const std::string& text, const std::string& where) {
  if (json.is_array() || json.is_object()) {
    for (const Json& item : json) expect_numbers(item, text, where + "/");
    for (const Json::Member& member : json.items()) expect_numbers(member.value, text, where + "/" + member.key);
  } else if (json.is_number_integer()) {
    EXPECT_THAT(text, HasSubstr(count(json.get<std::size_t>()))) << where;
  } else if (json.is_number_float()) {
    EXPECT_THAT(text, AnyOf(HasSubstr(decimal(json.get<double>())), HasSubstr("–"))) << where;
  }
}

TEST(Page, IsWellFormedAndAsksNobody) {
  const std::vector<std::string> pages = {
      evaluation_page(comparison_of({scored_model()})),
      evaluation_page(comparison_of({scored_model(), scored_model("transformer"), scored_model("equilibrium")})),
      reproduction_page(comparison_of({scored_model()}),
                        std::vector<TrainingRun>{{"ffnn", "paper", 12.5, 0, ""},
                                                 {"equilibrium", "honest", 0, {}, "no weights < 1 & more"}}),
      reproduction_page(comparison_of({}), std::vector<TrainingRun>{{"ffnn", "paper", 0, {}, "no songs"}})};
  for (const std::string& page : pages) {
    EXPECT_THAT(testing::faults_of_html(page), IsEmpty());
    EXPECT_THAT(testing::outside_references(page), IsEmpty());
    EXPECT_THAT(page, HasSubstr("default-src &#39;none&#39;"));
  }
}

TEST(Page, NamesFromOutsideStayText) {
  const std::string page = evaluation_page(comparison_of({scored_model()}));
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("<img")));
  EXPECT_THAT(page, Not(HasSubstr("<b>pop")));
  const std::string text = testing::visible_text(page);
  for (const std::string name : {"<script>alert(1)</script>", "R&B \"x\"", "<b>pop", "<data>&.csv",
                                 "<img src=x>&.safetensors", "</style></title><script>"})
    EXPECT_THAT(text, HasSubstr(name));
}

TEST(Page, HasEveryNumberOfTheJson) {
  const evaluation::ScoredModel model = scored_model();
  const std::string text = testing::visible_text(evaluation_page(comparison_of({model})));
  Json json = evaluation::to_json(model.evaluation);
  for (const char* groups : {"genres", "decades"})
    for (Json& group : json[groups]) group.erase("macro_f1_interval");  // in the JSON only
  expect_numbers(json, text, "");
  for (const std::string fact : {"0.9123", "0.8234", "0.7345", "kept: epoch 2", "0.7531", "77", "1,234", "5.3 MB"})
    EXPECT_THAT(text, HasSubstr(fact));
}

TEST(Page, ThePapersFiguresStandBesideItsOwnKinds) {
  const std::string ffnn = testing::visible_text(evaluation_page(comparison_of({scored_model("ffnn")})));
  EXPECT_THAT(ffnn, HasSubstr("0.9010"));
  EXPECT_THAT(ffnn, HasSubstr("5,675 songs"));
  const std::string own = testing::visible_text(evaluation_page(comparison_of({scored_model("equilibrium")})));
  EXPECT_THAT(own, Not(HasSubstr("0.9010")));
  EXPECT_THAT(testing::visible_text(evaluation_page(comparison_of({scored_model("ffnn-tuned"), scored_model("x")}))),
              HasSubstr("0.9274"));
}

TEST(Page, ReproductionSaysSecondsSizesAndReasons) {
  const std::string text = testing::visible_text(
      reproduction_page(comparison_of({scored_model()}),
                        std::vector<TrainingRun>{{"ffnn", "paper", 12.5, 0, ""},
                                                 {"equilibrium", "honest", 0, {}, "it needs the weight columns"}}));
  EXPECT_THAT(text, HasSubstr("12.5 s"));
  EXPECT_THAT(text, HasSubstr("5.3 MB"));
  EXPECT_THAT(text, HasSubstr("equilibrium, honest protocol, was not trained: it needs the weight columns"));
}

TEST(Page, SaysWhenTheSongsWereTheTrainingSongs) {
  evaluation::Comparison comparison = comparison_of({scored_model()});
  EXPECT_THAT(evaluation_page(comparison), Not(HasSubstr("what it remembers")));
  comparison.data_sha256 = comparison.models[0].card.data_sha256;
  EXPECT_THAT(evaluation_page(comparison), HasSubstr("what it remembers"));
}

TEST(Page, TheSecondOpinionIsShown) {
  evaluation::ScoredModel model = scored_model();
  model.evaluation.artists = evaluation::ArtistOpinion{"dir/<train>.csv", false, 5, {}, {}};
  const std::string text = testing::visible_text(evaluation_page(comparison_of({model})));
  EXPECT_THAT(text, HasSubstr("By whether the artist occurs in <train>.csv"));
  EXPECT_THAT(text, HasSubstr("5 songs without an artist"));
}

TEST(Page, SameInputSameBytes) {
  const evaluation::Comparison comparison = comparison_of({scored_model(), scored_model("transformer")});
  EXPECT_EQ(evaluation_page(comparison), evaluation_page(comparison));
}

TEST(Findings, SayWhatTheNumbersSay) {
  const std::vector<std::string> names = {"music", "sadness"};
  std::vector<int> truth(100, 0);
  std::vector<int> predicted(100, 0);
  std::vector<float> probabilities;
  for (std::size_t i = 0; i < 100; ++i) {
    if (i >= 60) truth[i] = predicted[i] = 1;
    if (i < 10) predicted[i] = 1;
    probabilities.push_back(predicted[i] == 0 ? 1 : 0);
    probabilities.push_back(predicted[i] == 0 ? 0 : 1);
  }
  evaluation::Evaluation evaluation = evaluation::evaluate({truth, predicted, probabilities, names});
  const std::vector<Finding> found = findings(evaluation);
  ASSERT_EQ(found.size(), 4U);
  EXPECT_EQ(found[0].sentence,
            "sadness: 100.0\u00a0% of its 40 songs were given the right topic; F1 0.8889, precision 0.8000.");
  EXPECT_EQ(found[1].sentence,
            "music: 83.3\u00a0% of its 60 songs were given the right topic; F1 0.9091, precision 1.0000.");
  EXPECT_EQ(found[2].sentence, "10 songs about music read as sadness, 16.7\u00a0% of all 60 about music.");
  EXPECT_EQ(found[3].sentence,
            "Stated sureness and share of right answers differ by 10.0 percentage points on average (expected "
            "calibration error); in sum the model is 10.0 points too sure.");
  evaluation = evaluation::evaluate({truth, truth, probabilities, names});
  EXPECT_EQ(findings(evaluation)[2].sentence, "None: every song was given the right topic.");
  // Of songs that were learned from, the sentence says so itself (ux 64).
  EXPECT_TRUE(
      findings(evaluation, true)[3].sentence.ends_with("It learned from these songs, so this says nothing of others."));
}

TEST(Findings, SmallGroupsAreSaidToBeLeftOut) {
  const auto group = [](const char* name, std::size_t songs, double accuracy) {
    evaluation::GroupScore score;
    score.name = name;
    score.songs = songs;
    score.accuracy = accuracy;
    return score;
  };
  evaluation::Evaluation evaluation;
  evaluation.genres = {group("pop", 50, 0.9), group("rock", 80, 0.95)};
  EXPECT_THAT(findings(evaluation).back().sentence, StartsWith("Hardest is pop (90.0"));
  evaluation.genres.push_back(group("polka", 3, 0.1));
  EXPECT_THAT(findings(evaluation).back().sentence, StartsWith("Of those with 30 songs or more, hardest is pop (90.0"));
}

}  // namespace
}  // namespace leitmotif::report
