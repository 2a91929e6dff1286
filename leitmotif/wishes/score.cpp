#include "leitmotif/wishes/score.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "leitmotif/core/ascii.hpp"

namespace leitmotif::wishes {
namespace {

constexpr double kThousandth = 1000;
constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
/// The artist's other songs count as their mean, as if there were so many more typical ones.
constexpr double kPriorSongs = 3;
/// Sound alone tells enough when it usually moves a score by this much, in spreads; a genre alone when it does.
constexpr double kTellingSound = 0.5;
constexpr double kTellingGenre = 0.5;
/// How clear the beat of music is, by 155 pieces of games: see sound::Rhythm.
constexpr Usual kBeat{0.43, 0.2};
constexpr int kEraMiddle = 1990;

double squashed(double sum) {
  constexpr double kMiddle = 1;
  constexpr double kSteepness = 1.5;
  return 1 / (1 + std::exp(-kSteepness * (sum - kMiddle)));
}

/// The sum of one song without its artist's share, taken apart; everything in units of the wish's spread.
class Summer {
 public:
  Summer(const WishTable& table, std::size_t wish, const WishInputs& songs) : wish_(table.wishes[wish]), songs_(songs) {
    const double spread = wish_.typical.spread;
    for (std::size_t k = 0; k < kMixtureParts.size(); ++k) {
      const double slope = wish_.weights.mixture * wish_.mixture[k] / table.mixture[k].spread / spread;
      if (slope == 0 || !songs.part_columns[k]) continue;
      mixture_.push_back({*songs.part_columns[k], static_cast<float>(slope)});
      mixture_offset_ -= static_cast<float>(slope * table.mixture[k].mean);
    }
    with_words_ = sound_of(table, wish_.weights.sound);
    alone_ = sound_of(table, wish_.weights.alone);
    beat_ = static_cast<float>(wish_.weights.beat / kBeat.spread / spread);
    if (wish_.weights.genre == 0 || songs.genre.empty()) return;
    for (const std::string& genre : songs.genres)
      genre_.push_back(wish_.weights.genre * genre_strength(wish_.genres, genre) / spread);
  }

  /// False when nothing is known.
  bool add(std::size_t song, WishParts& parts) const {
    const bool text = add_text(song, parts);
    const bool mixture = (text || !is_guessed(song)) && add_mixture(song, parts);
    const Sound& by_sound = text || mixture ? with_words_ : alone_;
    const bool sound = add_sound(by_sound, song, parts);
    parts.is_sound_alone = sound && !text && !mixture;
    if (parts.is_sound_alone) add_beat(song, parts);
    if (!genre_.empty()) parts.genre = genre_[songs_.genre[song]];
    const bool genre = std::abs(parts.genre) >= kTellingGenre;
    if (!text && !mixture && !(sound && by_sound.tells) && !genre) return false;
    if (!songs_.year.empty() && songs_.year[song] != kNoYear)
      parts.era =
          wish_.weights.era * (std::clamp(songs_.year[song], 1900, 2100) - kEraMiddle) / 10.0 / wish_.typical.spread;
    parts.sum = parts.text + parts.mixture + parts.sound + parts.era + parts.genre;
    return true;
  }

 private:
  struct Slope {
    std::size_t column = 0;
    float slope = 0;
    float mean = 0;
  };
  struct Sound {
    std::vector<Slope> slopes;
    bool tells = false;  ///< enough to speak by itself
  };

  [[nodiscard]] Sound sound_of(const WishTable& table, double weight) const {
    Sound sound;
    double telling = 0;
    for (std::size_t k = 0; k < kAudioFeatures.size(); ++k) {
      const double slope = weight * wish_.sound[k] / table.sound[k].spread / wish_.typical.spread;
      if (slope == 0) continue;
      sound.slopes.push_back({k, static_cast<float>(slope), static_cast<float>(table.sound[k].mean)});
      telling += std::pow(weight * wish_.sound[k] / wish_.typical.spread, 2);
    }
    sound.tells = std::sqrt(telling) >= kTellingSound;
    return sound;
  }

  [[nodiscard]] bool is_guessed(std::size_t song) const { return !songs_.guessed.empty() && songs_.guessed[song] != 0; }

  bool add_text(std::size_t song, WishParts& parts) const {
    const std::int16_t share = songs_.text.empty() ? kSilent : songs_.text[song];
    if (share == kSilent) return false;
    parts.text = (share / kThousandth - wish_.typical.mean) / wish_.typical.spread;
    return true;
  }

  bool add_mixture(std::size_t song, WishParts& parts) const {
    if (songs_.root_mixture.empty() || mixture_.empty()) return false;
    const std::span<const float> roots = songs_.root_mixture.subspan(song * songs_.parts, songs_.parts);
    if (std::all_of(roots.begin(), roots.end(), [](float root) { return !(root > 0); })) return false;
    float sum = mixture_offset_;
    for (const Slope& one : mixture_) sum += one.slope * roots[one.column];
    parts.mixture = static_cast<double>(sum);
    return true;
  }

  void add_beat(std::size_t song, WishParts& parts) const {
    if (beat_ == 0 || songs_.beat.empty() || std::isnan(songs_.beat[song])) return;
    parts.sound += static_cast<double>(beat_ * (songs_.beat[song] - static_cast<float>(kBeat.mean)));
  }

