// A data set of another kind from beginning to end, from outside: columns, labels and artists of its own, as TSV.
#include "cli/stranger.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/random_source.hpp"
#include "support/html_checker.hpp"
#include "support/matchers.hpp"
#include "training/laboratory_songs.hpp"

namespace leitmotif::testing {
namespace {

constexpr std::size_t kBytes = 16U << 20U;

class LaboratoryCommands : public Stranger {
 protected:
  /// A command about the made-up songs, with the columns they have.
  [[nodiscard]] std::vector<std::string> about(std::vector<std::string> words) const {
    for (const char* word : {"--text-column", "words", "--label-column", "mood", "--group-column", "band"})
      words.emplace_back(word);
    return words;
  }
  [[nodiscard]] std::string train(const std::string& kind, const std::string& data) const {
    const std::string model = path(kind + ".model");
    expect_done(run(about({"train", kind, data, "-o", model})));
    return model;
  }
  [[nodiscard]] std::vector<std::filesystem::path> runs() const {
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path() / "home" / "leitmotif" / "runs"))
      found.push_back(entry.path());
    return found;
  }
};

TEST_F(LaboratoryCommands, ADataSetOfAnotherKindFromBeginningToEnd) {
  const std::string songs = file("moods.tsv", made_up_moods(2000, 1));
  const std::string test = file("test.tsv", made_up_moods(400, 2));
  (void)file("data.toml", "name = \"Moods of the harbour\"\nlicence = \"CC0\"\ncite = \"A. Author (2026)\"\n");
  const std::string model = path("logistic.model");

  Json report = json(about({"train", "logistic", songs, "-o", model, "--test", test, "--folds", "5", "--learning-curve",
                            "--predictions", path("folds.csv")}));
  EXPECT_GT(report["test"]["accuracy"].get<double>(), 0.6);
  EXPECT_EQ(report["cross_validation"]["scores"].size(), 5U);
  EXPECT_EQ(report["cross_validation"]["grouped"], true);
  EXPECT_EQ(report["learning_curve"].size(), 6U);
  EXPECT_EQ(report["rejected"], 0);
  EXPECT_EQ(std::ranges::count(read_file(path("folds.csv"), kBytes), '\n'), 2001);

  const Json card = json({"model", "info", model});
  EXPECT_EQ(card["data"]["name"], "Moods of the harbour");
  EXPECT_EQ(card["data"]["licence"], "CC0");
  EXPECT_EQ(card["data"]["citation"], "A. Author (2026)");
  EXPECT_THAT(card.dump(), Not(::testing::AnyOf(HasSubstr("Mendeley"), HasSubstr("Dirichlet"))));
  EXPECT_EQ(card["labels"], Json({"calm", "wild", "wistful"}));
  EXPECT_THAT(card["command"].get<std::string>(), HasSubstr("train logistic moods.tsv"));

  const std::string plain = train("majority", songs);
  const Json compared = json(about({"compare", model, plain, test, "--html", path("compared.html")}));
  ASSERT_EQ(compared["pairs"].size(), 1U);
  EXPECT_LT(compared["pairs"][0]["mcnemar"]["exact_p"].get<double>(), 1e-6);
  EXPECT_GT(compared["pairs"][0]["bootstrap"]["accuracy"]["interval"][0].get<double>(), 0);
  const std::string page = read_file(path("compared.html"), kBytes);
  EXPECT_THAT(faults_of_html(page), IsEmpty());
  EXPECT_THAT(visible_text(page), HasSubstr("More than luck?"));
  EXPECT_THAT(visible_text(page), Not(HasSubstr("the paper's")));

  const ProgramResult scored = run(about({"evaluate", test, "--model", model, "--predictions", path("answers.csv"),
                                          "--figures", path("figures"), "--html", path("scores.html")}));
  expect_done(scored);
  const std::string answers = read_file(path("answers.csv"), kBytes);
  EXPECT_THAT(answers, HasSubstr("line,artist,title,label,predicted,right,confidence,p(calm),p(wild),p(wistful)\n"));
  EXPECT_EQ(std::ranges::count(answers, '\n'), 401);
  EXPECT_THAT(read_file(path("figures") + "/classes.tex", kBytes), HasSubstr("\\begin{tabular}{lrrrr}"));
  EXPECT_THAT(read_file(path("figures") + "/confusion.csv", kBytes), HasSubstr("topic,calm,wild,wistful\n"));
  EXPECT_TRUE(std::filesystem::exists(path("figures") + "/reliability.svg"));
  const std::string scores = visible_text(read_file(path("scores.html"), kBytes));
  EXPECT_THAT(scores, HasSubstr("The songs behind the most frequent confusions"));
  EXPECT_THAT(scores, HasSubstr("How to cite"));
  EXPECT_THAT(scores, Not(HasSubstr("Beside the paper")));

  const ProgramResult explained = run_on("harbour lantern meadow river", {"classify", "--model", model, "--explain"});
  expect_done(explained);
  EXPECT_THAT(explained.out, HasSubstr("calm"));
}

