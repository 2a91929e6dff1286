#include "leitmotif/corpus/song_generator.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <unordered_set>

#include "leitmotif/core/error.hpp"
#include "leitmotif/corpus/invented_names.hpp"

namespace leitmotif::corpus {
namespace {

constexpr double kPrior = 1.0 / 19;  // of the topic model that made the data set's weights
constexpr std::size_t kOtherSyllables = 3;
constexpr std::size_t kOtherStride = 104'729;  // prime, so that neighbouring ranks look nothing alike
constexpr std::size_t kOtherNames = 512'000;   // words of three syllables

// Streams of the seed: songs have the even ones, artists the odd ones.
constexpr std::uint64_t song_stream(std::size_t number) { return 2 * std::uint64_t{number}; }
constexpr std::uint64_t artist_stream(std::size_t number) { return 2 * std::uint64_t{number} + 1; }

std::size_t pick(std::span<const double> shares, RandomSource& random) {
  double sum = 0;
  for (const double share : shares) sum += share;
  double left = random.uniform() * sum;
  for (std::size_t i = 0; i + 1 < shares.size(); ++i)
    if ((left -= shares[i]) < 0) return i;
  return shares.size() - 1;
}

template <std::size_t N>
std::array<double, N> dirichlet(const std::array<double, N>& mean, double concentration, RandomSource& random) {
  constexpr double kLeast = 1e-9;  // a mean that was drawn as 0 still needs a shape
  std::array<double, N> drawn;
  double sum = 0;
  double mean_sum = 0;
  for (const double share : mean) mean_sum += share;
  for (std::size_t i = 0; i < N; ++i)
    sum += drawn[i] = random.gamma(std::max(mean[i] / mean_sum, kLeast) * concentration);
  if (!(sum > 0)) return mean;
  for (double& share : drawn) share /= sum;
  return drawn;
}

/// Cholesky's lower triangle. Source: Golub, Van Loan, Matrix Computations, 4.2.
std::array<Scores, kScores> triangle_of(const std::array<Scores, kScores>& covariance) {
  std::array<Scores, kScores> lower{};
  for (std::size_t row = 0; row < kScores; ++row)
    for (std::size_t column = 0; column <= row; ++column) {
      double rest = covariance[row][column];
      for (std::size_t k = 0; k < column; ++k) rest -= lower[row][k] * lower[column][k];
      lower[row][column] = row == column ? std::sqrt(rest) : rest / lower[column][column];
    }
  return lower;
}

double year_score(int year) {
  const double decades = (year + 0.5 - kFirstGeneratedYear) / 10;
  const auto decade = static_cast<std::size_t>(decades);
  return kYearScore[decade] + (decades - static_cast<double>(decade)) * (kYearScore[decade + 1] - kYearScore[decade]);
}

/// The value of a feature at a standard normal score.
double feature_at(std::size_t feature, double score) {
  const auto& quantiles = kFeatureQuantiles[feature];
  const double rank = std::erfc(-score / std::sqrt(2.0)) / 2 * static_cast<double>(quantiles.size() - 1);
  const auto below = std::min(static_cast<std::size_t>(rank), quantiles.size() - 2);
  return quantiles[below] + (rank - static_cast<double>(below)) * (quantiles[below + 1] - quantiles[below]);
}

std::vector<double> falling_weights(std::size_t count, double offset, double exponent) {
  std::vector<double> weights(count);
  for (std::size_t k = 0; k < count; ++k) weights[k] = std::pow(static_cast<double>(k) + offset, -exponent);
  return weights;
}

std::size_t artists_for(std::size_t songs) {
  if (songs == 0) throw Error(ErrorKind::invalid_argument, "0 songs are asked for, expected at least 1");
  if (songs > kMostGeneratedSongs)
    throw Error(ErrorKind::resource_limit,
                std::to_string(songs) + " songs are asked for, the limit is " + std::to_string(kMostGeneratedSongs));
  return std::max<std::size_t>(1, static_cast<std::size_t>(kArtistsPerSong * static_cast<double>(songs)));
}

void refuse_no_words(const std::array<PartWords, kMixtureParts.size()>& parts) {
  bool any = false;
  for (const PartWords& part : parts) {
    if (part.words.size() != part.weights.size())
      throw Error(ErrorKind::invalid_argument, "a topic has " + std::to_string(part.words.size()) + " words and " +
                                                   std::to_string(part.weights.size()) + " weights");
    for (const std::string& word : part.words)
      if (word.empty() || word.find_first_of(" \t\r\n") != std::string::npos)
        throw Error(ErrorKind::invalid_argument, "'" + word + "' is not one word, so no lyric can be made of it");
    any = any || !part.words.empty();
  }
  if (!any) throw Error(ErrorKind::invalid_argument, "no topic has words, so no lyric can be made");
}

/// The strongest of the eight topics that are labels, the first among equals.
std::string topic_of(const Labels& labels) {
  std::size_t best = 0;
  std::array<double, kTopics.size()> weight{};
  for (std::size_t topic = 0; topic < kTopics.size(); ++topic) {
    const auto part = std::ranges::find(kMixtureParts, kTopics[topic]) - kMixtureParts.begin();
    weight[topic] = labels.weights[static_cast<std::size_t>(part)];
    if (weight[topic] > weight[best]) best = topic;
  }
  return std::string(kTopics[best]);
}

std::string joined(std::span<const std::string_view> words) {
  std::string text;
  for (const std::string_view word : words) text.append(text.empty() ? "" : " ").append(word);
  return text;
}

std::string title_of(std::span<const std::string_view> words, std::size_t number, RandomSource& random) {
  const std::size_t length = std::min(pick(kTitleWords, random) + 1, words.size());
  const std::size_t begin = random.below(words.size() - length + 1);
  return joined(words.subspan(begin, length)) + " no. " + std::to_string(number + 1);
}

}  // namespace

SongGenerator::SongGenerator(std::array<PartWords, kMixtureParts.size()> parts, std::size_t songs, std::uint64_t seed)
    : parts_(std::move(parts)), spread_(triangle_of(kScoreCovariance)), songs_(songs), seed_(seed) {
  artists_ = WeightedDraw(falling_weights(artists_for(songs), kArtistRankOffset, kArtistRankExponent));
  refuse_no_words(parts_);
  std::unordered_set<std::string_view> taken;
  for (std::size_t part = 0; part < parts_.size(); ++part) {
    if (!parts_[part].words.empty()) part_draws_[part] = WeightedDraw(parts_[part].weights);
    taken.insert(parts_[part].words.begin(), parts_[part].words.end());
  }
  for (std::size_t name = 0; other_words_.size() < kOtherWords && name < kOtherNames; ++name) {
    std::string word = invented_word(name * kOtherStride % kOtherNames, kOtherSyllables);
    if (!taken.contains(word)) other_words_.push_back(std::move(word));
  }
  other_draw_ = WeightedDraw(falling_weights(other_words_.size(), kOtherRankOffset, 1));
}

SongGenerator::Artist SongGenerator::artist(std::size_t number) const {
  RandomSource random(seed_, artist_stream(number));
  Artist artist;
  artist.genre = pick(kGenreShare, random);
  artist.year =
      kFirstGeneratedYear + 10 * (static_cast<double>(pick(kDecadeShare[artist.genre], random)) + random.uniform());
  artist.mixture = dirichlet(kGenreMixture[artist.genre], kArtistConcentration, random);
  for (double& score : artist.tendency) score = random.normal();
  return artist;
}

SongGenerator::Lyric SongGenerator::lyric(const Mixture& mixture, RandomSource& random) const {
  const double length = std::exp(kLogWordsMean + kLogWordsDeviation * random.normal());
  const auto words = static_cast<std::size_t>(std::clamp(length, 1.0, static_cast<double>(kMostGeneratedWords)));
  constexpr std::size_t kOther = kMixtureParts.size();
  std::array<std::size_t, kMostGeneratedWords> part_of{};
  Lyric lyric;
  lyric.words.resize(words);
  for (std::size_t i = 0; i < words; ++i) {
    std::size_t part = kOther;
    if (i > 0 && random.uniform() < kRepeatShare) {
      const std::size_t before = random.below(i);
      lyric.words[i] = lyric.words[before];
      part = part_of[before];
    } else {
      if (random.uniform() >= kOtherWordShare) part = pick(mixture, random);
      if (part < kOther && parts_[part].words.empty()) part = kOther;
      lyric.words[i] =
          part < kOther ? parts_[part].words[part_draws_[part].draw(random)] : other_words_[other_draw_.draw(random)];
    }
    part_of[i] = part;
    if (part < kOther) ++lyric.counts[part];
  }
  return lyric;
}

std::array<double, kAudioFeatures.size()> SongGenerator::audio(const Artist& artist, std::size_t genre, int year,
                                                               RandomSource& random) const {
  const Scores& mean = kGenreScores[genre];
  Scores own;  // independent, mean 0, variance 1: the year's is known, the others are drawn around the artist's
  own[0] = (year_score(year) - mean[0]) / spread_[0][0];
  for (std::size_t i = 1; i < kScores; ++i)
    own[i] = std::sqrt(kArtistScoreShare) * artist.tendency[i] + std::sqrt(1 - kArtistScoreShare) * random.normal();
  std::array<double, kAudioFeatures.size()> values{};
  for (std::size_t feature = 0; feature < values.size(); ++feature) {
    double score = mean[feature + 1];
    for (std::size_t i = 0; i <= feature + 1; ++i) score += spread_[feature + 1][i] * own[i];
    values[feature] = feature_at(feature, score);
  }
  return values;
}

LabelledSong SongGenerator::song(std::size_t number) const {
  RandomSource random(seed_, song_stream(number));
  const std::size_t artist_number = artists_.draw(random);
  const Artist by = artist(artist_number);
  const std::size_t genre = random.uniform() < kOwnGenreShare ? by.genre : pick(kGenreShare, random);
  const double year = std::floor(by.year + kArtistYears * random.normal());
  const Lyric sung = lyric(dirichlet(by.mixture, kSongConcentration, random), random);

  LabelledSong row;
  row.line = number + 2;
  row.song.artist = invented_artist(artist_number);
  row.song.title = title_of(sung.words, number, random);
  row.song.year = static_cast<int>(std::clamp<double>(year, kFirstGeneratedYear, kLastGeneratedYear));
  row.song.genre = kGenres[genre];
  row.song.lyrics = joined(sung.words);
  row.song.form = LyricsForm::cleaned;
  row.song.audio = audio(by, genre, *row.song.year, random);
  double counted = 1;
  for (const std::size_t count : sung.counts) counted += static_cast<double>(count);
  for (std::size_t part = 0; part < kMixtureParts.size(); ++part)
    row.labels.weights[part] = (kPrior + static_cast<double>(sung.counts[part])) / counted;
  row.labels.topic = topic_of(row.labels);
  return row;
}

}  // namespace leitmotif::corpus
