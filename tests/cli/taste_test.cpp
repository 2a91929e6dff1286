// Taste from outside: files of lists, imported histories, recommending for somebody.
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>

#include "cli/stranger.hpp"
#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/catalog/sqlite/library_file.hpp"
#include "leitmotif/core/files.hpp"
#include "support/places.hpp"

namespace leitmotif::testing {
namespace {

using Clock = std::chrono::steady_clock;

/// Lists of two kinds: songs of "north" artists, and of "south" ones.
std::string lists_of_two_kinds() {
  std::string lines;
  for (int list = 0; list < 40; ++list) {
    const std::string kind = list % 2 == 0 ? "north" : "south";
    lines += R"({"songs":[)";
    for (int k = 0; k < 5; ++k) {
      const int song = (list * 7 + k * 3) % 20;
      lines +=
          (k > 0 ? "," : "") + ("[\"" + kind + std::to_string(song % 6) + "\",\"song " + std::to_string(song) + "\"]");
    }
    lines += "]}\n";
  }
  return lines;
}

class TasteCommand : public Stranger {};

TEST_F(TasteCommand, RankContinuesListsOfTheSameKind) {
  const std::string train = file("train.jsonl", lists_of_two_kinds());
  const std::string lists = file("lists.jsonl", R"({"given":[["north0","song 0"],["NORTH3","Song 3"]]})"
                                                "\n\n"
                                                R"({"given":[["south0","song 0"]]})"
                                                "\n"
                                                R"({"given":[]})"
                                                "\n");
  const ProgramResult result = run({"taste", "rank", lists, "--histories", train, "-n", "5", "--jsonl"});
  expect_done(result);
  std::vector<Json> lines;
  for (std::size_t begin = 0; begin < result.out.size();) {
    const std::size_t end = result.out.find('\n', begin);
    lines.push_back(parse(result.out.substr(begin, end - begin)));
    begin = end + 1;
  }
  ASSERT_EQ(lines.size(), 3U);
  ASSERT_EQ(lines[0]["songs"].size(), 5U);
  for (const Json& song : lines[0]["songs"]) {
    EXPECT_THAT(song[0].text(), ::testing::StartsWith("north"));
    EXPECT_NE(song[1].text(), "song 0") << "what is given is left out";
    EXPECT_NE(song[1].text(), "song 3") << "whatever the letter case";
  }
  for (const Json& song : lines[1]["songs"]) EXPECT_THAT(song[0].text(), ::testing::StartsWith("south"));
  EXPECT_EQ(lines[2]["songs"].size(), 5U) << "nobody's list gets what is popular";
  EXPECT_EQ(run({"taste", "rank", lists, "--histories", train, "-n", "5", "--jsonl", "--threads", "3"}).out,
            result.out);
}

TEST_F(TasteCommand, PairTellsWhatGoesTogether) {
  const std::string train = file("train.jsonl", lists_of_two_kinds());
  const std::string nine = R"({"nine":[["north0","song 0"],["north3","song 3"]],"song":)";
  const std::string pairs = file("pairs.jsonl", nine +
                                                    R"(["north0","song 6"]})"
                                                    "\n" +
                                                    nine +
                                                    R"(["south0","song 6"]})"
                                                    "\n");
  const ProgramResult result = run({"taste", "pair", pairs, "--histories", train, "--jsonl"});
  expect_done(result);
  const std::size_t cut = result.out.find('\n');
  const double yes = parse(result.out.substr(0, cut))["probability"].get<double>();
  const double no = parse(result.out.substr(cut + 1))["probability"].get<double>();
  EXPECT_GT(yes, no);
  EXPECT_GE(no, 0);
  EXPECT_LE(yes, 1);
}

/// Needs LibTorch's program beside this one.
class TrainTaste : public TasteCommand {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(built_program().parent_path() / "leitmotif-train"))
      GTEST_SKIP() << "built without LibTorch";
  }
  /// Lists of twelve songs of two kinds, too many for a list to say which song is whose.
  [[nodiscard]] static std::string long_lists(int count) {
    std::string lines;
    for (int list = 0; list < count; ++list) {
      lines += R"({"songs":[)";
      for (int k = 0; k < 12; ++k) {
        const int song = 2 * ((list * 5 + k * 7) % 40) + list % 2;
        lines += (k > 0 ? "," : "") +
                 ("[\"artist " + std::to_string(song % 16) + "\",\"song " + std::to_string(song) + "\"]");
      }
      lines += "]}\n";
    }
    return lines;
  }
};

