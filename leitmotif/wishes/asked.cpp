#include "leitmotif/wishes/asked.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/text/unicode.hpp"

namespace leitmotif::wishes {
namespace {

/// What songs are called. In the order of the alphabet, as the lists below.
constexpr std::array<std::string_view, 12> kSongs = {"anthem", "anthems", "ballad", "ballads", "music", "playlist",
                                                     "song",   "songs",   "track",  "tracks",  "tune",  "tunes"};
/// Words behind which a wish is said of songs.
constexpr std::array<std::string_view, 3> kSomething = {"anything", "something", "stuff"};
/// Words that only ask.
constexpr std::array<std::string_view, 44> kOnlyAsking = {
    "a",    "about", "an", "and",  "any",    "are",    "be",    "can",  "find",   "for",  "from",
    "give", "hear",  "i",  "in",   "is",     "it",     "let",   "like", "listen", "me",   "my",
    "of",   "on",    "or", "play", "please", "really", "s",     "so",   "some",   "that", "the",
    "they", "to",    "us", "very", "want",   "we",     "which", "with", "would",  "you",  "your"};
constexpr std::array<std::pair<std::string_view, int>, 7> kDecades = {{{"fifties", 1950},
                                                                       {"sixties", 1960},
                                                                       {"seventies", 1970},
                                                                       {"eighties", 1980},
                                                                       {"nineties", 1990},
                                                                       {"noughties", 2000},
                                                                       {"tens", 2010}}};

bool is_in(std::span<const std::string_view> sorted, std::string_view word) {
  return std::ranges::binary_search(sorted, word);
}

/// A word that was said, and what it turned out to be.
struct Said {
  std::string_view written;
  std::string word;  ///< in lower case
  int name = -1;     ///< index into the names, of the name that begins here or goes on
  int decade = 0;
  bool of_artist = false;  ///< it is of an artist's name, or the "by" in front

