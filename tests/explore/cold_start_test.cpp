#include "leitmotif/explore/cold_start.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/random_source.hpp"

namespace leitmotif::explore {
namespace {

using ::testing::ElementsAre;
using ::testing::FloatNear;

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

struct Songs {
  std::vector<std::uint32_t> artist, genre, decade;
  std::vector<float> audio, targets;
  std::vector<std::uint8_t> known;

  void add(std::uint32_t a, std::uint32_t g, std::uint32_t d, float sound, std::vector<float> target) {
    artist.push_back(a);
    genre.push_back(g);
    decade.push_back(d);
    audio.push_back(sound);
    known.push_back(target.empty() ? 0 : 1);
    if (target.empty()) target = {kNan, kNan};
    targets.insert(targets.end(), target.begin(), target.end());
  }
  [[nodiscard]] ColdStartSongs view() const { return {artist, genre, decade, 1, audio, 2, targets, known}; }
};

std::vector<float> guess_of(const ColdStart& model, std::size_t song) {
  std::vector<float> guess(2);
  model.guess(song, guess);
  return guess;
}

TEST(ColdStart, ArtistsOtherSongsCountMost) {
  Songs songs;
  songs.add(1, 0, 0, 0, {1, 0});
  songs.add(1, 0, 0, 0, {1, 0});
  songs.add(2, 0, 0, 0, {0, 1});
  songs.add(3, 0, 0, 0, {0, 1});
  songs.add(1, 0, 0, 0, {});
  songs.add(9, 0, 0, 0, {});
  ColdStartOptions options;
  options.weights = {1, 1, 1, 2};
  const ColdStart model = ColdStart::fit(songs.view(), options);
  // All groups but the artist's have the mean of all four songs, one half.
  EXPECT_THAT(guess_of(model, 4), ElementsAre(FloatNear(0.75F, 1e-6F), FloatNear(0.25F, 1e-6F)));
  EXPECT_THAT(guess_of(model, 5), ElementsAre(FloatNear(0.5F, 1e-6F), FloatNear(0.5F, 1e-6F)));
}

TEST(ColdStart, OwnTargetsAreNeverLookedAt) {
  Songs songs;
  RandomSource random(1);
  for (std::uint32_t i = 0; i < 60; ++i) {
    const auto first = static_cast<float>(random.uniform());
    songs.add(i % 7, i % 3, i % 2, static_cast<float>(random.normal()), {first, 1 - first});
  }
  Songs hidden = songs;
  hidden.known[13] = 0;
  hidden.targets[26] = hidden.targets[27] = kNan;
  const std::vector<float> with = guess_of(ColdStart::fit(songs.view(), {}), 13);
  const std::vector<float> without = guess_of(ColdStart::fit(hidden.view(), {}), 13);
  EXPECT_NEAR(with[0], without[0], 1e-6);
  EXPECT_NEAR(with[0] + with[1], 1, 1e-5);
}

TEST(ColdStart, WhatIsNotKnownIsPassedOver) {
  Songs songs;
  songs.add(1, 1, 1, 0.1F, {1, 0});
  songs.add(2, 2, 2, 0.9F, {0, 1});
  songs.add(kNotKnown, kNotKnown, kNotKnown, kNan, {});
  const ColdStart model = ColdStart::fit(songs.view(), {});
  EXPECT_EQ(model.cluster(2), kNotKnown);
  EXPECT_NE(model.cluster(0), model.cluster(1));
  EXPECT_THAT(guess_of(model, 2), ElementsAre(FloatNear(0.5F, 1e-6F), FloatNear(0.5F, 1e-6F)));
}

TEST(ColdStart, GenreTellsWhereTheSoundIsNotKnown) {
  Songs songs;
  for (std::uint32_t i = 0; i < 80; ++i)
    songs.add(i, i % 2, 0, static_cast<float>(i % 5), {i % 2 == 0 ? 1.0F : 0.0F, i % 2 == 0 ? 0.0F : 1.0F});
  songs.add(1000, 0, 0, kNan, {});
  ColdStartOptions options;
  options.weights = {1, 1, 1, 1};
  EXPECT_GT(guess_of(ColdStart::fit(songs.view(), options), 80)[0], 0.95F);
}

TEST(ColdStart, SoundTellsWhereNothingElseDoes) {
  Songs songs;
  RandomSource random(4);
  for (std::uint32_t i = 0; i < 200; ++i) {
    const bool loud = i % 2 == 0;
    songs.add(i, 0, 0, static_cast<float>((loud ? 5 : -5) + random.normal()), {loud ? 1.0F : 0.0F, loud ? 0.0F : 1.0F});
  }
  songs.add(1000, 0, 0, 5, {});
  ColdStartOptions options;
  options.clusters = 2;
  EXPECT_GT(guess_of(ColdStart::fit(songs.view(), options), 200)[0], 0.8F);
}

TEST(LearnBackOff, TrustsAnArtistWhoKeepsToOneTopic) {
  Songs steady;
  Songs erratic;
  RandomSource random(2);
  for (std::uint32_t i = 0; i < 400; ++i) {
    const bool by_artist = i / 4 % 2 == 0;
    const bool by_chance = random.uniform() < 0.5;
    steady.add(i / 4, 0, 0, kNan, {by_artist ? 1.0F : 0.0F, by_artist ? 0.0F : 1.0F});
    erratic.add(i / 4, 0, 0, kNan, {by_chance ? 1.0F : 0.0F, by_chance ? 0.0F : 1.0F});
  }
  const auto artist_weight = [](const Songs& songs) {
    const ColdStart model = ColdStart::fit(songs.view(), {});
    return learn_back_off(model, songs.view(), 2, 2)[static_cast<std::size_t>(BackOff::artist)];
  };
  EXPECT_LT(artist_weight(steady), 1);
  EXPECT_GT(artist_weight(erratic), 16);
}

TEST(ColdStart, RefusesWhenNothingIsKnown) {
  Songs songs;
  songs.add(1, 1, 1, 0, {});
  EXPECT_THROW((void)ColdStart::fit(songs.view(), {}), Error);
  songs.add(1, 1, 1, 0, {1, 0});
  ColdStartSongs short_view = songs.view();
  short_view.genre = short_view.genre.first(1);
  EXPECT_THROW((void)ColdStart::fit(short_view, {}), Error);
}

}  // namespace
}  // namespace leitmotif::explore
