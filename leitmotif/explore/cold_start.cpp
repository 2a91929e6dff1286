#include "leitmotif/explore/cold_start.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/core/standardise.hpp"
#include "leitmotif/explore/kmeans.hpp"

namespace leitmotif::explore {
namespace {

constexpr std::uint64_t kNoKey = std::numeric_limits<std::uint64_t>::max();
/// Songs the clusters are found on; more do not move the centers.
constexpr std::size_t kClusteredSongs = 50'000;
constexpr std::size_t kClusterStarts = 3;
constexpr std::size_t kSongsAPiece = 2048;

std::span<const float> audio_of(const ColdStartSongs& songs, std::size_t song) {
  return songs.audio.subspan(song * songs.features, songs.features);
}

bool is_whole(std::span<const float> row) {
  return !row.empty() && std::ranges::all_of(row, [](float value) { return std::isfinite(value); });
}

/// Of each audio feature, over the songs that have every one.
std::vector<Standard> standards_of(const ColdStartSongs& songs, const std::vector<std::size_t>& whole) {
  std::vector<Standard> standards;
  std::vector<double> column(whole.size());
  for (std::size_t f = 0; f < songs.features; ++f) {
    for (std::size_t place = 0; place < whole.size(); ++place) column[place] = double{audio_of(songs, whole[place])[f]};
    standards.push_back(standard_of(column));
  }
  return standards;
}

void standardise(const std::vector<Standard>& standards, std::span<const float> row, std::span<double> out) {
  for (std::size_t f = 0; f < row.size(); ++f) out[f] = standards[f].score(double{row[f]});
}

void check(const ColdStartSongs& songs) {
  const std::size_t n = songs.size();
  if (songs.genre.size() != n || songs.decade.size() != n || songs.known.size() != n ||
      songs.audio.size() != n * songs.features || songs.targets.size() != n * songs.width)
    throw Error(ErrorKind::invalid_argument, "cold start: the columns differ in length");
  if (std::ranges::none_of(songs.known, [](std::uint8_t known) { return known != 0; }))
    throw Error(ErrorKind::invalid_argument, "cold start: the topics of no song are known");
}

/// Stands for any cluster in a key.
constexpr std::uint32_t kAny = kNotKnown - 1;

std::uint32_t or_any(std::uint32_t cluster) { return cluster == kNotKnown ? kAny : cluster; }

/// One key of several parts; none when a part is not known.
std::uint64_t joined(std::initializer_list<std::uint32_t> parts) {
  std::uint64_t key = 0;
  for (const std::uint32_t part : parts) {
    if (part == kNotKnown) return kNoKey;
    key = (key ^ part) * 0x9E3779B97F4A7C15U + 1;  // 64 bits of a hash: equal ones do not happen
  }
  return key;
}

}  // namespace

ColdStart ColdStart::fit(const ColdStartSongs& songs, const ColdStartOptions& options) {
  check(songs);
  ColdStart model(songs, options);
  model.find_clusters();
  model.total_.resize(songs.width);
  for (std::size_t song = 0; song < songs.size(); ++song) {
    if (songs.known[song] == 0) continue;
    ++model.known_;
    for (std::size_t c = 0; c < songs.width; ++c) model.total_[c] += songs.targets[song * songs.width + c];
  }
  // Each level's groups, and the same groups with songs of any sound.
  std::array<std::array<std::vector<std::uint64_t>, 2>, kBackOffLevels> keys;
  for (std::size_t song = 0; song < songs.size(); ++song) {
    const std::uint32_t cluster = model.cluster_[song];
    const std::uint32_t genre = songs.genre[song];
    const std::uint32_t decade = songs.decade[song];
    const std::array<std::array<std::uint64_t, 2>, kBackOffLevels> own = {{
        {joined({cluster}), kNoKey},
        {joined({or_any(cluster), genre}), joined({kAny, genre})},
        {joined({or_any(cluster), genre, decade}), joined({kAny, genre, decade})},
        {joined({songs.artist[song]}), kNoKey},
    }};
    for (std::size_t level = 0; level < kBackOffLevels; ++level) {
      keys[level][0].push_back(own[level][0]);
      keys[level][1].push_back(own[level][1] == own[level][0] ? kNoKey : own[level][1]);
    }
  }
  for (const auto& [own, wider] : keys) model.add_level(own, wider);
  return model;
}

void ColdStart::find_clusters() {
  cluster_.assign(songs_.size(), kNotKnown);
  std::vector<std::size_t> whole;
  for (std::size_t song = 0; song < songs_.size(); ++song)
    if (is_whole(audio_of(songs_, song))) whole.push_back(song);
  if (whole.empty()) return;
  const std::vector<Standard> standards = standards_of(songs_, whole);
  const std::size_t step = 1 + (whole.size() - 1) / kClusteredSongs;
  std::vector<double> rows;
  std::set<std::vector<double>> different;
  for (std::size_t place = 0; place < whole.size(); place += step) {
    std::vector<double> row(songs_.features);
    standardise(standards, audio_of(songs_, whole[place]), row);
    rows.insert(rows.end(), row.begin(), row.end());
    if (different.size() < options_.clusters) different.insert(std::move(row));
  }
  KMeansOptions how;
  how.clusters = std::min(options_.clusters, different.size());
  how.starts = kClusterStarts;
  how.seed = options_.seed;
  how.threads = options_.threads;
  const Clustering clustering = k_means(rows, songs_.features, how);
  parallel_for(whole.size(), kSongsAPiece, options_.threads, [&](std::size_t begin, std::size_t end) {
    std::vector<double> row(songs_.features);
    for (std::size_t place = begin; place < end; ++place) {
      standardise(standards, audio_of(songs_, whole[place]), row);
      cluster_[whole[place]] = nearest_center(row, clustering.centers);
    }
  });
}

void ColdStart::add_level(std::span<const std::uint64_t> keys, std::span<const std::uint64_t> wider) {
  Level level;
  std::unordered_map<std::uint64_t, std::uint32_t> numbers;
  const std::size_t width = songs_.width;
  const auto number_of = [&](std::uint64_t key) {
    const auto number = numbers.try_emplace(key, static_cast<std::uint32_t>(numbers.size())).first->second;
    level.counts.resize(numbers.size());
    level.sums.resize(numbers.size() * width);
    return number;
  };
  for (std::size_t song = 0; song < keys.size(); ++song) {
    level.group.push_back(keys[song] == kNoKey ? kNotKnown : number_of(keys[song]));
    if (songs_.known[song] == 0) continue;
    for (const std::uint64_t key : {keys[song], wider[song]}) {
      if (key == kNoKey) continue;
      const std::uint32_t number = number_of(key);
      ++level.counts[number];
      for (std::size_t c = 0; c < width; ++c) level.sums[number * width + c] += songs_.targets[song * width + c];
    }
  }
  levels_.push_back(std::move(level));
}

void ColdStart::guess_with(std::size_t song, const std::array<double, kBackOffLevels>& weights,
                           std::span<float> guess) const {
  const std::size_t width = songs_.width;
  const double own = songs_.known[song] != 0 ? 1 : 0;
  const auto own_target = [&](std::size_t c) {
    return own > 0 ? static_cast<double>(songs_.targets[song * width + c]) : 0;
  };
  // With no other song than itself there is nothing to go by, and the guess is the song.
  const bool alone = known_ - own < 1;
  for (std::size_t c = 0; c < width; ++c)
    guess[c] = static_cast<float>(alone ? total_[c] / known_ : (total_[c] - own_target(c)) / (known_ - own));
  for (std::size_t l = 0; l < levels_.size(); ++l) {
    const Level& level = levels_[l];
    const std::uint32_t group = level.group[song];
    if (group == kNotKnown) continue;
    const double count = level.counts[group] - own;
    if (count < 1) continue;
    for (std::size_t c = 0; c < width; ++c) {
      const double sum = std::max(0.0, level.sums[group * width + c] - own_target(c));
      guess[c] = static_cast<float>((sum + weights[l] * double{guess[c]}) / (count + weights[l]));
    }
  }
}

namespace {

/// The guesses of the first `count` targets.
struct Guesses {
  const ColdStart& model;
  const ColdStartSongs& songs;
  std::size_t count;
  unsigned threads;
};

double mean_log_loss(const Guesses& guesses, const std::array<double, kBackOffLevels>& weights) {
  constexpr double kLeast = 1e-6;
  const ColdStartSongs& songs = guesses.songs;
  std::vector<double> losses(songs.size());
  parallel_for(songs.size(), kSongsAPiece, guesses.threads, [&](std::size_t begin, std::size_t end) {
    std::vector<float> guess(songs.width);
    for (std::size_t song = begin; song < end; ++song) {
      if (songs.known[song] == 0) continue;
      const std::span<const float> truth = songs.targets.subspan(song * songs.width, guesses.count);
      const auto right = static_cast<std::size_t>(std::ranges::max_element(truth) - truth.begin());
      guesses.model.guess_with(song, weights, guess);
      losses[song] = -std::log(std::max(kLeast, double{guess[right]}));
    }
  });
  double sum = 0;
  double known = 0;
  for (std::size_t song = 0; song < songs.size(); ++song) {
    sum += losses[song];
    known += songs.known[song] != 0 ? 1 : 0;
  }
  return sum / known;
}

}  // namespace

std::array<double, kBackOffLevels> learn_back_off(const ColdStart& model, const ColdStartSongs& songs,
                                                  std::size_t count, unsigned threads) {
  constexpr int kPasses = 2;
  constexpr double kMost = 4096;
  const Guesses guesses{model, songs, count, threads};
  std::array<double, kBackOffLevels> best = ColdStartOptions().weights;
  double least = mean_log_loss(guesses, best);
  for (int pass = 0; pass < kPasses; ++pass)
    for (std::size_t level = 0; level < kBackOffLevels; ++level)
      for (double weight = 0.5; weight <= kMost; weight *= 2) {
        std::array<double, kBackOffLevels> tried = best;
        tried[level] = weight;
        const double loss = mean_log_loss(guesses, tried);
        if (loss >= least) continue;
        least = loss;
        best = tried;
      }
  return best;
}

}  // namespace leitmotif::explore
