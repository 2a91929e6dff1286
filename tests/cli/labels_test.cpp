// Songs of several labels, from training to classifying.
#include <algorithm>
#include <sstream>

#include "cli/stranger.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/random_source.hpp"

namespace leitmotif::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Words = std::vector<std::string>;

/// Songs with any number of three labels; a fifth of them without one.
std::string tagged_songs(std::size_t songs, std::uint64_t seed) {
  constexpr std::array<const char*, 3> kTags = {"home", "rain", "wild"};
  constexpr std::array<std::array<const char*, 4>, 3> kOwn = {{{"kitchen", "table", "window", "candle"},
                                                               {"umbrella", "puddle", "thunder", "drizzle"},
                                                               {"gallop", "engine", "siren", "riot"}}};
  constexpr std::array<const char*, 6> kShared = {"road", "voice", "morning", "stone", "garden", "city"};
  RandomSource random(seed);
  std::string tsv = "band\ttitle\twords\ttags\n";
  for (std::size_t song = 0; song < songs; ++song) {
    std::string tags;
    std::string words;
    for (std::size_t tag = 0; tag < kTags.size(); ++tag) {
      const bool has = random.uniform() < 0.4;
      if (has) tags += (tags.empty() ? "" : "|") + std::string(kTags[tag]);
      for (int word = 0; word < 3; ++word)
        words +=
            std::string(has && random.uniform() < 0.7 ? kOwn[tag][random.below(4)] : kShared[random.below(6)]) + " ";
    }
    tsv += "Band " + std::to_string(song % 40) + "\tSong " + std::to_string(song) + "\t" + words + "\t" + tags + "\n";
  }
  return tsv;
}

class ManyLabels : public Stranger {
 protected:
  [[nodiscard]] static Words about(Words words) {
    words.insert(words.end(), {"--text-column", "words", "--label-column", "tags"});
    return words;
  }
};

/// The same songs as JSON lines whose tags are a list.
std::string as_json_lines(const std::string& tsv) {
  std::string lines;
  std::istringstream rows(tsv);
  std::string row;
  std::getline(rows, row);
  while (std::getline(rows, row)) {
    std::istringstream cells(row);
    std::array<std::string, 4> cell;
    for (std::string& one : cell) std::getline(cells, one, '\t');
    std::string tags;
    std::istringstream each(cell[3]);
    for (std::string tag; std::getline(each, tag, '|');) tags += (tags.empty() ? "\"" : ", \"") + tag + "\"";
    lines += R"({"words": ")" + cell[2] + R"(", "tags": [)" + tags + "]}\n";
  }
  return lines;
}

TEST_F(ManyLabels, MayBeListsOfJson) {
  const std::string tsv = tagged_songs(400, 3);
  const ProgramResult listed = run(about({"train", "logistic", file("songs.jsonl", as_json_lines(tsv)), "--multi-label",
                                          "-o", path("listed.model"), "--json"}));
  ASSERT_EQ(listed.status, 0) << listed.err;
  const ProgramResult cells =
      run(about({"train", "logistic", file("songs.tsv", tsv), "--multi-label", "-o", path("cells.model"), "--json"}));
  EXPECT_EQ(parse(listed.out)["validation_labels"].dump(), parse(cells.out)["validation_labels"].dump());
}

TEST_F(ManyLabels, ApartByAnotherSignAreToldOf) {
  std::string tsv = tagged_songs(200, 4);
  std::ranges::replace(tsv, '|', ',');
  const std::string songs = file("songs.tsv", tsv);
  const ProgramResult joined = run(about({"train", "logistic", songs, "--multi-label", "-o", path("joined.model")}));
  EXPECT_THAT(joined.err, HasSubstr("--label-separator ','"));
  const ProgramResult apart =
      run(about({"train", "logistic", songs, "--multi-label", "--label-separator", ",", "-o", path("apart.model")}));
  EXPECT_THAT(apart.err, ::testing::Not(HasSubstr("--label-separator")));
}

