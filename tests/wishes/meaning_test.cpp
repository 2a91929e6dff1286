// Word vectors: learned, written, read, and what they know.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <functional>
#include <string>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/random_source.hpp"
#include "leitmotif/training/word_vectors.hpp"
#include "leitmotif/wishes/meaning.hpp"
#include "support/expect_error.hpp"
#include "support/places.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::wishes {
namespace {

using testing::expect_refusal;

/// Songs of two kinds that share no words but a few.
std::vector<Tokens> two_kinds_of_songs() {
  RandomSource random(3);
  std::vector<Tokens> songs;
  for (int s = 0; s < 60; ++s) {
    Tokens song;
    for (int i = 0; i < 30; ++i) {
      const auto word = static_cast<int>(random.uniform() * 12);
      song.push_back((s % 2 == 0 ? "sea" : "farm") + std::string(1, static_cast<char>('a' + word)));
    }
    song.push_back("both");
    songs.push_back(song);
  }
  return songs;
}

training::WordVectorOptions small_options() {
  training::WordVectorOptions options;
  options.dimensions = 4;
  return options;
}

TEST(WordVectors, WordsOfOneKindOfSongLieTogether) {
  const WordVectors vectors(training::learn_word_vectors(two_kinds_of_songs(), small_options()));
  EXPECT_EQ(vectors.words(), 25U);
  int same = 0;
  for (const auto& [word, cosine] : vectors.nearest("seaa", 8)) same += word.starts_with("sea") ? 1 : 0;
  EXPECT_GE(same, 7);
}

TEST(WordVectors, TheSameSongsGiveTheSameBytes) {
  const std::vector<Tokens> songs = two_kinds_of_songs();
  EXPECT_EQ(vectors_file(training::learn_word_vectors(songs, small_options())),
            vectors_file(training::learn_word_vectors(songs, small_options())));
}

TEST(WordVectors, TooFewWordsAreRefused) {
  expect_refusal([] { static_cast<void>(training::learn_word_vectors({}, {})); }, ErrorKind::invalid_argument,
                 "frequent words");
}

TEST(WordVectors, AFileIsReadAsWrittenAndDamageIsSeen) {
  const testing::TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "v";
  const VectorData data = training::learn_word_vectors(two_kinds_of_songs(), small_options());
  const std::string bytes = vectors_file(data);
  write_file(file, bytes);
  EXPECT_EQ(vectors_file(WordVectors::load(file).data()), bytes);
  for (const std::size_t cut : {std::size_t{0}, std::size_t{10}, bytes.size() / 2, bytes.size() - 1}) {
    write_file(file, bytes.substr(0, cut));
    expect_refusal([&] { static_cast<void>(WordVectors::load(file)); }, ErrorKind::corrupt_data, "v: it");
  }
  std::string changed = bytes;
  changed[bytes.size() / 2] ^= 1;
  write_file(file, changed);
  expect_refusal([&] { static_cast<void>(WordVectors::load(file)); }, ErrorKind::corrupt_data, "digest");
}

TEST(WordVectors, ADirectionHasLengthOneAndNoOrder) {
  const WordVectors vectors(training::learn_word_vectors(two_kinds_of_songs(), small_options()));
  const std::vector<float> one = vectors.direction(Tokens::from_joined("seaa seab unknown seaa farmc"));
  double length = 0;
  for (const float x : one) length += static_cast<double>(x) * static_cast<double>(x);
  EXPECT_NEAR(length, 1, 1e-5);
  EXPECT_EQ(one, vectors.direction(Tokens::from_joined("farmc seaa seaa seab")));
  EXPECT_TRUE(vectors.direction(Tokens::from_joined("unknown")).empty());
  EXPECT_TRUE(vectors.direction(Tokens()).empty());
}

TEST(WordVectors, TheShippedOnesAreManySmallAndSensible) {
  const std::filesystem::path file = testing::source_folder() / "data/wishes/meaning.vectors";
  EXPECT_LT(std::filesystem::file_size(file), 2000000U);
  const WordVectors vectors = WordVectors::load(file);
  EXPECT_GE(vectors.words(), 12000U);
  const auto is_near = [&](const char* word, const char* other) {
    const auto near = vectors.nearest(word, 15);
    return std::any_of(near.begin(), near.end(), [&](const auto& one) { return one.first == other; });
  };
  EXPECT_TRUE(is_near("kiss", "lips"));
  EXPECT_TRUE(is_near("soldier", "battle"));
  EXPECT_TRUE(is_near("whiskey", "beer"));
}

}  // namespace
}  // namespace leitmotif::wishes
