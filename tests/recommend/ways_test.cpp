// Every way to ask but the topic alone, held to a plain reference and to what docs/recommender.md promises.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>
#include <set>
#include <string>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/random_source.hpp"
#include "leitmotif/recommend/recommend.hpp"

namespace leitmotif::recommend {
namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

float uniform(RandomSource& draw) { return static_cast<float>(draw.next() >> 40U) / static_cast<float>(1U << 24U); }

/// Three topics, five parts; a song in eight has no lyrics, one in five no audio features.
Library random_library(std::size_t songs, std::uint64_t seed) {
  RandomSource draw(seed);
  std::vector<std::int64_t> id;
  std::vector<std::uint32_t> artist, genre;
  std::vector<std::int32_t> year;
  std::vector<float> root_mixture, probability, obscene, valence, energy, instrumentalness;
  for (std::size_t song = 0; song < songs; ++song) {
    id.push_back(static_cast<std::int64_t>(song + 1));
    artist.push_back(static_cast<std::uint32_t>(draw.below_by_bits(songs / 4 + 1)));
    genre.push_back(static_cast<std::uint32_t>(draw.below_by_bits(4)));
    year.push_back(draw.below_by_bits(9) == 0 ? kNoYear : static_cast<std::int32_t>(1950 + draw.below_by_bits(70)));
    const bool is_read = draw.below_by_bits(8) != 0;
    float sum = 0;
    std::array<float, 5> parts{};
    for (float& part : parts) sum += part = uniform(draw) * uniform(draw);
    for (const float part : parts) root_mixture.push_back(is_read ? std::sqrt(part / sum) : 0);
    const float three = parts[0] + parts[1] + parts[2];
    for (std::size_t topic = 0; topic < 3; ++topic) probability.push_back(is_read ? parts[topic] / three : kNaN);
    obscene.push_back(is_read ? parts[3] / sum : 0);
    const bool has_audio = draw.below_by_bits(5) != 0;
    for (std::vector<float>* feature : {&valence, &energy, &instrumentalness})
      feature->push_back(has_audio ? uniform(draw) : kNaN);
  }
  Library library;
  library.topics = 3;
  library.parts = 5;
  library.part_of_topic = {0, 1, 2};
  library.space = plain_space({library.parts, root_mixture, {valence, energy}, year});
  library.id = std::move(id);
  library.artist = std::move(artist);
  library.genre = std::move(genre);
  library.year = std::move(year);
  library.root_mixture = std::move(root_mixture);
  library.probability = std::move(probability);
  library.obscene = std::move(obscene);
  library.sound = {{"valence", std::move(valence), {}},
                   {"energy", std::move(energy), {}},
                   {"instrumentalness", std::move(instrumentalness), {}}};
  order_by_topic(library, 1);
  return library;
}

/// The scores of docs/recommender.md, written down once more as plainly as possible. NaN: no candidate.
double reference_score(const Library& library, const Query& query, std::size_t song) {
  double ways = 0;
  double sum = 0;
  bool known = false;
  const bool is_read = !std::isnan(library.probability_of(song, 0));
  const auto like = [&](std::uint32_t other) {
    double dot = 0;
    for (std::size_t i = 0; i < library.space->width; ++i)
      dot += double{library.space->row(song)[i]} * double{library.space->row(other)[i]};
    return (1 + dot) / 2;
  };
  const auto nearest = [&](const std::vector<std::uint32_t>& others) {
    double best = 0;
    for (const std::uint32_t other : others) best = std::max(best, like(other));
    return best;
  };
  const auto common = [&](const std::vector<float>& weights) {
    double total_weight = 0;
    double common_part = 0;
    for (const float weight : weights) total_weight += double{weight};
    for (std::size_t part = 0; part < weights.size(); ++part)
      common_part += std::sqrt(double{weights[part]} / total_weight) * double{library.roots_of(song)[part]};
    return common_part;
  };
  const auto add = [&](bool can_tell, double value) {
    ++ways;
    if (!can_tell) return;
    known = true;
    sum += value;
  };
  if (query.topic) add(is_read, double{library.probability_of(song, *query.topic)});
  if (!query.mix.empty()) add(is_read, common(query.mix));
  if (!query.text.empty()) add(is_read, common(query.text));
  if (query.mood) {
    const double valence = double{library.sound_of("valence")[song]} - query.mood->valence;
    const double energy = double{library.sound_of("energy")[song]} - query.mood->energy;
    add(!std::isnan(valence), 1 - std::sqrt(valence * valence + energy * energy) / std::numbers::sqrt2);
  }
  const bool is_placed = library.space->is_known(song);
  if (!query.like.empty()) add(is_placed, nearest(query.like));
  if (!query.unlike.empty() && is_placed) {
    known = true;
    sum -= nearest(query.unlike);
  }
  return known ? sum / std::max(1.0, ways) : std::numeric_limits<double>::quiet_NaN();
}

bool reference_matches(const Library& library, const Query& query, std::size_t song) {
  const auto among = [](const std::vector<std::uint32_t>& list, std::uint32_t number) {
    return std::ranges::find(list, number) != list.end();
  };
  const auto row = static_cast<std::uint32_t>(song);
  if (!query.genres.empty() && !among(query.genres, library.genre[song])) return false;
  if (!query.artists.empty() && !among(query.artists, library.artist[song])) return false;
  const std::int32_t year = library.year[song];
  if (query.years && (year == kNoYear || year < query.years->first || year > query.years->last)) return false;
  if (query.avoid_explicit && library.obscene[song] >= kExplicitWeight) return false;
  const bool instrumental = library.sound_of("instrumentalness")[song] > kInstrumentalness;
  if (query.instrumental == Instrumental::only && !instrumental) return false;
  if (query.instrumental == Instrumental::avoid && instrumental) return false;
  return !among(query.left_out, row) && !among(query.like, row) && !among(query.unlike, row);
}

bool reference_passes(const Library& library, const Query& query, std::size_t song) {
  return !query.topic || double{library.probability_of(song, *query.topic)} > query.threshold;
}

std::vector<std::pair<double, std::size_t>> reference_queue(const Library& library, const Query& query) {
  std::vector<std::pair<double, std::size_t>> queue;
  for (std::size_t song = 0; song < library.size(); ++song) {
    const double score = reference_score(library, query, song);
    if (!std::isnan(score) && reference_matches(library, query, song)) queue.emplace_back(score, song);
  }
  std::ranges::stable_sort(queue, [&](const auto& a, const auto& b) {
    const bool a_passes = reference_passes(library, query, a.second);
    const bool b_passes = reference_passes(library, query, b.second);
    return a_passes != b_passes ? a_passes : a.first > b.first;
  });
  return queue;
}

std::uint32_t known_song(const Library& library, RandomSource& draw) {
  for (;;) {
    const auto song = static_cast<std::uint32_t>(draw.below_by_bits(library.size()));
    if (library.space->is_known(song)) return song;
  }
}

/// Any ways together; `likes` says how many songs may be liked.
Query random_query(const Library& library, RandomSource& draw, std::size_t likes) {
  Query query;
  query.n = 1 + static_cast<std::int64_t>(draw.below_by_bits(30));
  const auto weights = [&] {
    std::vector<float> list;
    for (std::size_t part = 0; part < library.parts; ++part)
      list.push_back(draw.below_by_bits(2) == 0 ? 0 : uniform(draw));
    list[draw.below_by_bits(list.size())] = 0.5F;
    return list;
  };
  if (draw.below_by_bits(2) == 0) query.topic = draw.below_by_bits(3);
  if (draw.below_by_bits(3) == 0) query.mix = weights();
  if (draw.below_by_bits(3) == 0) query.text = weights();
  if (draw.below_by_bits(3) == 0)
    query.mood = Mood{static_cast<double>(uniform(draw)), static_cast<double>(uniform(draw))};
  for (std::size_t i = draw.below_by_bits(likes + 1); i > 0; --i) query.like.push_back(known_song(library, draw));
  if (draw.below_by_bits(3) == 0) query.unlike.push_back(known_song(library, draw));
  std::erase_if(query.unlike, [&](auto song) { return std::ranges::find(query.like, song) != query.like.end(); });
  if (!query.topic && query.mix.empty() && query.text.empty() && !query.mood && query.like.empty())
    query.mix = weights();
  query.threshold = static_cast<double>(draw.below_by_bits(4)) / 4;
  if (draw.below_by_bits(4) == 0) query.genres = {static_cast<std::uint32_t>(draw.below_by_bits(4)), 1};
  if (draw.below_by_bits(4) == 0) query.years = YearRange{1960, 1960 + static_cast<int>(draw.below_by_bits(60))};
  if (draw.below_by_bits(4) == 0) query.avoid_explicit = true;
  if (draw.below_by_bits(4) == 0)
    query.instrumental = draw.below_by_bits(2) == 0 ? Instrumental::only : Instrumental::avoid;
  if (draw.below_by_bits(4) == 0) query.left_out = {static_cast<std::uint32_t>(draw.below_by_bits(library.size()))};
  return query;
}

/// No song twice, and the parts of a score are all of it.
void expect_in_order(const Answer& answer) {
  std::set<std::size_t> songs;
  for (const Ranked& song : answer.songs) {
    EXPECT_TRUE(songs.insert(song.index).second) << "a song twice";
    double sum = 0;
    for (const Part& part : song.parts) sum += part.value;
    EXPECT_NEAR(song.score, sum, 1e-12);
    EXPECT_FALSE(song.parts.empty());
  }
}

/// A path of `n` songs between two that are drawn.
Query path_query(const Library& library, std::uint64_t seed, std::int64_t n) {
  RandomSource draw(seed);
  Query query;
  query.path = Path{known_song(library, draw), known_song(library, draw)};
  query.n = n;
  return query;
}

/// How many random queries, with how many liked songs at most; the same seed draws the same.
struct RandomQueries {
  std::size_t likes = 0;
  int rounds = 0;
  std::uint64_t seed = 0;
};

/// Calls `look` with each query, and with what it was drawn from.
template <class Look>
void for_each_query(const Library& library, const RandomQueries& wanted, const Look& look) {
  RandomSource draw(wanted.seed);
  for (int round = 0; round < wanted.rounds; ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    look(random_query(library, draw, wanted.likes), draw);
  }
}

TEST(RankAll, AgreesWithAPlainReference) {
  const Library library = random_library(300, 5);
  for_each_query(library, {.likes = 1, .rounds = 1500, .seed = 11}, [&](const Query& query, RandomSource&) {
    const Answer answer = rank(library, query);
    const auto queue = reference_queue(library, query);
    ASSERT_EQ(answer.songs.size(), std::min(queue.size(), static_cast<std::size_t>(query.n)));
    for (std::size_t i = 0; i < answer.songs.size(); ++i) {
      // Rounding may swap songs whose scores are the same but for that.
      EXPECT_NEAR(answer.songs[i].score, queue[i].first, 1e-6);
      EXPECT_NEAR(reference_score(library, query, answer.songs[i].index), answer.songs[i].score, 1e-6);
      EXPECT_TRUE(reference_matches(library, query, answer.songs[i].index));
    }
    std::size_t passed = 0;
    for (const auto& [score, song] : queue) passed += reference_passes(library, query, song) ? 1U : 0U;
    EXPECT_EQ(answer.passed, passed);
    expect_in_order(answer);
  });
}

TEST(RankAll, NeverGivesFewerSongsThanThereAre) {
  const Library library = random_library(120, 6);
  for_each_query(library, {.likes = 4, .rounds = 1500, .seed = 12}, [&](Query query, RandomSource& draw) {
    query.artist_cap = draw.below_by_bits(3);
    query.variety = draw.below_by_bits(2) == 0 ? 0 : static_cast<double>(uniform(draw));
    query.order = draw.below_by_bits(3) == 0 ? Order::random : Order::best;
    const Answer answer = rank(library, query);
    ASSERT_EQ(answer.songs.size(), std::min(reference_queue(library, query).size(), static_cast<std::size_t>(query.n)));
    for (const Ranked& song : answer.songs) EXPECT_TRUE(reference_matches(library, query, song.index));
    expect_in_order(answer);
  });
}

TEST(RankAll, TheCapHoldsWhileThereAreEnoughArtists) {
  const Library library = random_library(400, 7);
  for_each_query(library, {.likes = 3, .rounds = 300, .seed = 13}, [&](Query query, RandomSource& draw) {
    query.genres.clear();
    query.years.reset();
    query.instrumental = Instrumental::allow;
    query.avoid_explicit = false;
    query.n = 10;
    query.artist_cap = 1;
    query.variety = draw.below_by_bits(2) == 0 ? 0 : 0.5;
    std::map<std::uint32_t, int> songs;
    for (const Ranked& song : rank(library, query).songs) EXPECT_EQ(++songs[library.artist[song.index]], 1);
  });
}

TEST(RankAll, VarietyZeroIsThePlainRankingAndMoreMakesSongsDiffer) {
  const Library library = random_library(500, 8);
  const auto mean_likeness = [&](const Answer& answer) {
    double sum = 0;
    int pairs = 0;
    for (std::size_t a = 0; a < answer.songs.size(); ++a)
      for (std::size_t b = 0; b < a; ++b, ++pairs)
        sum +=
            likeness(dot_product(library.space->row(answer.songs[a].index), library.space->row(answer.songs[b].index)));
    return sum / pairs;
  };
  Query query;
  query.topic = 1;
  query.n = 12;
  query.artist_cap = 2;
  const Answer plain = rank(library, query);
  query.variety = 1e-12;
  const Answer barely = rank(library, query);
  ASSERT_EQ(plain.songs.size(), barely.songs.size());
  for (std::size_t i = 0; i < plain.songs.size(); ++i) EXPECT_EQ(plain.songs[i].index, barely.songs[i].index);
  query.variety = 1;
  const Answer varied = rank(library, query);
  EXPECT_LT(mean_likeness(varied), mean_likeness(plain));
  const Part& last = varied.songs.back().parts.back();
  EXPECT_EQ(last.kind, PartKind::variety);
  EXPECT_LT(last.value, 0);
  EXPECT_TRUE(last.song);
}

TEST(RankAll, TheNumberOfThreadsChangesNothing) {
  const Library library = random_library(170000, 9);
  int round = 0;
  for_each_query(library, {.likes = 3, .rounds = 12, .seed = 14}, [&](Query query, RandomSource& draw) {
    if (round++ % 3 == 0) query.path = Path{known_song(library, draw), known_song(library, draw)};
    query.n = std::max<std::int64_t>(2, query.n);
    query.artist_cap = 2;
    const Answer one = rank(library, query, 1);
    const Answer four = rank(library, query, 4);
    ASSERT_EQ(one.songs.size(), four.songs.size());
    for (std::size_t i = 0; i < one.songs.size(); ++i) {
      EXPECT_EQ(one.songs[i].index, four.songs[i].index);
      EXPECT_EQ(one.songs[i].score, four.songs[i].score);
    }
    EXPECT_EQ(one.passed, four.passed);
  });
}

TEST(RankAll, ADrawDependsOnTheSeedOnly) {
  const Library library = random_library(300, 10);
  Query query;
  query.mood = Mood{0.8, 0.3};
  query.order = Order::random;
  query.seed = 4;
  const auto songs = [&] {
    std::vector<std::size_t> rows;
    for (const Ranked& song : rank(library, query).songs) rows.push_back(song.index);
    return rows;
  };
  const auto first = songs();
  EXPECT_EQ(songs(), first);
  query.seed = 5;
  EXPECT_NE(songs(), first);
}

TEST(RankAll, LikedSongsAreMixedNotAveraged) {
  // Two liked songs far apart, with songs around each and many in the middle.
  Library library = random_library(60, 15);
  Space space;
  space.width = 2;
  std::vector<float> rows;
  for (std::size_t song = 0; song < 60; ++song) {
    const double angle = song < 10   ? 0.001 * static_cast<double>(song)
                         : song < 20 ? 1.5 + 0.01 * static_cast<double>(song - 10)
                                     : 0.75;
    rows.push_back(static_cast<float>(std::cos(angle)));
    rows.push_back(static_cast<float>(std::sin(angle)));
  }
  space.rows = std::move(rows);
  library.space = space;
  Query query;
  query.like = {0, 10};
  query.n = 8;
  int near_first = 0;
  int near_second = 0;
  for (const Ranked& song : rank(library, query).songs) {
    near_first += song.index < 10 ? 1 : 0;
    near_second += song.index >= 10 && song.index < 20 ? 1 : 0;
    EXPECT_EQ(song.parts[0].song, song.index < 10 ? 0U : 10U) << "the song that caused it";
  }
  EXPECT_EQ(near_first, 4);
  EXPECT_EQ(near_second, 4);
}

TEST(RankAll, UnlikeMovesSongsAway) {
  const Library library = random_library(300, 16);
  RandomSource draw(17);
  Query query;
  query.like = {known_song(library, draw)};
  query.n = 20;
  const std::size_t nearest = rank(library, query).songs[0].index;
  query.unlike = {static_cast<std::uint32_t>(nearest)};
  for (const Ranked& song : rank(library, query).songs) {
    EXPECT_NE(song.index, nearest);
    EXPECT_LT(song.parts[1].value, 0);
  }
}

/// Rounded rows only choose who is scored exactly.
TEST(RankAll, CoarseRowsChangeNothingThatIsGiven) {
  Library library = random_library(20000, 5);
  Query liked;
  liked.like = {3, 500};
  liked.unlike = {77};
  Query path;
  path.path = Path{3, 9000};
  const std::vector<Query> queries = {liked, path};
  std::vector<Answer> exact;
  for (const Query& query : queries) exact.push_back(rank(library, query));
  Space rounded = *library.space;
  add_coarse_rows(rounded, 2);
  library.space = rounded;
  std::size_t same = 0;
  for (std::size_t q = 0; q < queries.size(); ++q) {
    const Answer coarse = rank(library, queries[q]);
    ASSERT_EQ(coarse.songs.size(), exact[q].songs.size());
    EXPECT_EQ(coarse.passed, exact[q].passed);
    for (std::size_t i = 0; i < coarse.songs.size(); ++i) {
      same += coarse.songs[i].index == exact[q].songs[i].index ? 1U : 0U;
      EXPECT_NEAR(coarse.songs[i].score, exact[q].songs[i].score, 0.01);
    }
  }
  EXPECT_EQ(same, 20U);
}

TEST(RankPath, BeginsAndEndsWithTheSongsAndRepeatsNone) {
  const Library library = random_library(400, 18);
  RandomSource draw(19);
  for (int round = 0; round < 200; ++round) {
    Query query;
    query.path = Path{known_song(library, draw), known_song(library, draw)};
    if (query.path->from == query.path->to) continue;
    query.n = 2 + static_cast<std::int64_t>(draw.below_by_bits(20));
    const Answer answer = rank(library, query);
    ASSERT_EQ(answer.songs.size(), static_cast<std::size_t>(query.n));
    EXPECT_EQ(answer.songs.front().index, query.path->from);
    EXPECT_EQ(answer.songs.back().index, query.path->to);
    EXPECT_NEAR(answer.songs.front().score, 1, 1e-6);
    expect_in_order(answer);
  }
}

TEST(RankPath, EverySongIsTheNearestThatIsLeft) {
  const Library library = random_library(300, 20);
  const Query query = path_query(library, 21, 3);
  const Answer answer = rank(library, query);
  ASSERT_EQ(answer.songs.size(), 3U);
  // The point in the middle of an arc lies in the direction of the sum of its ends.
  const auto from = library.space->row(query.path->from);
  const auto to = library.space->row(query.path->to);
  std::vector<float> middle;
  double squares = 0;
  for (std::size_t i = 0; i < from.size(); ++i) {
    middle.push_back(from[i] + to[i]);
    squares += double{middle.back()} * double{middle.back()};
  }
  for (std::size_t song = 0; song < library.size(); ++song) {
    if (song == query.path->from || song == query.path->to || !library.space->is_known(song)) continue;
    EXPECT_LE(likeness(dot_product(library.space->row(song), middle) / std::sqrt(squares)),
              answer.songs[1].score + 1e-6);
  }
}

TEST(RankPath, FiltersHoldForTheEndsToo) {
  const Library library = random_library(300, 22);
  Query query = path_query(library, 23, 6);
  query.left_out = {query.path->from};
  query.genres = {2};
  for (const Ranked& song : rank(library, query).songs) {
    EXPECT_NE(song.index, query.path->from);
    EXPECT_EQ(library.genre[song.index], 2U);
  }
}

// Filters alone: what is nearest to the middle of all that is let in.
TEST(RankQuery, TypicalSongsAreNearestToTheMiddleOfThoseThatPass) {
  const Library library = random_library(400, 31);
  Query query;
  query.typical = true;
  query.genres = {1};
  query.years = YearRange{1960, 1999};
  query.n = 30;
  const auto passes = [&](std::size_t song) {
    return library.genre[song] == 1 && library.year[song] >= 1960 && library.year[song] <= 1999;
  };
  std::vector<double> middle(library.space->width);
  std::size_t passing = 0;
  for (std::size_t song = 0; song < library.size(); ++song) {
    if (!passes(song)) continue;
    ++passing;
    for (std::size_t d = 0; d < middle.size(); ++d) middle[d] += double{library.space->row(song)[d]};
  }
  double length = 0;
  for (const double value : middle) length += value * value;
  ASSERT_GT(passing, 31U);
  const auto typical = [&](std::size_t song) {
    double dot = 0;
    for (std::size_t d = 0; d < middle.size(); ++d) dot += middle[d] * double{library.space->row(song)[d]};
    return (1 + dot / std::sqrt(length)) / 2;
  };
  const Answer answer = rank(library, query);
  EXPECT_EQ(answer.passed, passing);
  ASSERT_EQ(answer.songs.size(), 30U);
  std::set<std::size_t> given;
  double before = 1;
  for (const Ranked& song : answer.songs) {
    EXPECT_TRUE(passes(song.index));
    ASSERT_EQ(song.parts.size(), 1U);
    EXPECT_EQ(song.parts[0].kind, PartKind::typical);
    EXPECT_NEAR(song.score, typical(song.index), 1e-5);
    EXPECT_LE(song.score, before + 1e-9);
    before = song.score;
    given.insert(song.index);
  }
  for (std::size_t song = 0; song < library.size(); ++song) {
    if (!passes(song) || given.contains(song)) continue;
    EXPECT_LE(typical(song), before + 1e-5);
  }
}

// A library of which nothing is known is answered all the same.
TEST(RankQuery, UnknownSongsAreTheLastTypicalOnes) {
  Library library = random_library(60, 32);
  std::vector<float> rows(60 * 2);
  for (std::size_t song = 0; song < 60; song += 3) rows[song * 2] = 1;
  library.space = Space{2, rows, {}};
  Query query;
  query.typical = true;
  query.n = 60;
  const Answer answer = rank(library, query);
  ASSERT_EQ(answer.songs.size(), 60U);
  for (std::size_t place = 0; place < 60; ++place)
    EXPECT_NEAR(answer.songs[place].score, place < 20 ? 1 : 0, 1e-6) << place;
}

TEST(RankQuery, RefusesWhatMakesNoSense) {
  const Library library = random_library(50, 24);
  const auto refused = [&](const std::function<void(Query&)>& change) {
    Query query;
    query.topic = 0;
    change(query);
    try {
      (void)rank(library, query);
    } catch (const Error& error) {
      return error.kind() == ErrorKind::invalid_argument || error.kind() == ErrorKind::resource_limit;
    }
    return false;
  };
  EXPECT_TRUE(refused([](Query& query) { query.topic.reset(); })) << "nothing is asked";
  EXPECT_TRUE(refused([](Query& query) { query.mix = {0, 0, 0, 0, 0}; }));
  EXPECT_TRUE(refused([](Query& query) { query.mix = {1, -1, 0, 0, 0}; }));
  EXPECT_TRUE(refused([](Query& query) { query.mix = {1, kNaN, 0, 0, 0}; }));
  EXPECT_TRUE(refused([](Query& query) { query.mix = {1}; }));
  EXPECT_TRUE(refused([](Query& query) { query.mood = Mood{1.5, 0}; }));
  EXPECT_TRUE(refused([](Query& query) { query.mood = Mood{0.5, double{kNaN}}; }));
  EXPECT_TRUE(refused([](Query& query) { query.variety = 1.1; }));
  EXPECT_TRUE(refused([](Query& query) { query.variety = double{kNaN}; }));
  EXPECT_TRUE(refused([](Query& query) { query.like = query.unlike = {1}; }));
  EXPECT_TRUE(refused([](Query& query) { query.like = {50}; }));
  EXPECT_TRUE(refused([](Query& query) { query.path = Path{3, 3}; }));
  EXPECT_TRUE(refused([](Query& query) {
    query.path = Path{3, 4};
    query.n = 201;
  }));
  EXPECT_TRUE(refused([](Query& query) {
    query.path = Path{3, 4};
    query.n = 1;
  }));
  EXPECT_TRUE(refused([](Query& query) {
    query.path = Path{3, 4};
    query.order = Order::random;
  }));
}

}  // namespace
}  // namespace leitmotif::recommend