TEST_F(ManyLabels, AreLearnedScoredAndGiven) {
  const std::string songs = file("songs.tsv", tagged_songs(1200, 1));
  const std::string test = file("test.tsv", tagged_songs(300, 2));
  const std::string model = path("tags.model");
  const ProgramResult trained =
      run(about({"train", "logistic", songs, "--multi-label", "-o", model, "--test", test, "--c", "10", "--json"}));
  ASSERT_EQ(trained.status, 0) << trained.err;
  const Json report = parse(trained.out);
  EXPECT_GT(report["rejected"].get<int>(), 150) << "songs without any label are left out and counted";
  const Json& validation = report["validation_labels"];
  ASSERT_EQ(validation["labels"].size(), 3U);
  EXPECT_EQ(validation["labels"][1]["label"], "rain");
  EXPECT_GT(validation["micro"]["f1"].get<double>(), 0.85);
  EXPECT_EQ(report["validation_accuracy"], validation["exact"]);
  EXPECT_GT(report["test_labels"]["macro"]["f1"].get<double>(), 0.85);
  EXPECT_FALSE(report["run"].text().empty());

  const ProgramResult scored = run(about({"evaluate", test, "--model", model, "--json"}));
  ASSERT_EQ(scored.status, 0) << scored.err;
  const Json scores = parse(scored.out);
  EXPECT_EQ(scores["micro"].dump(), report["test_labels"]["micro"].dump()) << "a model is asked as it was taught";
  EXPECT_EQ(scores["unknown_labels"], 0);
  EXPECT_EQ(scores["rejected"].get<std::size_t>() + scores["songs"].get<std::size_t>(), 300U);
  EXPECT_THAT(run(about({"evaluate", test, "--model", model})).out, HasSubstr("THRESHOLD"));

  const std::string both = file("both.txt", "umbrella puddle thunder kitchen table candle\n");
  EXPECT_THAT(json({"classify", both, "--model", model})["labels"].get<Words>(),
              ::testing::UnorderedElementsAre("home", "rain"));
  const std::string one = file("one.txt", "gallop engine siren riot\n");
  EXPECT_THAT(json({"classify", one, "--model", model})["labels"].get<Words>(), ElementsAre("wild"));
  EXPECT_THAT(run({"classify", one, "--model", model, "--explain"}).out, HasSubstr("wild (from 4 counted words)"));
  const Json shipped = parse(run({"classify", both, "--json"}).out);
  EXPECT_EQ(shipped["topics"].size(), 8U);
  EXPECT_FALSE(shipped.contains("labels")) << "a model of one label says nothing of many";
  const Json card = json({"model", "info", model});
  EXPECT_EQ(card["kind"], "logistic-labels");
  EXPECT_EQ(card["settings"]["multi-label"], "|");
}

TEST_F(ManyLabels, SameBytesAtAnyNumberOfThreads) {
  const std::string songs = file("songs.tsv", tagged_songs(300, 3));
  for (const char* threads : {"1", "2"}) {
    const ProgramResult trained = run(about(
        {"train", "logistic", songs, "--multi-label", "-o", path(threads), "--threads", threads, "--runs", "none"}));
    ASSERT_EQ(trained.status, 0) << trained.err;
  }
  EXPECT_EQ(read_file(path("1"), 1U << 22U), read_file(path("2"), 1U << 22U));
}

TEST_F(ManyLabels, WhatCannotBeLearnedIsSaidInOneLine) {
  const std::string songs = file("songs.tsv", tagged_songs(200, 4));
  const auto refuse = [&](Words words, int status, const char* part) {
    words.insert(words.begin(), {"train"});
    words.insert(words.end(), {"--multi-label", "-o", path("none.model")});
    expect_refused(run(about(words)), status, part);
    EXPECT_FALSE(std::filesystem::exists(path("none.model")));
  };
  refuse({"svm", songs}, 2, "--multi-label: svm gives a song one label; expected logistic");
  refuse({"logistic", songs, "--folds", "3"}, 2, "--multi-label trains one model");
  refuse({"logistic", songs, "--protocol", "paper"}, 2, "the paper's protocol knows one label a song");
  refuse({"logistic", songs, "--label-separator", ""}, 2, "separates");
  refuse({"logistic", file("one.tsv", "words\ttags\n" + std::string("road city\train\n") + "stone\train\n")}, 4,
         "0 of 1 labels can be learned");
  refuse({"logistic", file("bare.tsv", "words\ttags\nroad city\t\nstone\t\n")}, 4, "no row has a label");
  const ProgramResult rare =
      run(about({"train", "logistic", file("rare.tsv", tagged_songs(200, 5) + "B\tOnce\troad\train|seldom\n"),
                 "--multi-label", "-o", path("rare.model")}));
  EXPECT_EQ(rare.status, 0) << rare.err;
  EXPECT_THAT(rare.err, HasSubstr("the label 'seldom' is left out: songs with it: 1; expected 5 or more"));
  const ProgramResult page =
      run(about({"evaluate", songs, "--model", path("rare.model"), "--html", path("page.html")}));
  expect_refused(page, 7, "are for models that give one label");
}

}  // namespace
}  // namespace leitmotif::testing
