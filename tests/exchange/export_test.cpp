// The library as lines, as a table and as arrays: the same songs, the same numbers.
#include "leitmotif/exchange/export.hpp"

#include "leitmotif/answers/answer_tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/corpus/csv.hpp"
#include "leitmotif/corpus/zip.hpp"
#include "leitmotif/engine/engine.hpp"
#include "leitmotif/people/wishes.hpp"
#include "support/expect_error.hpp"
#include "support/matchers.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::exchange {
namespace {

using testing::error_of;

class ExportTest : public ::testing::Test {
 protected:
  ExportTest() {
    places::Settings settings;
    settings.library = folder_.path() / "library.db";
    engine_ = std::make_unique<engine::Engine>(engine::Engine::open(settings));
    (void)engine_->import_songbook(kNoProgress);
  }
  std::vector<Json> lines(const ExportRequest& request) const {
    std::vector<Json> songs;
    engine_->export_songs(request,
                          {[](const ExportNames&) {},
                           [&](const answers::ExportedSong& song) {
                             songs.push_back(parse_json(answers::exported_song_table().text(song), "line"));
                           }},
                          kNoProgress);
    return songs;
  }
  static std::vector<std::int64_t> ids(const std::vector<Json>& songs) {
    std::vector<std::int64_t> result;
    for (const Json& song : songs) result.push_back(song.at("id").get<std::int64_t>());
    return result;
  }
  std::string npz_entry(const std::filesystem::path& file, const char* name) const {
    std::string bytes;
    (void)corpus::extract_zip_entry(file, name, 1U << 26U, [&](std::string_view piece) { bytes += piece; });
    return bytes;
  }