TEST_F(LaboratoryCommands, ModelsOfOwnLabelsServeTheLibrary) {
  const std::string model = train("naive-bayes", file("moods.tsv", made_up_moods(600, 3)));
  const std::string songs = file("songs.csv",
                                 "artist,title,lyrics\nThe Kites,One,lantern meadow slumber river harbour\n"
                                 "The Kites,Two,engine thunder riot stone siren\n");
  expect_done(run({"import", songs, "--model", model}));
  const Json found = json({"recommend", "--topic", "calm", "--model", model, "-n", "1"});
  EXPECT_EQ(found["songs"][0]["title"], "One");
  const ProgramResult lines = run({"export", "--model", model, "--format", "jsonl"});
  expect_done(lines);
  EXPECT_THAT(lines.out, HasSubstr("\"wistful\""));
}

TEST_F(LaboratoryCommands, AnExportDoesNotCostTheTableThatWasThere) {
  const std::string model = train("naive-bayes", file("moods.tsv", made_up_moods(600, 3)));
  const std::string mine = "artist,title,lyrics\nThe Kites,One,lantern meadow slumber\n";
  const std::string songs = file("songs.csv", mine);
  expect_done(run({"import", songs, "--model", model}));
  const std::vector<std::string> to_it = {"export", "--model", model, "--format", "csv", "-o", songs};
  const ProgramResult first = run(to_it);
  EXPECT_EQ(first.status, 0);
  EXPECT_THAT(first.err, HasSubstr("the earlier file is kept as songs.csv.1"));
  EXPECT_NE(read_file(songs, kBytes), mine);
  const ProgramResult again = run(to_it);
  expect_done(again);
  EXPECT_THAT(again.err, Not(HasSubstr("kept as")));
  EXPECT_EQ(read_file(songs + ".1", kBytes), mine);
  EXPECT_FALSE(std::filesystem::exists(songs + ".2"));
}

