// What the tests of the catalogue share: small songs, errors by kind, and a look at a file from below.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "leitmotif/catalog/sqlite.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/records.hpp"

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

/// Whether SQLite finds the tables whole and the search index in accord with the songs.
inline void expect_whole(const std::filesystem::path& file) {
  Database database(file, Access::read_write, kShortWait);
  Statement check = database.prepare("PRAGMA integrity_check");
  ASSERT_TRUE(check.step());
  EXPECT_EQ(check.text(0), "ok");
  EXPECT_FALSE(database.prepare("PRAGMA foreign_key_check").step());
  EXPECT_NO_THROW(database.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)"));
}

}  // namespace leitmotif::catalog
