// Forty songs of the songbook in five languages: what the shipped model and the wishes say of them, against what they
// say of the English originals. Every second song was set aside while the tables were made.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "leitmotif/core/random_source.hpp"
#include "leitmotif/corpus/lyric_file.hpp"
#include "leitmotif/languages/carry.hpp"
#include "leitmotif/languages/letters.hpp"
#include "leitmotif/people/wish_space.hpp"
#include "leitmotif/reading/read_lyric.hpp"
#include "support/places.hpp"

namespace leitmotif {
namespace {

namespace fs = std::filesystem;
using testing::source_folder;

const reading::Reader& shipped_reader() {
  static const reading::Reader reader =
      reading::Reader::load(source_folder() / "data" / "models" / "topics.safetensors");
  return reader;
}

/// A song in another language, and where its original lies in the songbook, without the ending.
struct Translation {
  Song song;
  std::string original;
};

std::vector<Translation> translations(const std::string& code) {
  const fs::path folder = source_folder() / "tests" / "data" / "translations" / code;
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::ranges::sort(files);
  std::vector<Translation> songs;
  for (const fs::path& file : files)
    songs.push_back({corpus::read_lyric_file(file).song, fs::relative(file, folder).replace_extension().string()});
  return songs;
}

Song original_of(const std::string& path) {
  fs::path file = source_folder() / "data" / "songbook" / (path + ".txt");
  if (!fs::exists(file)) file.replace_extension(".lrc");
  return corpus::read_lyric_file(file).song;
}

/// The topics from the likeliest on; where the probabilities say nothing, by the mixture.
std::vector<std::size_t> order_of(const Prediction& prediction) {
  const models::Classifier& model = shipped_reader().model();
  const auto weight = [&](std::size_t label) {
    const auto part = std::ranges::find(model.mixture_parts(), model.labels()[label]);
    return part == model.mixture_parts().end()
               ? 0.0F
               : prediction.mixture[static_cast<std::size_t>(part - model.mixture_parts().begin())];
  };
  std::vector<std::size_t> order(prediction.probabilities.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t label) {
    return std::pair(prediction.probabilities[label], weight(label));
  });
  return order;
}

std::size_t topic_of_original(const std::string& path) {
  static std::map<std::string, std::size_t> known;
  if (const auto found = known.find(path); found != known.end()) return found->second;
  const Song song = original_of(path);
  return known[path] = order_of(shipped_reader().predict(song.lyrics, song.form))[0];
}

struct Score {
  double first = 0;
  double first_two = 0;
};

Score score_of(const std::vector<Translation>& songs, const std::vector<std::string>& lyrics) {
  Score score;
  for (std::size_t i = 0; i < songs.size(); ++i) {
    const auto order = order_of(shipped_reader().predict(lyrics[i], LyricsForm::sung));
    const std::size_t topic = topic_of_original(songs[i].original);
    score.first += order[0] == topic ? 1.0 : 0.0;
    score.first_two += order[0] == topic || order[1] == topic ? 1.0 : 0.0;
  }
  score.first /= static_cast<double>(songs.size());
  score.first_two /= static_cast<double>(songs.size());
  return score;
}

std::vector<std::string> lyrics_of(const std::vector<Translation>& songs) {
  std::vector<std::string> lyrics;
  for (const Translation& each : songs) lyrics.push_back(each.song.lyrics);
  return lyrics;
}

class Translations : public ::testing::TestWithParam<const char*> {
 protected:
  std::vector<Translation> songs_ = translations(GetParam());
};

TEST_P(Translations, AreToldToBeInTheirLanguage) {
  ASSERT_GE(songs_.size(), 40U);
  for (const Translation& each : songs_) {
    const reading::LyricReading read = reading::read_lyric(shipped_reader(), each.song.lyrics, LyricsForm::sung);
    EXPECT_EQ(read.language.code, GetParam()) << each.original;
    EXPECT_TRUE(read.carried_over) << each.original;
    EXPECT_GT(read.carried_words, read.foreign_words / 5) << each.original;
  }
}

/// The share of all pieces of so many lines that are told to be in their language.
double told_share(const std::vector<Translation>& songs, const std::string& code, std::size_t lines) {
  double told = 0;
  double all = 0;
  for (const Translation& each : songs) {
    std::vector<std::string> sung;
    for (std::size_t begin = 0; begin < each.song.lyrics.size();) {
      const std::size_t end = std::min(each.song.lyrics.find('\n', begin), each.song.lyrics.size());
      if (end > begin) sung.push_back(each.song.lyrics.substr(begin, end - begin) + "\n");
      begin = end + 1;
    }
    for (std::size_t at = 0; at + lines <= sung.size(); at += lines) {
      std::string text;
      for (std::size_t i = 0; i < lines; ++i) text += sung[at + i];
      told += languages::Bridges::shipped().carry(text).language.code == code ? 1.0 : 0.0;
      ++all;
    }
  }
  return told / all;
}

TEST_P(Translations, AShortTextIsToldToo) {
  EXPECT_GE(told_share(songs_, GetParam(), 1), 0.9);
  EXPECT_GE(told_share(songs_, GetParam(), 2), 0.97);
}

TEST_P(Translations, HaveTheirOriginalsTopic) {
  for (const std::size_t half : {0U, 1U}) {
    std::vector<Translation> songs;
    for (std::size_t i = half; i < songs_.size(); i += 2) songs.push_back(songs_[i]);
    const Score score = score_of(songs, lyrics_of(songs));
    RecordProperty(half == 0 ? "first_half_first" : "second_half_first", std::to_string(score.first));
    EXPECT_GE(score.first, 0.8) << half;
    EXPECT_GE(score.first_two, 0.9) << half;
  }
}

TEST_P(Translations, HaveTheirOriginalsTopicWithoutAccentsToo) {
  std::vector<std::string> plain;
  for (const Translation& each : songs_) plain.push_back(languages::without_accents(each.song.lyrics));
  const Score score = score_of(songs_, plain);
  EXPECT_GE(score.first, 0.8);
  EXPECT_GE(score.first_two, 0.9);
}

/// The same words dealt anew among the songs: what a topic is told by is gone.
TEST_P(Translations, TellNothingWhenTheirWordsAreShuffled) {
  std::vector<std::string> words;
  std::vector<std::size_t> lengths;
  for (const Translation& each : songs_) {
    const std::size_t before = words.size();
    for (languages::SungWord& word : languages::sung_words_of(each.song.lyrics)) words.push_back(std::move(word.text));
    lengths.push_back(words.size() - before);
  }
  RandomSource random(1);
  for (std::size_t i = words.size(); i > 1; --i) std::swap(words[i - 1], words[random.below(i)]);
  std::vector<std::string> dealt;
  std::size_t at = 0;
  for (const std::size_t length : lengths) {
    std::string& lyric = dealt.emplace_back();
    for (std::size_t i = 0; i < length; ++i) lyric += words[at++] + (i % 7 == 6 ? "\n" : " ");
  }
  const Score score = score_of(songs_, dealt);
  EXPECT_LT(score.first, 0.6);
  EXPECT_LT(score.first_two, 0.75);
}

double auc(const std::vector<double>& yes, const std::vector<double>& no) {
  double won = 0;
  for (const double a : yes)
    for (const double b : no) won += a > b ? 1.0 : a == b ? 0.5 : 0.0;
  return won / static_cast<double>(yes.size() * no.size());
}

/// What the words of a song say for a wish.
double share_of(const people::WishTools& tools, std::size_t wish, const Song& song) {
  const people::WishLyric lyric = people::wish_lyric(shipped_reader(), {song.lyrics, song.form}, song.title);
  const wishes::TextShare share = tools.reader.explain(wish, {lyric.title, lyric.sung, lyric.cleaned});
  return share.words + share.title + share.meaning;
}

TEST_P(Translations, GiveWishesWhatTheirOriginalsGive) {
  const auto tools = people::WishTools::load();
  for (const char* name : {"love", "heartbreak", "party", "night"}) {
    const std::size_t wish = *tools->reader.table().find(name);
    std::vector<std::pair<double, double>> songs;
    for (const Translation& each : songs_)
      songs.emplace_back(share_of(*tools, wish, original_of(each.original)), share_of(*tools, wish, each.song));
    std::ranges::sort(songs, std::greater<>());
    std::vector<double> yes;
    std::vector<double> no;
    for (std::size_t i = 0; i < songs.size(); ++i) (i < songs.size() / 4 ? yes : no).push_back(songs[i].second);
    EXPECT_GE(auc(yes, no), 0.75) << name;
  }
}

INSTANTIATE_TEST_SUITE_P(Languages, Translations, ::testing::Values("es", "pt", "fr", "de", "it"),
                         [](const auto& one) { return std::string(one.param); });

}  // namespace
}  // namespace leitmotif