TEST_F(LaboratoryCommands, EveryTrainingIsARun) {
  const std::string songs = file("moods.tsv", made_up_moods(300, 4));
  EXPECT_EQ(json({"runs", "list"})["runs"].size(), 0U);
  (void)train("naive-bayes", songs);
  const Json tuned = json(about({"tune", "naive-bayes", songs, "-o", path("best.model"), "--trials", "3"}));
  EXPECT_EQ(tuned["trials"].size(), 4U);
  EXPECT_EQ(runs().size(), 2U);
  const Json list = json({"runs", "list"});
  ASSERT_EQ(list["runs"].size(), 2U);
  for (const char* key : {"run", "started", "command", "model", "data_sha256", "id", "seconds", "host", "settings"})
    EXPECT_TRUE(list["runs"][0].contains(key)) << key;
  const std::string first = list["runs"][0]["run"];
  EXPECT_EQ(json({"runs", "show", "last"})["report"]["model"], "naive-bayes");
  const ProgramResult compared = run({"runs", "compare", first, "last"});
  expect_done(compared);
  EXPECT_THAT(compared.out, HasSubstr("naive-bayes"));
  EXPECT_EQ(json({"runs", "delete", first})["deleted"][0], first);
  EXPECT_EQ(runs().size(), 1U);
  EXPECT_EQ(json({"runs", "restore", first})["restored"][0], first);
  EXPECT_EQ(runs().size(), 2U);
  EXPECT_THAT(run({"runs", "delete", first}).out, HasSubstr("runs restore " + first));
  expect_refused(run({"runs", "show", "nobody"}), 3, "no run 'nobody'");
  expect_done(run(about({"train", "majority", songs, "-o", path("m"), "--runs", "none"})));
  EXPECT_EQ(runs().size(), 1U);
  expect_done(run(about({"train", "majority", songs, "-o", path("m2"), "--runs", path("mine")})));
  EXPECT_EQ(json({"runs", "list", "--runs", path("mine")})["runs"].size(), 1U);
}

TEST_F(LaboratoryCommands, RunsAreDrawn) {
  const std::string songs = file("moods.tsv", made_up_moods(300, 4));
  (void)train("majority", songs);
  (void)train("naive-bayes", songs);
  const Json list = json({"runs", "list"})["runs"];
  ASSERT_EQ(list.size(), 2U);
  const std::string first = list[0]["run"];
  // These two kinds have no epochs, so nothing is there to draw.
  expect_refused(run({"runs", "plot", first, "-o", path("a.svg")}), 3, "no accuracy by epoch is kept of this run");
  EXPECT_FALSE(std::filesystem::exists(path("a.svg")));
  for (std::size_t r = 0; r < list.size(); ++r) {
    const double more = 0.1 * static_cast<double>(r);
    Json epochs = Json::array();
    for (const int epoch : {1, 2, 3})
      epochs.push_back({{"epoch", epoch},
                        {"train_loss", 1.0 / epoch},
                        {"validation_loss", 1.5 / epoch},
                        {"validation_accuracy", 0.5 + more}});
    write_file(std::filesystem::path(list[r]["folder"].get<std::string>()) / "report.json",
               Json({{"epochs", std::move(epochs)}}).dump());
  }
  const Json drawn = json({"runs", "plot", first, "last", "-o", path("both.csv")});
  EXPECT_EQ(drawn["lines"], Json({first, list[1]["run"].get<std::string>()}));
  EXPECT_EQ(read_file(path("both.csv"), kBytes),
            "epoch," + first + "," + list[1]["run"].get<std::string>() + "\n1,0.5,0.6\n2,0.5,0.6\n3,0.5,0.6\n");
  expect_done(run({"runs", "plot", first, "--what", "loss", "-o", path("loss.svg")}));
  const std::string svg = read_file(path("loss.svg"), kBytes);
  EXPECT_THAT(svg, HasSubstr("training, epoch 2: 0.5000"));
  EXPECT_THAT(svg, HasSubstr("validation, epoch 3: 0.5000"));
  if (std::filesystem::exists("/usr/bin/rsvg-convert")) {
    expect_done(run({"runs", "plot", first, "last", "-o", path("both.png")}));
    EXPECT_TRUE(read_file(path("both.png"), kBytes).starts_with("\x89PNG"));
    EXPECT_FALSE(std::filesystem::exists(path("both.png.svg.part")));
  }
  write_file(std::filesystem::path(list[0]["folder"].get<std::string>()) / "report.json", "{}");
  const Json half = json({"runs", "plot", first, "last", "-o", path("half.csv")});
  EXPECT_EQ(half["lines"], Json({list[1]["run"].get<std::string>()}));
  EXPECT_EQ(half["left_out"], Json({first})) << "nobody looks for a line that cannot be there";
  expect_refused(run({"runs", "plot", first, "-o", path("a.gif")}), 2, ".svg, .png or .csv");
  expect_refused(run({"runs", "plot", first, "--what", "joy", "-o", path("a.svg")}), 2, "accuracy or loss");
}

