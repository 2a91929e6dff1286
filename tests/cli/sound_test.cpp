// `leitmotif sound` as a person runs it.
#include "cli/stranger.hpp"
#include "support/signals.hpp"

namespace leitmotif::testing {
namespace {

using ::testing::HasSubstr;

class SoundCommand : public Stranger {
 protected:
  std::string song(std::string_view name, int root, double tempo, unsigned seed) const {
    return file(name, wav(little_song(root, tempo, 12, 22050, seed), 22050));
  }
};

TEST_F(SoundCommand, TellsOneFileAsAnObjectAndSeveralAsAList) {
  const std::string one = file("one.wav", wav(cadence(57, 120, 16, 22050), 22050));
  const Json object = json({"sound", one});
  EXPECT_NEAR(object.at("seconds").get<double>(), 16, 0.01);
  EXPECT_NEAR(object.at("tempo").get<double>(), 120, 0.6);
  EXPECT_EQ(object.at("key").get<std::string>(), "A");
  EXPECT_EQ(object.at("mode").get<std::string>(), "major");
  EXPECT_LT(object.at("loudness_lufs").get<double>(), -5);
  for (const char* name : {"energy", "acousticness", "danceability", "valence", "loudness"}) {
    const double value = object.at("estimates").at(name).get<double>();
    EXPECT_GE(value, object.at("intervals").at(name)[0].get<double>());
    EXPECT_LE(value, object.at("intervals").at(name)[1].get<double>());
  }
  EXPECT_FALSE(object.at("estimates").contains("instrumentalness"));
  EXPECT_GT(object.at("descriptor").size(), 10U);
  const Json list = json({"sound", one, song("two.wav", 60, 90, 2)});
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(list[0].at("descriptor"), object.at("descriptor"));
  const ProgramResult text = run({"sound", one});
  expect_done(text);
  EXPECT_THAT(text.out, HasSubstr("estimated from the sound"));
}

TEST_F(SoundCommand, SimilarGivesAllOthersOfEachFileNearestFirst) {
  const std::string a = song("a.wav", 57, 120, 1);
  const std::string b = song("b.wav", 45, 75, 2);
  const std::string again = file("again.wav", wav(scaled(little_song(57, 120, 12, 22050, 1), 0.6), 22050));
  const ProgramResult result = run({"sound", "similar", a, b, again, "--jsonl"});
  expect_done(result);
  std::istringstream lines(result.out);
  std::vector<Json> rows;
  for (std::string line; std::getline(lines, line);) rows.push_back(parse(line));
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].at("file").get<std::string>(), a);
  ASSERT_EQ(rows[0].at("nearest").size(), 2U);
  EXPECT_EQ(rows[0].at("nearest")[0][0].get<std::string>(), again);
  EXPECT_LT(rows[0].at("nearest")[0][1].get<double>(), rows[0].at("nearest")[1][1].get<double>());
  expect_done(run({"sound", "similar", a, b, "--without-loudness"}));
}

TEST_F(SoundCommand, RefusesWhatItCannotHear) {
  expect_refused(run({"sound"}), 2, "FILE");
  expect_refused(run({"sound", path("nowhere.mp3")}), 3, "nowhere.mp3");
  const std::string text = file("text.mp3", "not music");
  expect_refused(run({"sound", text}), 4, "text.mp3");
  const ProgramResult both = run({"sound", text, song("one.wav", 57, 120, 1), "--json"});
  EXPECT_EQ(both.status, 0);
  EXPECT_THAT(both.err, HasSubstr("text.mp3"));
  EXPECT_EQ(parse(both.out).size(), 1U);
  const ProgramResult missing = run({"sound", path("nowhere.mp3"), song("one.wav", 57, 120, 1), "--json"});
  EXPECT_EQ(missing.status, 0);
  EXPECT_THAT(missing.err, HasSubstr("nowhere.mp3"));
  EXPECT_EQ(parse(missing.out).size(), 1U);
}

}  // namespace
}  // namespace leitmotif::testing
