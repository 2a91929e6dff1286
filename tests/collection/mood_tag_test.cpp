#include "leitmotif/collection/mood_tag.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "leitmotif/collection/tags.hpp"
#include "leitmotif/core/files.hpp"
#include "support/expect_error.hpp"
#include "support/silent_music.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::collection {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;

class Moods : public ::testing::Test {
 protected:
  MusicTags tags_of(const fs::path& file) const { return read_tags(ReadOnlyFile(file)); }
  /// Only the file itself lies in the folder.
  void expect_no_copy() const {
    for (const auto& entry : fs::directory_iterator(folder_.path()))
      EXPECT_EQ(entry.path().string().find(".leitmotif-"), std::string::npos) << entry.path();
  }
  const testing::TemporaryFolder folder_;
};

TEST_F(Moods, AreMergedLetterCaseApart) {
  EXPECT_THAT(
      merged_moods(std::vector<std::string>{"Calm", "Romantic"}, std::vector<std::string>{"romantic", "sadness"}),
      ElementsAre("Calm", "Romantic", "sadness"));
  EXPECT_THAT(merged_moods({}, {}), ::testing::IsEmpty());
}

TEST_F(Moods, AreWrittenIntoEveryFormatAndNothingElseChanges) {
  const testing::TagFields fields = {{"TITLE", "One"}, {"ARTIST", "Ada"}, {"LYRICS", "la\nla"}, {"MOOD", "Calm"}};
  const std::vector<std::pair<std::string, std::string>> files = {
      {"a.mp3", testing::silent_mp3(testing::id3v2({testing::id3_text("TIT2", "One"), testing::id3_text("TPE1", "Ada"),
                                                    testing::id3_lyric("la\nla"), testing::id3_text("TMOO", "Calm")}))},
      {"b.mp3", testing::silent_mp3()},
      {"a.flac", testing::silent_flac(fields)},
      {"a.ogg", testing::silent_vorbis(fields)},
      {"a.opus", testing::silent_opus(fields)},
      {"a.m4a", testing::silent_m4a({{"\xA9nam", "One"},
                                     {"\xA9"
                                      "ART",
                                      "Ada"},
                                     {"\xA9lyr", "la\nla"},
                                     {"MOOD", "Calm"}})},
  };
  for (const auto& [name, bytes] : files) {
    SCOPED_TRACE(name);
    const fs::path file = folder_.write(name, bytes);
    ::chmod(file.c_str(), 0640);
    const std::string audio = audio_digest(ReadOnlyFile(file));
    const MusicTags before = tags_of(file);
    write_moods(file, merged_moods(before.moods, std::vector<std::string>{"sadness", "night/time"}));
    const MusicTags after = tags_of(file);
    EXPECT_EQ(after.moods, merged_moods(before.moods, std::vector<std::string>{"sadness", "night/time"}));
    EXPECT_EQ(after.title + after.artist, before.title + before.artist);
    EXPECT_EQ(after.lyrics.size(), before.lyrics.size());
    EXPECT_EQ(audio_digest(ReadOnlyFile(file)), audio);
    struct stat status {};
    EXPECT_EQ(::stat(file.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0640U);
  }
  expect_no_copy();
}

TEST_F(Moods, AnOlderTagStaysOfItsVersion) {
  const fs::path file =
      folder_.write("a.mp3", testing::silent_mp3(testing::id3v2({testing::id3_text("TIT2", "One", 0, 3)}, 3)));
  write_moods(file, std::vector<std::string>{"sadness", "romantic"});
  EXPECT_EQ(read_file(file, 1U << 20U)[3], 3);
  EXPECT_THAT(tags_of(file).moods, ElementsAre("sadness", "romantic"));
}

TEST_F(Moods, AudioIsWhatIsCompared) {
  const std::string bytes = testing::silent_flac({{"TITLE", "One"}});
  std::string other = bytes;
  other[other.size() - 4] = '\1';
  const std::string retagged = testing::silent_flac({{"TITLE", "Another title"}, {"MOOD", "x"}});
  const auto digest = [&](const std::string& content) {
    return audio_digest(ReadOnlyFile(folder_.write("x.flac", content)));
  };
  EXPECT_EQ(digest(bytes), digest(retagged));
  EXPECT_NE(digest(bytes), digest(other));
  std::string long_comment(70'000, 'x');
  EXPECT_EQ(digest(testing::silent_opus({})), digest(testing::silent_opus({{"TITLE", long_comment}})));
  EXPECT_EQ(digest(testing::silent_m4a({})), digest(testing::silent_m4a({{"\xA9nam", "One"}})));
}

TEST_F(Moods, ABrokenFileIsLeftAsItIs) {
  const std::string bytes = "ID3 nothing of it is true";
  const fs::path file = folder_.write("a.mp3", bytes);
  EXPECT_EQ(testing::error_of([&] { write_moods(file, std::vector<std::string>{"x"}); }).kind(),
            ErrorKind::corrupt_data);
  EXPECT_EQ(read_file(file, 1000), bytes);
  expect_no_copy();
}

TEST_F(Moods, ALinkStaysALink) {
  const fs::path file = folder_.write("a.flac", testing::silent_flac({}));
  fs::create_symlink(file, folder_.path() / "link.flac");
  write_moods(folder_.path() / "link.flac", std::vector<std::string>{"x"});
  EXPECT_TRUE(fs::is_symlink(folder_.path() / "link.flac"));
  EXPECT_THAT(tags_of(file).moods, ElementsAre("x"));
}

}  // namespace
}  // namespace leitmotif::collection