  [[nodiscard]] bool only_asks() const {
    return is_in(kOnlyAsking, word) || is_in(kSongs, word) || is_in(kSomething, word);
  }
  [[nodiscard]] bool is_plain() const { return name < 0 && decade == 0 && !of_artist; }
  [[nodiscard]] bool is_content() const { return is_plain() && !only_asks(); }
};

std::vector<Said> said_words(std::string_view text) {
  std::vector<Said> words;
  std::size_t begin = 0;
  const auto end_word = [&](std::size_t end) {
    if (end > begin)
      words.push_back({text.substr(begin, end - begin), text::to_lower(text.substr(begin, end - begin))});
  };
  for (std::size_t at = 0; at < text.size();) {
    const text::Character character = text::character_at(text, at);
    if (!text::is_word_character(character.code)) {
      end_word(at);
      begin = at + character.bytes;
    }
    at += character.bytes;
  }
  end_word(text.size());
  return words;
}

/// "80s", "1980s", "eighties": the first year; else 0.
int decade_of(std::string_view word) {
  for (const auto& [name, first] : kDecades)
    if (word == name) return first;
  if (word.size() != 3 && word.size() != 5) return 0;
  int year = 0;
  const auto [end, fault] = std::from_chars(word.data(), word.data() + word.size(), year);
  if (fault != std::errc() || std::string_view(end, word.data() + word.size()) != "s" || year % 10 != 0) return 0;
  if (word.size() == 5) return year >= 1900 && year < 2100 ? year : 0;
  return year >= 30 ? 1900 + year : 2000 + year;
}

/// How many words of a name stand at a place; 0 when it does not stand there.
std::size_t length_at(const std::vector<Said>& words, std::size_t place, std::string_view name) {
  std::size_t length = 0;
  while (!name.empty()) {
    const std::string_view word = name.substr(0, name.find(' '));
    if (place + length >= words.size() || words[place + length].word != word) return 0;
    name.remove_prefix(std::min(word.size() + 1, name.size()));
    ++length;
  }
  return length;
}

/// Marks what stands behind a "by" as an artist's name, the longest that the library knows; gives it as it was said.
std::string mark_artist(std::vector<Said>& words, const AskedNames& names) {
  constexpr std::size_t kLongestArtist = 8;
  if (!names.is_artist) return {};
  for (std::size_t by = 0; by + 1 < words.size(); ++by) {
    if (words[by].word != "by") continue;
    for (std::size_t end = std::min(words.size(), by + 1 + kLongestArtist); end > by + 1; --end) {
      const char* const first = words[by + 1].written.data();
      const std::string_view last = words[end - 1].written;
      std::string name(first, static_cast<std::size_t>(last.data() + last.size() - first));
      if (!names.is_artist(name)) continue;
      for (std::size_t place = by; place < end; ++place) words[place].of_artist = true;
      return name;
    }
  }
  return {};
}

/// Marks the words that are names, the longest name at each place.
void mark_names(std::vector<Said>& words, const std::vector<AskedName>& names) {
  for (std::size_t place = 0; place < words.size();) {
    std::size_t longest = 0;
    int found = -1;
    for (std::size_t i = 0; i < names.size() && !words[place].of_artist; ++i) {
      const std::size_t length = length_at(words, place, names[i].words);
      if (length <= longest) continue;
      // "Sad music" is about sadness only, "songs about music" is about music.
      if (is_in(kSongs, names[i].words) && (place == 0 || words[place - 1].word != "about")) continue;
      longest = length;
      found = static_cast<int>(i);
    }
    for (std::size_t i = 0; i < longest; ++i) words[place + i].name = found;
    if (longest == 0 && !words[place].of_artist) words[place].decade = decade_of(words[place].word);
    place += std::max<std::size_t>(longest, 1);
  }
}

/// Whether songs are said to be so: names up to a word for songs ("sad, calm songs"), behind "something" or "that are".
bool is_said_of_songs(const std::vector<Said>& words, std::size_t place) {
  std::size_t next = place;
  while (next < words.size() && (words[next].name >= 0 || words[next].decade != 0 || words[next].word == "and")) ++next;
  if (is_in(kSongs, words[next - 1].word)) return true;  // a name such as "dance music"
  if (next < words.size() && is_in(kSongs, words[next].word)) return true;
  while (place > 0 && (words[place - 1].name >= 0 || words[place - 1].word == "and" || words[place - 1].word == "very"))
    --place;
  if (place > 0 && words[place - 1].word == "not") --place;
  if (place > 1 && words[place - 1].word == "are" && words[place - 2].word == "that") return true;
  return place > 0 && is_in(kSomething, words[place - 1].word);
}

/// Whether a name is said of what songs should not be: "no sad songs", "but not very sad".
bool is_denied(const std::vector<Said>& words, std::size_t place) {
  constexpr std::array<std::string_view, 4> kDenials = {"never", "no", "not", "without"};
  while (place > 0 && (words[place - 1].name >= 0 || words[place - 1].word == "and" || words[place - 1].word == "very"))
    --place;
  return place > 0 && is_in(kDenials, words[place - 1].word);
}

/// What was said apart from wishes, years and words that only ask at both ends.
std::string rest_of(const std::vector<Said>& words) {
  std::vector<const Said*> kept;
  for (const Said& one : words)
    if (one.is_plain() && !is_in(kSongs, one.word) && !is_in(kSomething, one.word)) kept.push_back(&one);
  const auto asks = [](const Said* one) { return one->only_asks(); };
  const auto first = std::ranges::find_if_not(kept, asks);
  const auto last = std::find_if_not(kept.rbegin(), std::make_reverse_iterator(first), asks).base();
  std::string rest;
  for (auto one = first; one != last; ++one) rest.append(rest.empty() ? "" : " ").append((*one)->written);
  return rest;
}

}  // namespace

std::vector<AskedName> asked_names(const WishTable& table, const std::vector<std::string>& learned,
                                   std::span<const std::string> genres) {
  std::vector<AskedName> names;
  const auto add = [&](const std::string& name, AskedKind kind) {
    std::string words;
    for (const Said& one : said_words(name)) words += (words.empty() ? "" : " ") + one.word;
    if (!words.empty()) names.push_back({std::move(words), name, kind});
  };
  for (const Wish& wish : table.wishes) {
    add(wish.name, AskedKind::wish);
    for (const std::string& words : wish.asked) names.push_back({words, wish.name, AskedKind::wish});
  }
  for (const std::string& name : learned) add(name, AskedKind::wish);
  for (const std::string& genre : genres) add(genre, AskedKind::genre);
  return names;
}

Asked asked_for(std::string_view text, const AskedNames& names) {
  std::vector<Said> words = said_words(text);
  Asked asked;
  asked.artist = mark_artist(words, names);
  mark_names(words, names.names);
  const bool nothing_else = std::ranges::none_of(words, &Said::is_content);
  std::vector<char> counts(words.size(), 0);
  for (std::size_t place = 0; place < words.size(); ++place) {
    const Said& one = words[place];
    if (one.decade != 0 && !asked.years) asked.years = {one.decade, one.decade + 9};
    if (one.name < 0 || !(nothing_else || is_said_of_songs(words, place))) continue;
    if (is_denied(words, place)) {
      asked.denied += (asked.denied.empty() ? "" : " ") + std::string(one.written);
      counts[place] = 1;
      continue;
    }
    counts[place] = 1;
    const AskedName& meant = names.names[static_cast<std::size_t>(one.name)];
    std::vector<std::string>& list = meant.kind == AskedKind::wish ? asked.wishes : asked.genres;
    if (std::ranges::find(list, meant.name) == list.end()) list.push_back(meant.name);
  }
  for (std::size_t place = 0; place < words.size(); ++place)
    if (counts[place] == 0) words[place].name = -1;
  asked.text = rest_of(words);
  if (asked.wishes.empty() && asked.text.empty()) asked.text = ascii::trimmed(text);
  return asked;
}

}  // namespace leitmotif::wishes
