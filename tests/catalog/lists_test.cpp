// Saved lists, and songs found by name or file.
#include "leitmotif/catalog/lists.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "catalog/library_files.hpp"
#include "leitmotif/catalog/files.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::catalog {
namespace {

using leitmotif::testing::TemporaryFolder;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Ids = std::vector<std::int64_t>;

class CatalogLists : public ::testing::Test {
 protected:
  std::int64_t make(std::string_view name, const Ids& songs) {
    return save_list(catalog_, name, songs, IfTaken::refuse).value();
  }
  CatalogLists() {
    std::vector<LabelledSong> songs = {song_of("Ann", "One"), song_of("Ann", "Two"), song_of("Bob", "One")};
    songs.push_back(song_of(" ANN ", "one"));
    songs.back().song.year = 2005;
    catalog_.add(songs);
  }
  const TemporaryFolder folder_;
  const std::filesystem::path file_ = folder_.path() / "library.db";
  Catalog catalog_ = Catalog::open(file_);
};

TEST_F(CatalogLists, KeepTheirOrderAndRepeats) {
  const Ids songs = {3, 1, 3, 2};
  const std::int64_t id = make(" My List ", songs);
  const auto by_name = list_named(catalog_, "my list");
  ASSERT_TRUE(by_name);
  EXPECT_EQ(by_name->songs, songs);
  EXPECT_EQ(by_name->head.id, id);
  EXPECT_EQ(by_name->head.songs, 4U);
  EXPECT_GT(by_name->head.created, 1'700'000'000);
  EXPECT_EQ(list_of(catalog_, id)->songs, songs);
  EXPECT_EQ(load_lists(catalog_)[0].songs, songs);
  EXPECT_EQ(list_named(Catalog::open_read_only(file_), "my list")->songs, songs) << "it is in the file";
  EXPECT_FALSE(list_named(catalog_, "other"));
  EXPECT_FALSE(list_of(catalog_, id + 1));
}

TEST_F(CatalogLists, OfTheSameNameAreOne) {
  const std::int64_t id = make("List", Ids{1});
  EXPECT_EQ(save_list(catalog_, " LIST", Ids{2, 3}, IfTaken::refuse), std::nullopt);
  EXPECT_THAT(list_of(catalog_, id)->songs, ElementsAre(1)) << "nothing is overwritten unless it was asked for";
  EXPECT_EQ(list_of(catalog_, id)->head.name, "List");
  EXPECT_EQ(save_list(catalog_, "LIST", Ids{2, 3}, IfTaken::replace), id);
  EXPECT_THAT(list_named(catalog_, "list")->songs, ElementsAre(2, 3));
  EXPECT_EQ(load_lists(catalog_).size(), 1U);
  EXPECT_EQ(load_lists(catalog_)[0].head.name, "LIST");
}

TEST_F(CatalogLists, NamedLikeANumberAreNotThatNumber) {
  const std::int64_t second_by_name = make("2", Ids{3});
  const std::int64_t second = make("rain", Ids{1, 2});
  ASSERT_EQ(second, 2);
  EXPECT_THAT(list_of(catalog_, second)->songs, ElementsAre(1, 2));
  EXPECT_THAT(list_named(catalog_, "2")->songs, ElementsAre(3));
  EXPECT_FALSE(list_named(catalog_, "1"));
  EXPECT_TRUE(replace_list(catalog_, second, "3", Ids{2}));
  EXPECT_THAT(list_named(catalog_, "2")->songs, ElementsAre(3));
  EXPECT_TRUE(remove_list(catalog_, second));
  EXPECT_THAT(list_of(catalog_, second_by_name)->songs, ElementsAre(3)) << "the one that is called 2";
}

TEST_F(CatalogLists, AreReplacedAndRemoved) {
  const std::int64_t a = make("a", Ids{1});
  make("b", Ids{});
  EXPECT_TRUE(replace_list(catalog_, a, "c", Ids{2}));
  EXPECT_THAT(list_named(catalog_, "c")->songs, ElementsAre(2));
  EXPECT_FALSE(replace_list(catalog_, a, "B", Ids{3}));
  EXPECT_EQ(kind_of([&] { (void)replace_list(catalog_, 99, "d", Ids{}); }), ErrorKind::not_found);
  EXPECT_THAT(list_named(catalog_, "c")->songs, ElementsAre(2)) << "as before";
  EXPECT_TRUE(remove_list(catalog_, a));
  EXPECT_FALSE(remove_list(catalog_, a));
  EXPECT_EQ(load_lists(catalog_).size(), 1U);
  EXPECT_EQ(catalog_.size(), 4U) << "songs stay";
  expect_whole(file_);
}

TEST_F(CatalogLists, RefuseWhatMakesNoSense) {
  EXPECT_EQ(kind_of([&] { make("  ", Ids{1}); }), ErrorKind::invalid_argument);
  EXPECT_EQ(kind_of([&] { make("a\nb", Ids{1}); }), ErrorKind::invalid_argument);
  EXPECT_EQ(kind_of([&] { make(std::string(201, 'a'), Ids{1}); }), ErrorKind::resource_limit);
  EXPECT_EQ(kind_of([&] { make("x", Ids(kMostListSongs + 1, 1)); }), ErrorKind::resource_limit);
  EXPECT_EQ(kind_of([&] { make("x", Ids{1, 77}); }), ErrorKind::not_found);
  EXPECT_THAT(load_lists(catalog_), IsEmpty()) << "all or nothing";
}

TEST_F(CatalogLists, SongsAreFoundByName) {
  EXPECT_THAT(songs_named(catalog_, "ann", " ONE"), ElementsAre(1, 4));
  EXPECT_THAT(songs_named(catalog_, "Bob", "One"), ElementsAre(3));
  EXPECT_THAT(songs_named(catalog_, "Bob", "On"), IsEmpty());
  EXPECT_THAT(songs_named(catalog_, "", ""), IsEmpty());
}

TEST_F(CatalogLists, SongsAreFoundByFile) {
  FileRow row;
  row.path = "/music/one.mp3";
  row.digest = std::string(32, 'd');
  row.song = 2;
  note_files(catalog_, std::vector{row});
  EXPECT_EQ(song_of_file(catalog_, "/music/one.mp3"), 2);
  EXPECT_EQ(song_of_file(catalog_, "/music/two.mp3"), std::nullopt);
}

}  // namespace
}  // namespace leitmotif::catalog