  bool add_sound(const Sound& by, std::size_t song, WishParts& parts) const {
    float sum = 0;
    bool any = false;
    for (const Slope& one : by.slopes) {
      const std::span<const float> values = songs_.audio[one.column];
      if (values.empty() || std::isnan(values[song])) continue;
      sum += one.slope * (values[song] - one.mean);
      any = true;
    }
    parts.sound = static_cast<double>(sum);
    return any;
  }

  const Wish& wish_;
  const WishInputs& songs_;
  std::vector<Slope> mixture_;
  float mixture_offset_ = 0;
  Sound with_words_;
  Sound alone_;
  float beat_ = 0;
  std::vector<double> genre_;  ///< [genres] the share of each; empty: genres do not count
};

/// Words in small letters with a blank around each: `Hip-Hop/Rap` gives ` hip hop rap `.
std::string words_apart(std::string_view text) {
  std::string words = " ";
  for (const char c : text)
    if (c == '&' || ascii::is_letter_or_digit(c) || static_cast<unsigned char>(c) >= 0x80)
      words += ascii::lower(c);
    else if (words.back() != ' ')
      words += ' ';
  if (words.back() != ' ') words += ' ';
  return words;
}

/// What the songs of an artist sum to.
struct ArtistSum {
  double sum = 0;
  std::uint32_t count = 0;

  void add(float song) {
    if (std::isnan(song)) return;
    sum += static_cast<double>(song);
    ++count;
  }
};

std::vector<ArtistSum> artist_sums(const WishInputs& songs, std::span<const float> sums) {
  std::vector<ArtistSum> artists(std::size_t{1} + *std::max_element(songs.artist.begin(), songs.artist.end()));
  for (std::size_t i = 0; i < sums.size(); ++i) artists[songs.artist[i]].add(sums[i]);
  return artists;
}

/// The artist's other songs' share of a song's sum.
double artist_share(const Wish& wish, const ArtistSum& artist, double own) {
  const double others = artist.count - 1.0;
  return wish.weights.artist * (artist.sum - own) / (others + kPriorSongs);
}

float sum_of(const Summer& summer, std::size_t song) {
  WishParts parts;
  return summer.add(song, parts) ? static_cast<float>(parts.sum) : kNaN;
}

std::vector<float> sums_of(const WishTable& table, std::size_t wish, const WishInputs& songs) {
  const Summer summer(table, wish, songs);
  std::vector<float> sums(songs.songs);
  for (std::size_t i = 0; i < songs.songs; ++i) sums[i] = sum_of(summer, i);
  return sums;
}

}  // namespace

std::int16_t kept(float share) noexcept {
  if (std::isnan(share)) return kSilent;
  const double most = std::numeric_limits<std::int16_t>::max();
  return static_cast<std::int16_t>(std::lround(std::clamp(static_cast<double>(share) * kThousandth, -most, most)));
}

double genre_strength(std::span<const TellingWord> genres, std::string_view genre) {
  std::string text = words_apart(genre);
  std::vector<const TellingWord*> longest_first;
  for (const TellingWord& one : genres) longest_first.push_back(&one);
  std::ranges::stable_sort(longest_first, std::greater<>(), [](const TellingWord* one) { return one->text.size(); });
  double sum = 0;
  int found = 0;
  for (const TellingWord* one : longest_first) {
    const std::size_t place = text.find(' ' + one->text + ' ');
    if (place == std::string::npos) continue;
    text.replace(place + 1, one->text.size(), "|");
    sum += one->strength;
    ++found;
  }
  return found == 0 ? 0 : sum / found;
}

std::vector<float> wish_scores(const WishTable& table, std::size_t wish, const WishInputs& songs) {
  std::vector<float> sums = sums_of(table, wish, songs);
  const Wish& one = table.wishes[wish];
  const bool by_artist = one.weights.artist != 0 && !songs.artist.empty() && songs.songs > 0;
  const std::vector<ArtistSum> artists = by_artist ? artist_sums(songs, sums) : std::vector<ArtistSum>();
  for (std::size_t i = 0; i < sums.size(); ++i) {
    if (std::isnan(sums[i])) continue;
    const auto own = static_cast<double>(sums[i]);
    const double share = by_artist ? artist_share(one, artists[songs.artist[i]], own) : 0;
    sums[i] = static_cast<float>(squashed(own + share));
  }
  return sums;
}

std::optional<WishParts> wish_parts(const WishTable& table, std::size_t wish, const WishInputs& songs,
                                    std::size_t song) {
  const Summer summer(table, wish, songs);
  WishParts parts;
  if (!summer.add(song, parts)) return std::nullopt;
  const Wish& one = table.wishes[wish];
  if (one.weights.artist != 0 && !songs.artist.empty()) {
    ArtistSum artist;
    for (std::size_t i = 0; i < songs.songs; ++i)
      if (songs.artist[i] == songs.artist[song]) artist.add(sum_of(summer, i));
    parts.artist = artist_share(one, artist, static_cast<double>(static_cast<float>(parts.sum)));
  }
  parts.sum += parts.artist;
  parts.score = squashed(parts.sum);
  return parts;
}

}  // namespace leitmotif::wishes
