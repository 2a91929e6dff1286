// Saved lists, and songs found by name or file.
#include "leitmotif/catalog/lists.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "catalog/every_catalog.hpp"

namespace leitmotif::catalog {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Ids = std::vector<std::int64_t>;

class CatalogLists : public EveryCatalog {
 protected:
  std::int64_t make(std::string_view name, const Ids& songs) {
    return catalog_.lists().save(name, songs, IfTaken::refuse).value();
  }
  CatalogLists() {
    std::vector<LabelledSong> songs = {song_of("Ann", "One"), song_of("Ann", "Two"), song_of("Bob", "One")};
    songs.push_back(song_of(" ANN ", "one"));
    songs.back().song.year = 2005;
    catalog_.songs().add(songs);
  }
};

TEST_P(CatalogLists, KeepTheirOrderAndRepeats) {
  const Ids songs = {3, 1, 3, 2};
  const std::int64_t id = make(" My List ", songs);
  const auto by_name = catalog_.lists().named("my list");
  ASSERT_TRUE(by_name);
  EXPECT_EQ(by_name->songs, songs);
  EXPECT_EQ(by_name->head.id, id);
  EXPECT_EQ(by_name->head.songs, 4U);
  EXPECT_GT(by_name->head.created, 1'700'000'000);
  EXPECT_EQ(catalog_.lists().list(id)->songs, songs);
  EXPECT_EQ(catalog_.lists().all()[0].songs, songs);
  if (GetParam() == Kind::sqlite) {
    EXPECT_EQ(sqlite::open_read_only(file_).lists().named("my list")->songs, songs) << "it is in the file";
  }
  EXPECT_FALSE(catalog_.lists().named("other"));
  EXPECT_FALSE(catalog_.lists().list(id + 1));
}

TEST_P(CatalogLists, OfTheSameNameAreOne) {
  const std::int64_t id = make("List", Ids{1});
  EXPECT_EQ(catalog_.lists().save(" LIST", Ids{2, 3}, IfTaken::refuse), std::nullopt);
  EXPECT_THAT(catalog_.lists().list(id)->songs, ElementsAre(1)) << "nothing is overwritten unless it was asked for";
  EXPECT_EQ(catalog_.lists().list(id)->head.name, "List");
  EXPECT_EQ(catalog_.lists().save("LIST", Ids{2, 3}, IfTaken::replace), id);
  EXPECT_THAT(catalog_.lists().named("list")->songs, ElementsAre(2, 3));
  EXPECT_EQ(catalog_.lists().all().size(), 1U);
  EXPECT_EQ(catalog_.lists().all()[0].head.name, "LIST");
}

TEST_P(CatalogLists, NamedLikeANumberAreNotThatNumber) {
  const std::int64_t second_by_name = make("2", Ids{3});
  const std::int64_t second = make("rain", Ids{1, 2});
  ASSERT_EQ(second, 2);
  EXPECT_THAT(catalog_.lists().list(second)->songs, ElementsAre(1, 2));
  EXPECT_THAT(catalog_.lists().named("2")->songs, ElementsAre(3));
  EXPECT_FALSE(catalog_.lists().named("1"));
  EXPECT_TRUE(catalog_.lists().replace(second, "3", Ids{2}));
  EXPECT_THAT(catalog_.lists().named("2")->songs, ElementsAre(3));
  EXPECT_TRUE(catalog_.lists().remove(second));
  EXPECT_THAT(catalog_.lists().list(second_by_name)->songs, ElementsAre(3)) << "the one that is called 2";
}

TEST_P(CatalogLists, AreReplacedAndRemoved) {
  const std::int64_t a = make("a", Ids{1});
  make("b", Ids{});
  EXPECT_TRUE(catalog_.lists().replace(a, "c", Ids{2}));
  EXPECT_THAT(catalog_.lists().named("c")->songs, ElementsAre(2));
  EXPECT_FALSE(catalog_.lists().replace(a, "B", Ids{3}));
  EXPECT_EQ(kind_of([&] { (void)catalog_.lists().replace(99, "d", Ids{}); }), ErrorKind::not_found);
  EXPECT_THAT(catalog_.lists().named("c")->songs, ElementsAre(2)) << "as before";
  EXPECT_TRUE(catalog_.lists().remove(a));
  EXPECT_FALSE(catalog_.lists().remove(a));
  EXPECT_EQ(catalog_.lists().all().size(), 1U);
  EXPECT_EQ(catalog_.songs().size(), 4U) << "songs stay";
  expect_whole();
}

TEST_P(CatalogLists, RefuseWhatMakesNoSense) {
  EXPECT_EQ(kind_of([&] { make("  ", Ids{1}); }), ErrorKind::invalid_argument);
  EXPECT_EQ(kind_of([&] { make("a\nb", Ids{1}); }), ErrorKind::invalid_argument);
  EXPECT_EQ(kind_of([&] { make(std::string(201, 'a'), Ids{1}); }), ErrorKind::resource_limit);
  EXPECT_EQ(kind_of([&] { make("x", Ids(kMostListSongs + 1, 1)); }), ErrorKind::resource_limit);
  EXPECT_EQ(kind_of([&] { make("x", Ids{1, 77}); }), ErrorKind::not_found);
  EXPECT_THAT(catalog_.lists().all(), IsEmpty()) << "all or nothing";
}

TEST_P(CatalogLists, SongsAreFoundByName) {
  EXPECT_THAT(catalog_.songs().named("ann", " ONE"), ElementsAre(1, 4));
  EXPECT_THAT(catalog_.songs().named("Bob", "One"), ElementsAre(3));
  EXPECT_THAT(catalog_.songs().named("Bob", "On"), IsEmpty());
  EXPECT_THAT(catalog_.songs().named("", ""), IsEmpty());
}

TEST_P(CatalogLists, SongsAreFoundByFile) {
  FileRow row;
  row.path = "/music/one.mp3";
  row.digest = std::string(32, 'd');
  row.song = 2;
  catalog_.files().note(std::vector{row});
  EXPECT_EQ(catalog_.files().song_of("/music/one.mp3"), 2);
  EXPECT_EQ(catalog_.files().song_of("/music/two.mp3"), std::nullopt);
}

LEITMOTIF_EVERY_KIND(CatalogLists);

}  // namespace
}  // namespace leitmotif::catalog