// ux 61: two labels in one cell are not silently one, even when neither stands alone anywhere.
TEST_F(LaboratoryCommands, LabelsThatHoldLabelsAreToldOf) {
  std::string text = "lyrics,topic\n";
  for (int i = 0; i < 60; ++i) {
    text += "word" + std::string(static_cast<std::size_t>(i % 5 + 1), 'a') + " sky road,";
    text += i % 2 == 0 ? "happy|rock\n" : "calm|rock\n";
  }
  const ProgramResult trained = run({"train", "naive-bayes", file("two.csv", text), "-o", path("two.model")});
  EXPECT_EQ(trained.status, 0);
  EXPECT_THAT(trained.err, HasSubstr("looks like two labels in one cell"));
  std::string places = "lyrics,topic\n";
  for (int i = 0; i < 60; ++i) places += std::string("sky road sun,") + (i % 2 == 0 ? "world|life\n" : "night|time\n");
  EXPECT_THAT(run({"train", "naive-bayes", file("one.csv", places), "-o", path("one.model")}).err,
              Not(HasSubstr("two labels")));
}

TEST_F(LaboratoryCommands, WhatWasThereBeforeIsKept) {
  const std::string songs = file("moods.tsv", made_up_moods(300, 5));
  const std::string model = path("m");
  expect_done(run(about({"train", "majority", songs, "-o", model})));
  const std::string before = read_file(model, kBytes);
  expect_done(run(about({"train", "majority", songs, "-o", model})));
  EXPECT_FALSE(std::filesystem::exists(model + ".1")) << "the same bytes are not kept twice";
  const ProgramResult again = run(about({"train", "naive-bayes", songs, "-o", model}));
  EXPECT_EQ(again.status, 0);
  EXPECT_THAT(again.err, HasSubstr("the earlier file is kept as m.1"));
  EXPECT_EQ(read_file(model + ".1", kBytes), before);
  expect_done(run(about({"train", "majority", songs, "-o", model, "--overwrite"})));
  EXPECT_FALSE(std::filesystem::exists(model + ".2"));
}

// ux 57: what made a model stands in its card, and whole numbers are whole.
TEST_F(LaboratoryCommands, TheCardSaysWhatMadeIt) {
  const std::string songs = file("moods.tsv", made_up_moods(300, 9));
  const std::string model = path("m");
  expect_done(run(about({"train", "logistic", songs, "-o", model, "--held-out", "0.2", "--seed", "7"})));
  const ProgramResult card = run({"model", "info", model});
  expect_done(card);
  EXPECT_THAT(card.out, HasSubstr("made by     leitmotif "));
  for (const char* part : {"train logistic moods.tsv", "--held-out 0.2", "--seed 7", "for training", "for validation"})
    EXPECT_THAT(card.out, HasSubstr(part));
  EXPECT_THAT(run({"model", "info"}).out, ::testing::ContainsRegex("counted_words +682\n"));
}

// ux 59: what can only be luck is said, and nothing is learned from one label.
TEST_F(LaboratoryCommands, TooFewSongsAreWarnedOf) {
  const ProgramResult few = run(about({"train", "majority", file("few.tsv", made_up_moods(17, 3)), "-o", path("m")}));
  EXPECT_EQ(few.status, 0);
  EXPECT_THAT(few.err, HasSubstr("their score is mostly luck"));
  EXPECT_THAT(few.err, HasSubstr("fewer than 10 songs to learn from"));
  std::string one = "words\tmood\tband\n";
  for (int i = 0; i < 40; ++i) one += "la lo li\tcalm\tband " + std::to_string(i) + "\n";
  expect_refused(run(about({"train", "majority", file("one.tsv", one), "-o", path("n")})), 4, "at least two topics");
  EXPECT_FALSE(std::filesystem::exists(path("n")));
}