TEST_F(TrainTaste, IsMeasuredBesidePopularityAndJudgesPairsFromThenOn) {
  const std::string train = file("train.jsonl", long_lists(60));
  const std::string pairs = file("pairs.jsonl", R"({"nine":[["artist 0","song 0"],["artist 4","song 4"]],)"
                                                R"("song":["artist 8","song 8"]})"
                                                "\n"
                                                R"({"nine":[],"song":["who","knows"]})"
                                                "\n");
  const auto judged = [&](std::vector<std::string> more) {
    std::vector<std::string> words = {"taste", "pair", pairs, "--histories", train, "--jsonl"};
    words.insert(words.end(), more.begin(), more.end());
    const ProgramResult result = run(words);
    expect_done(result);
    return result.out;
  };
  const std::string by_blend = judged({});
  const std::vector<std::string> words = {"train-taste", train, "--folds", "2", "--epochs", "2"};
  const Json report = json(words);
  ASSERT_EQ(report["ways"].size(), 4U);
  EXPECT_EQ(report["ways"][0]["name"], "popularity");
  for (const Json& way : report["ways"])
    for (const char* const against : {"uniform", "popular"})
      for (const char* const figure : {"won", "precision"}) {
        EXPECT_GE(way[against][figure].get<double>(), 0);
        EXPECT_LE(way[against][figure].get<double>(), 1);
      }
  EXPECT_THAT(report["reading"].text(), ::testing::HasSubstr("Popularity alone wins"));
  EXPECT_EQ(report["kept"], false) << "the blend makes no mistake on these lists";
  EXPECT_EQ(judged({}), by_blend);
  std::vector<std::string> named = words;
  const std::string network = path("network.safetensors");
  named.insert(named.end(), {"-o", network});
  const Json again = json(named);
  EXPECT_EQ(again["ways"].dump(), report["ways"].dump()) << "the same seed, the same numbers";
  EXPECT_EQ(again["file"].text(), network);
  const std::string by_network = judged({"--network", network});
  EXPECT_NE(by_network, by_blend);
  std::filesystem::create_directories(path("home/leitmotif"));
  std::filesystem::rename(network, path("home/leitmotif/library.db.pairs.safetensors"));
  EXPECT_EQ(judged({}), by_network) << "it lies beside the library";
}

TEST_F(TrainTaste, KeepsAnEarlierFileOfThatName) {
  const std::string train = file("train.jsonl", long_lists(60));
  const auto learn = [&](const std::string& seed) {
    return run({"train-taste", train, "--quick", "--epochs", "1", "--seed", seed, "-o", path("network")});
  };
  expect_done(learn("0"));
  const std::string before = read_file(path("network"), 1U << 24U);
  expect_done(learn("0"));
  EXPECT_FALSE(std::filesystem::exists(path("network.1"))) << "the same once more is nothing to keep";
  const ProgramResult other = learn("5");
  EXPECT_EQ(other.status, 0) << other.err;
  EXPECT_THAT(other.err, ::testing::HasSubstr("kept as network.1"));
  EXPECT_EQ(read_file(path("network.1"), 1U << 24U), before);
  EXPECT_NE(read_file(path("network"), 1U << 24U), before);
}

TEST_F(TrainTaste, ManyListsTeachANetworkForThisOnce) {
  const std::string train = file("train.jsonl", long_lists(220));
  const std::string pairs = file("pairs.jsonl", R"({"nine":[["artist 0","song 0"],["artist 4","song 4"]],)"
                                                R"("song":["artist 8","song 8"]})"
                                                "\n");
  const ProgramResult learned = run({"taste", "pair", pairs, "--histories", train, "--jsonl"});
  expect_done(learned);
  const ProgramResult quick = run({"taste", "pair", pairs, "--histories", train, "--jsonl", "--quick"});
  expect_done(quick);
  EXPECT_NE(learned.out, quick.out);
  EXPECT_EQ(run({"taste", "pair", pairs, "--histories", train, "--jsonl", "--threads", "3"}).out, learned.out);
}