  testing::TemporaryFolder folder_;
  std::unique_ptr<engine::Engine> engine_;
};

TEST_F(ExportTest, EverySongOnceWithWhatTheVerbsSayOfIt) {
  const std::vector<Json> songs = lines({});
  ASSERT_EQ(songs.size(), engine_->size());
  const std::vector<people::WishScore> love = engine_->wishes().score("love", kNoProgress);
  for (std::size_t i = 0; i < songs.size(); i += 17) {
    const answers::SongDetails details = engine_->song(love[i].id);
    EXPECT_EQ(songs[i].at("id").get<std::int64_t>(), love[i].id);
    EXPECT_EQ(songs[i].at("title").text(), details.head.title);
    EXPECT_EQ(songs[i].at("topic").text(), details.topic);
    EXPECT_EQ(songs[i].at("explicit").at("level").text(), details.explicit_note.level);
    EXPECT_FLOAT_EQ(songs[i].at("wishes").at("love").get<float>(), static_cast<float>(love[i].score.value_or(-1)));
    EXPECT_EQ(songs[i].at("mixture").size(), details.mixture.size());
    EXPECT_FALSE(songs[i].contains("lyrics"));
    EXPECT_FALSE(songs[i].contains("vector"));
  }
}

TEST_F(ExportTest, PartsJoinedAreTheWhole) {
  const std::vector<std::int64_t> whole = ids(lines({}));
  // More parts than songs: some are empty.
  for (const std::size_t of : {std::size_t{1}, std::size_t{2}, std::size_t{7}, whole.size() + 3}) {
    std::vector<std::int64_t> joined;
    for (std::size_t part = 1; part <= of; ++part) {
      ExportRequest request;
      request.share = {part, of};
      const std::vector<std::int64_t> some = ids(lines(request));
      EXPECT_LE(some.size(), whole.size() / of + 1);
      joined.insert(joined.end(), some.begin(), some.end());
    }
    EXPECT_EQ(joined, whole);
  }
}

TEST_F(ExportTest, OnlyWhatWasChosen) {
  ExportRequest request;
  request.years = recommend::YearRange{1950, 1979};
  request.genres = {"jazz"};
  const std::vector<Json> songs = lines(request);
  ASSERT_FALSE(songs.empty());
  for (const Json& song : songs) {
    EXPECT_EQ(song.at("genre").text(), "jazz");
    EXPECT_LE(song.at("year").get<int>(), 1979);
  }
  ExportRequest listed;
  listed.list = "three";
  EXPECT_THAT(error_of([&] { (void)lines(listed); }).what(), HasSubstr("no list named 'three'"));
  ASSERT_TRUE(engine_->save_list("three", {9, 4, 30}, catalog::IfTaken::refuse));
  EXPECT_EQ(ids(lines(listed)), (std::vector<std::int64_t>{4, 9, 30}));
  request.genres = {"no such genre"};
  EXPECT_THAT(error_of([&] { (void)lines(request); }).what(), HasSubstr("no song has the genre"));
}

TEST_F(ExportTest, TheTableHasTheSameNumbers) {
  ExportRequest request;
  request.lyrics = true;
  request.vectors = true;
  std::unique_ptr<ExportColumns> columns;
  std::string csv;
  engine_->export_songs(request,
                        {[&](const ExportNames& names) {
                           columns = std::make_unique<ExportColumns>(names, true, true);
                           csv = columns->head();
                         },
                         [&](const answers::ExportedSong& song) { csv += columns->row(song); }},
                        kNoProgress);
  corpus::CsvReader reader(csv);
  std::vector<std::string> head;
  std::vector<std::string> cells;
  const auto row_of = [&](std::vector<std::string>& row) {
    row.clear();
    const auto found = reader.next();
    if (!found) return false;
    for (const auto& cell : found->cells) row.emplace_back(cell);
    return true;
  };
  ASSERT_TRUE(row_of(head));
  const auto place = [&](const std::string& name) {
    return static_cast<std::size_t>(std::find(head.begin(), head.end(), name) - head.begin());
  };
  const std::vector<Json> songs = lines(request);
  for (const Json& song : songs) {
    ASSERT_TRUE(row_of(cells));
    ASSERT_EQ(cells.size(), head.size());
    EXPECT_EQ(cells[place("title")], song.at("title").text());
    EXPECT_EQ(cells[place("lyrics")], song.value("lyrics", ""));
    EXPECT_EQ(cells[place("wishes.rain")], song.at("wishes").at("rain").dump());
    EXPECT_EQ(cells[place("vector.3")], song.contains("vector") ? song.at("vector").at(3).dump() : "");
  }
  EXPECT_FALSE(row_of(cells));
}

TEST_F(ExportTest, ArraysAreWhatNumPyReads) {
  ExportRequest request;
  request.vectors = true;
  std::unique_ptr<ExportArrays> arrays;
  engine_->export_songs(request,
                        {[&](const ExportNames& names) { arrays = std::make_unique<ExportArrays>(names); },
                         [&](const answers::ExportedSong& song) { arrays->add(song); }},
                        kNoProgress);
  const std::filesystem::path file = folder_.path() / "songs.npz";
  arrays->write(file);
  const std::string id = npz_entry(file, "id.npy");
  EXPECT_THAT(id, StartsWith(std::string("\x93NUMPY\x01\x00", 8)));
  const std::size_t songs = engine_->size();
  EXPECT_THAT(id, HasSubstr("{'descr': '<i8', 'fortran_order': False, 'shape': (" + std::to_string(songs) + ",), }"));
  const std::size_t begin = id.find('\n') + 1;
  EXPECT_EQ(begin % 64, 0U);
  ASSERT_EQ(id.size() - begin, songs * 8);
  std::int64_t last = 0;
  std::memcpy(&last, id.data() + id.size() - 8, 8);
  EXPECT_EQ(last, ids(lines({})).back());
  const std::string wishes = npz_entry(file, "wishes.npy");
  const std::string names = npz_entry(file, "wish_names.npy");
  EXPECT_THAT(wishes, HasSubstr("'<f4'"));
  EXPECT_THAT(names, HasSubstr("'<U"));
  EXPECT_THAT(names.substr(names.find('\n') + 1), StartsWith(std::string("l\0\0\0o\0\0\0v\0\0\0e\0\0\0\0", 17)));
}

}  // namespace
}  // namespace leitmotif::exchange
