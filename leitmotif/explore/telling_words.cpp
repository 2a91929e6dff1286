#include "leitmotif/explore/telling_words.hpp"

#include <algorithm>
#include <cmath>

namespace leitmotif::explore {
namespace {

/// How many of all pairs of a word and a song are of one word.
struct Part {
  double word = 0;
  double all = 0;
};

/// Log-odds ratio of a word within the group and elsewhere, with prior, over its standard deviation.
double z_score(const Part& in, const Part& out, const Part& prior) {
  const auto log_odds = [&](const Part& part) {
    return std::log(part.word + prior.word) - std::log(part.all + prior.all - part.word - prior.word);
  };
  const double apart = log_odds(in) - log_odds(out);
  return apart / std::sqrt(1 / (in.word + prior.word) + 1 / (out.word + prior.word));
}

}  // namespace

std::vector<TellingWords> telling_words(const WordCounts& counts, const Groups& groups, std::size_t first,
                                        const TellingOptions& options) {
  const std::size_t n = groups.names.size();
  std::vector<double> of_group(n);
  std::vector<double> of_word(counts.words.size());
  double all = 0;
  for (std::size_t w = 0; w < counts.words.size(); ++w)
    for (std::size_t g = 0; g < n; ++g) {
      const double songs = counts.songs[w * counts.groups + first + g];
      of_group[g] += songs, of_word[w] += songs, all += songs;
    }
  double songs_of_all = 0;
  for (const std::size_t count : groups.counts) songs_of_all += static_cast<double>(count);

  std::vector<TellingWords> result;
  for (std::size_t g = 0; g < n; ++g) {
    TellingWords group{groups.names[g], groups.counts[g], {}};
    const auto inside = static_cast<double>(groups.counts[g]);
    for (std::size_t w = 0; n > 1 && w < counts.words.size(); ++w) {
      if (of_word[w] < static_cast<double>(options.fewest_songs)) continue;
      const double in = counts.songs[w * counts.groups + first + g];
      const double out = of_word[w] - in;
      const double z =
          z_score({in, of_group[g]}, {out, all - of_group[g]}, {options.prior * of_word[w] / all, options.prior});
      if (!(z >= options.least_z)) continue;
      const double outside = songs_of_all - inside;
      group.words.push_back({counts.words[w], z, static_cast<std::size_t>(in), inside > 0 ? in / inside : 0,
                             outside > 0 ? out / outside : 0});
    }
    std::ranges::stable_sort(group.words, std::greater<>(), &TellingWord::z);
    if (group.words.size() > options.most) group.words.resize(options.most);
    result.push_back(std::move(group));
  }
  return result;
}

}  // namespace leitmotif::explore
