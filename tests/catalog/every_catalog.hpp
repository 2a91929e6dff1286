// What the tests of the catalogue share: small songs, errors by kind, and a fixture that runs each test against every
// kind of library.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "leitmotif/catalog/catalog.hpp"
#include "leitmotif/catalog/memory/library_in_memory.hpp"
#include "leitmotif/catalog/postgresql/library_server.hpp"
#include "leitmotif/catalog/sqlite/database.hpp"
#include "leitmotif/catalog/sqlite/library_file.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/records.hpp"
#include "support/postgres_server.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::catalog {

inline LabelledSong song_of(std::string artist, std::string title, std::string lyrics = "walking home") {
  LabelledSong row;
  row.song.artist = std::move(artist);
  row.song.title = std::move(title);
  row.song.year = 1999;
  row.song.genre = "pop";
  row.song.lyrics = std::move(lyrics);
  return row;
}

inline Prediction prediction_of(float first) { return {{first, 1 - first}, {0.25F, 0.5F, 0.125F}, 7}; }

/// The kind of error `action` throws, and its message.
inline ErrorKind kind_of(const std::function<void()>& action, std::string* message = nullptr) {
  try {
    action();
  } catch (const Error& error) {
    if (message != nullptr) *message = error.what();
    return error.kind();
  }
  ADD_FAILURE() << "nothing was thrown";
  return ErrorKind::internal;
}

inline constexpr std::chrono::milliseconds kShortWait{50};

/// The songs a search finds.
inline std::vector<SongHead> heads_found(const Catalog& catalog, std::string_view words, std::size_t limit = 100,
                                         std::size_t offset = 0) {
  std::vector<SongHead> heads;
  for (FoundSong& song : catalog.songs().search(words, limit, offset).songs) heads.push_back(std::move(song.head));
  return heads;
}

/// The number of the only song a search finds; 0 when there is not exactly one.
inline std::int64_t only_id(const Catalog& catalog, std::string_view words) {
  const std::vector<SongHead> found = heads_found(catalog, words);
  EXPECT_EQ(found.size(), 1U) << words;
  return found.size() == 1 ? found.front().id : 0;
}

/// Whether SQLite finds the tables whole and the search index in accord with the songs.
inline void expect_whole_file(const std::filesystem::path& file) {
  sqlite::Database database(file, sqlite::Access::read_write, kShortWait);
  sqlite::Statement check = database.prepare("PRAGMA integrity_check");
  ASSERT_TRUE(check.step());
  EXPECT_EQ(check.text(0), "ok");
  EXPECT_FALSE(database.prepare("PRAGMA foreign_key_check").step());
  EXPECT_NO_THROW(database.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)"));
}

/// Where a library is kept.
enum class Kind { sqlite, memory, postgresql };

/// Every test of a fixture that derives from this is run with an empty library of each kind: see LEITMOTIF_EVERY_KIND.
class EveryCatalog : public ::testing::TestWithParam<Kind> {
 protected:
  /// A look from below, where there is one.
  void expect_whole() const {
    if (GetParam() == Kind::sqlite) expect_whole_file(file_);
  }

  const leitmotif::testing::TemporaryFolder folder_;
  [[nodiscard]] Catalog empty_library() const {
    switch (GetParam()) {
      case Kind::sqlite:
        return sqlite::open(file_, {kShortWait});
      case Kind::postgresql:
        return postgresql::open(leitmotif::testing::PostgresServer::shared().fresh_library());
      case Kind::memory:
        break;
    }
    return memory::open();
  }

  const std::filesystem::path file_ = folder_.path() / "library.db";
  Catalog catalog_ = empty_library();
};

inline std::string name_of_kind(const ::testing::TestParamInfo<Kind>& info) {
  return info.param == Kind::sqlite ? "sqlite" : info.param == Kind::memory ? "memory" : "postgresql";
}

/// Those that can be tested on this machine; PostgreSql.IsTested says when one is left out.
inline std::vector<Kind> every_kind() {
  std::vector<Kind> kinds = {Kind::sqlite, Kind::memory};
  if (leitmotif::testing::PostgresServer::can_run()) kinds.push_back(Kind::postgresql);
  return kinds;
}

/// Runs the tests of a fixture with every kind of library.
#define LEITMOTIF_EVERY_KIND(fixture) \
  INSTANTIATE_TEST_SUITE_P(Kinds, fixture, ::testing::ValuesIn(every_kind()), name_of_kind)

}  // namespace leitmotif::catalog