TEST_F(TrainTaste, RefusesWhatItCannotUse) {
  const std::string few = file("few.jsonl", lists_of_two_kinds());
  expect_refused(run({"train-taste", few}), 2, "lists of ten songs");
  expect_refused(run({"train-taste", path("absent")}), 3);
  expect_refused(run({"train-taste", few, "-o", path("no/such/place.safetensors")}), 6, "place.safetensors");
  const std::string pairs = file("pairs.jsonl", "");
  const std::string broken = file("broken.safetensors", "no model");
  expect_refused(run({"taste", "pair", pairs, "--histories", few, "--network", broken}), 4, "broken.safetensors");
  expect_refused(run({"taste", "pair", pairs, "--histories", few, "--network", path("absent")}), 3, "absent");
}

TEST_F(TasteCommand, BadInputIsNamedOrCounted) {
  const std::string train = file("train.jsonl", lists_of_two_kinds() + "{\"songs\":17}\nnonsense\n");
  const std::string lists = file("lists.jsonl", R"({"given":[["who","knows"]]})"
                                                "\n");
  const ProgramResult counted = run({"taste", "rank", lists, "--histories", train, "--jsonl"});
  EXPECT_EQ(counted.status, 0);
  EXPECT_THAT(counted.err, ::testing::HasSubstr("2 lines of the histories were left out"));
  EXPECT_THAT(counted.out, ::testing::StartsWith(R"({"songs":[[)"));
  const std::string none = file("none.jsonl", "\n");
  expect_refused(run({"taste", "rank", lists, "--histories", none, "--jsonl"}), 4, "no history");
  const std::string broken = file("broken.jsonl", R"({"given":[["one"]]})"
                                                  "\n");
  expect_refused(run({"taste", "rank", broken, "--histories", train, "--jsonl"}), 4, "line 1");
  expect_refused(run({"taste", "rank", lists, "--histories", train, "-n", "0"}), 2);
  expect_refused(run({"taste", "rank", path("absent"), "--histories", train}), 3);
  const std::string lonely = file("lonely.jsonl", R"({"songs":[["a","b"]]})"
                                                  "\n");
  EXPECT_EQ(run({"taste", "rank", lists, "--histories", lonely, "--jsonl"}).status, 0) << "one listener, one song";
  expect_refused(run({"evaluate-recommender", lonely}), 2, "lists of two songs");
}

TEST_F(TasteCommand, EvaluateMeasuresEveryMethodAndWritesItsPage) {
  const std::string train = file("train.jsonl", lists_of_two_kinds());
  const Json report = json({"evaluate-recommender", train, "--folds", "2", "--html", path("page.html")});
  ASSERT_EQ(report["methods"].size(), 6U);
  for (const Json& method : report["methods"]) {
    for (const char* const key : {"ndcg_20", "recall_20", "mrr", "precision_10", "coverage"}) {
      EXPECT_GE(method[key].get<double>(), 0) << key;
      EXPECT_LE(method[key].get<double>(), 1) << key;
    }
    EXPECT_EQ(method["interval"].size(), 2U);
    ASSERT_EQ(method["over_ease_interval"].size(), 2U);
    EXPECT_LE(method["over_ease_interval"][0].get<double>(), method["over_ease"].get<double>());
    EXPECT_GE(method["over_ease_interval"][1].get<double>(), method["over_ease"].get<double>());
    ASSERT_EQ(method["apart"].size(), 3U);
    EXPECT_EQ(method["apart"][0]["ndcg_20"], method["one_known"]);
    EXPECT_EQ(method["apart"][1]["ndcg_20"], method["none_known"]);
    EXPECT_EQ(method["apart"][2]["ndcg_20"], method["never"]);
    std::size_t lists = 0;
    for (const Json& group : method["by_known"]) lists += group["size"].get<std::size_t>();
    EXPECT_EQ(lists, report["lists"].get<std::size_t>());
  }
  EXPECT_EQ(report["methods"][1]["one_known_ratio"].get<double>(), 1) << "item neighbours beside themselves";
  EXPECT_EQ(report["methods"][4]["over_ease"].get<double>(), 0) << "EASE beside itself";
  EXPECT_GT(report["methods"][0]["none_known"].get<double>(), 0) << "popularity needs nobody";
  const std::string page = read_file(path("page.html"), 1U << 24U);
  const std::string text = run({"evaluate-recommender", train, "--folds", "2"}).out;
  EXPECT_THAT(page, ::testing::HasSubstr("Against EASE on the same lists"));
  EXPECT_THAT(text, ::testing::HasSubstr("over EASE"));
  for (const char* const words :
       {"times", "never heard", "by songs known of a list", "by lists that have a hidden song"}) {
    EXPECT_THAT(page, ::testing::HasSubstr(words));
    EXPECT_THAT(text, ::testing::HasSubstr(words));
  }
  EXPECT_GT(report["methods"][4]["ndcg_20"].get<double>(), report["methods"][0]["ndcg_20"].get<double>());
  EXPECT_EQ(json({"evaluate-recommender", "--histories", train, "--hide", "last", "--folds", "2"})["held_out"], "last");
}