// ux 62: the best label is the best by something.
TEST_F(LaboratoryCommands, ScoresSayByWhatALabelIsTheBest) {
  const std::string songs = file("moods.tsv", made_up_moods(300, 10));
  const std::string model = train("naive-bayes", songs);
  const ProgramResult scored = run(about({"evaluate", songs, "--model", model, "--html", path("page.html")}));
  EXPECT_EQ(scored.status, 0);
  EXPECT_THAT(scored.out, HasSubstr("by recall best "));
  const std::string text = visible_text(read_file(path("page.html"), kBytes));
  EXPECT_THAT(text, HasSubstr("Best class, by recall"));
  EXPECT_THAT(text, HasSubstr("precision"));
}

// ux 58, 60: rows without a label end nothing and are not dropped in silence.
TEST_F(LaboratoryCommands, RowsThatAreLeftOutAreNamedEverywhere) {
  const std::string songs = file("moods.tsv", made_up_moods(300, 6, 10));
  const ProgramResult trained = run(about({"train", "majority", songs, "-o", path("m"), "--rejects", path("out.csv")}));
  EXPECT_EQ(trained.status, 0);
  EXPECT_THAT(trained.err,
              HasSubstr("30 of its rows cannot be used and are left out; the first: line 11: has no label"));
  EXPECT_EQ(std::ranges::count(read_file(path("out.csv"), kBytes), '\n'), 31);
  const ProgramResult scored = run(about({"evaluate", songs, "--model", path("m"), "--json"}));
  EXPECT_EQ(scored.status, 0);
  EXPECT_THAT(scored.err, HasSubstr("line 11: has no label"));
  EXPECT_EQ(parse(scored.out)["left_out"][0]["line"], 11);
  EXPECT_EQ(parse(scored.out)["rejected"], 30);
}

TEST_F(LaboratoryCommands, AModelIsAskedAsItWasTaught) {
  // Words that the pipeline for sung lyrics would take away or change: they are the model's words only when it is not
  // used, neither in training nor in asking.
  std::string csv = "text,mood\n";
  for (int i = 0; i < 120; ++i) csv += i % 2 == 0 ? "gonna running loves,calm\n" : "stones wolves leaves,wild\n";
  const std::string songs = file("own.csv", csv);
  const std::vector<std::string> columns = {"--text-column", "text", "--label-column", "mood"};
  for (const std::string pipeline : {"none", "corpus"}) {
    const std::string model = path(pipeline);
    std::vector<std::string> words = {"train", "naive-bayes", songs, "-o", model, "--pipeline", pipeline};
    words.insert(words.end(), columns.begin(), columns.end());
    EXPECT_EQ(run(words).status, 0);
    EXPECT_EQ(json({"model", "info", model})["lyrics"], pipeline);
    const auto answer = [&](const std::vector<std::string>& more) {
      std::vector<std::string> asked = {"classify", "--model", model, "--json"};
      asked.insert(asked.end(), more.begin(), more.end());
      return parse(run_on("gonna running loves", asked).out);
    };
    EXPECT_EQ(answer({})["topics"], answer({"--pipeline", pipeline})["topics"]) << pipeline;
    EXPECT_EQ(answer({})["topic"], "calm");
  }
}

/// Songs in German, quiet ones and angry ones.
std::string german_songs(std::size_t songs) {
  constexpr std::array<const char*, 4> kQuiet = {
      "Der Abend liegt so leise auf dem Fluss", "Wir schlafen unter dem Mond",
      "Die Lampe brennt still an meinem Fenster", "Der Schnee deckt den Hafen und das Wasser zu"};
  constexpr std::array<const char*, 4> kAngry = {
      "Wir schreien gegen die Wand aus Eisen", "Der Zorn verbrennt das ganze Haus",
      "Mit der Faust zerbrechen wir die Messer", "Der Rauch und das Blut vergessen wir nicht"};
  RandomSource random(5);
  std::string csv = "Liedtext;Stimmung\n";
  for (std::size_t song = 0; song < songs; ++song) {
    const bool is_quiet = random.below(2) == 0;
    csv += '"';
    for (int line = 0; line < 6; ++line) csv += std::string((is_quiet ? kQuiet : kAngry)[random.below(4)]) + ",\n";
    csv += "Und morgen gehen wir wieder nach Hause\";" + std::string(is_quiet ? "ruhig" : "zornig") + "\n";
  }
  return csv;
}