/// A library of the songs of the lists, and an export of plays of the northern ones.
class TasteOfALibrary : public TasteCommand {
 protected:
  TasteOfALibrary() {
    std::string csv = "artist,title,year,genre,lyrics\n";
    for (const std::string kind : {"north", "south"})
      for (int song = 0; song < 20; ++song)
        csv += kind + std::to_string(song % 6) + ",song " + std::to_string(song) + ",19" +
               (kind == "north" ? "70" : "99") + "," + kind + ",love and the rain again\n";
    expect_done(run({"import", file("songs.csv", csv), "--json"}));
  }
  [[nodiscard]] std::string plays_of_the_north(int plays) const {
    std::string csv = "artist,track,uts\n";
    for (int k = 0; k < plays; ++k)
      csv += "north" + std::to_string(k % 4) + ",song " + std::to_string(k % 4) + "," + std::to_string(1500000000 + k) +
             "\n";
    return csv;
  }
};

TEST_F(TasteOfALibrary, AnImportedHistoryIsWhatIsRecommendedBy) {
  const std::string history =
      file("history.csv", plays_of_the_north(40) + "nobody,nothing,1500000000\nnorth0,song 0,-3\n");
  const Json report = json({"taste", "import", history, "--for", "Ann"});
  EXPECT_EQ(report["added"], 40);
  EXPECT_EQ(report["not_found"], 1);
  EXPECT_EQ(report["left_out"][0]["rows"], 1);
  EXPECT_EQ(json({"taste", "import", history, "--for", "Ann"})["added"], 0) << "the same export again";
  EXPECT_EQ(json({"taste", "listeners"})["listeners"][0]["songs"], 4);
  const Json answer = json({"recommend", "--for", "Ann", "-n", "5"});
  ASSERT_EQ(answer["songs"].size(), 5U);
  for (const Json& song : answer["songs"]) {
    EXPECT_EQ(song["genre"], "north");
    EXPECT_THAT(song["why"][0].text(), ::testing::StartsWith("yours: north"));
  }
  const Json others = json({"recommend", "--for", "Ann", "--discover", "1", "-n", "3"});
  for (const Json& song : others["songs"])
    EXPECT_TRUE(song["artist"] == "north4" || song["artist"] == "north5") << song.dump();
  EXPECT_EQ(json({"recommend", "--for", "Ann", "--rediscover", "-n", "10"})["songs"].size(), 4U);
  const std::string list = file("list.m3u8", "#EXTM3U\n#EXTINF:1,south1 - song 1\nx.mp3\n");
  EXPECT_EQ(json({"recommend", "--from-list", list, "-n", "1"})["songs"][0]["genre"], "south");
  EXPECT_EQ(run({"taste", "forget", "Ann"}).status, 0);
  expect_refused(run({"recommend", "--for", "Ann"}), 3, "no liked song");
}

TEST_F(TasteOfALibrary, AnImportThatIsKilledKeepsWholeBatchesAndGoesOn) {
  const std::string history = file("history.csv", plays_of_the_north(120000));
  std::size_t cut_short = 0;
  for (int life = 0; life < 6; ++life) {
    const std::string library = path("l" + std::to_string(life) + ".db");
    std::filesystem::copy_file(TasteOfALibrary::library(), library);
    const auto start = Clock::now();
    ProgramOptions options;
    options.watch = [&](const RunningProgram& program) {
      if (Clock::now() - start >= std::chrono::milliseconds(60 + 60 * life)) ::kill(program.id, SIGKILL);
    };
    const ProgramResult killed = run({"taste", "import", history, "--for", "Ann", "--library", library}, options);
    cut_short += killed.status == -SIGKILL ? 1U : 0U;
    const auto kept = catalog::sqlite::open(library).plays().size();
    EXPECT_TRUE(kept % 20000 == 0) << kept;
    const Json again = json({"taste", "import", history, "--for", "Ann", "--library", library});
    EXPECT_EQ(again["added"].get<std::size_t>() + kept, 120000U);
  }
  EXPECT_GT(cut_short, 0U);
}

}  // namespace
}  // namespace leitmotif::testing