TEST_F(LaboratoryCommands, LyricsInAnotherLanguageAreAskedAsTheyWereLearned) {
  const std::string songs = file("lieder.csv", german_songs(300));
  const std::string model = path("stimmung.model");
  EXPECT_EQ(
      run({"train", "logistic", songs, "-o", model, "--text-column", "Liedtext", "--label-column", "Stimmung"}).status,
      0);
  EXPECT_EQ(json({"model", "info", model})["settings"]["language"], "as written");
  const std::string song = file("lied.txt",
                                "Der Abend liegt so leise auf dem Fluss\nDie Lampe brennt still an meinem Fenster\n"
                                "Und morgen gehen wir wieder nach Hause\n");
  const Json answer = json({"classify", song, "--model", model});
  EXPECT_EQ(answer["topic"], "ruhig");
  EXPECT_GT(answer["counted_words"].get<int>(), 5);
  const ProgramResult line =
      run_on(R"({"id": 1, "lyrics": "Der Zorn verbrennt das ganze Haus, mit der Faust zerbrechen wir die Messer"})",
             {"classify", "--jsonl", "--model", model});
  EXPECT_THAT(line.out, HasSubstr(R"("topic":"zornig")"));
}

TEST_F(LaboratoryCommands, SaysHowTheLabelsAreNamed) {
  const ProgramResult unnamed = run(
      {"train", "logistic", file("moods.tsv", "lyrics\thow\nsome words\tcalm\nmore words\twild\n"), "-o", path("m")});
  EXPECT_NE(unnamed.status, 0);
  EXPECT_THAT(unnamed.err, HasSubstr("--label-column"));
}

TEST_F(LaboratoryCommands, WrongUseIsRefusedInOneLine) {
  const std::string songs = file("moods.tsv", made_up_moods(100, 7));
  expect_refused(run({"train", "logistic", songs, "-o", path("m"), "--text-column", "lines"}), 2,
                 "there is no column 'lines'; found: band, name, words, mood");
  expect_refused(run(about({"train", "logistic", songs})), 2, "-o FILE is needed");
  expect_refused(run(about({"train", "logistic", songs, "--folds", "1"})), 2, "expected 2 or more");
  expect_refused(run(about({"train", "logistic", songs, "-o", path("m"), "--pipeline", "paper"})), 2,
                 "known: corpus, none");
  expect_refused(run(about({"train", "naive-bayes", songs, "-o", path("m"), "--c", "3"})), 2, "no setting --c");
  expect_refused(run(about({"train", "logistic", file("one.tsv", "words\tmood\tband\nla\tcalm\tx\nlo\tcalm\ty\n"), "-o",
                            path("m")})),
                 4, "at least two topics");
  EXPECT_FALSE(std::filesystem::exists(path("m")));
}

TEST_F(LaboratoryCommands, SaysHowToCite) {
  const ProgramResult shipped = run({"cite"});
  expect_done(shipped);
  EXPECT_THAT(shipped.out, HasSubstr("@software{leitmotif,"));
  EXPECT_THAT(shipped.out, HasSubstr("doi       = {10.17632/3t9vbwxgr5.3}"));
  const std::string own = train("majority", file("moods.tsv", made_up_moods(300, 8)));
  const ProgramResult of_own = run({"cite", "--model", own});
  expect_done(of_own);
  EXPECT_THAT(of_own.out, HasSubstr("moods.tsv"));
  EXPECT_THAT(of_own.out, Not(HasSubstr("10.17632")));
}

}  // namespace
}  // namespace leitmotif::testing
