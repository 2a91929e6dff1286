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
constexpr std::array<std::string_view, 45> kOnlyAsking = {
    "a",    "about", "an",   "and",    "any",    "are",  "be",    "but",  "can",    "find", "for",  "from",
    "give", "hear",  "i",    "in",     "is",     "it",   "let",   "like", "listen", "me",   "my",   "of",
    "on",   "or",    "play", "please", "really", "s",    "so",    "some", "that",   "the",  "they", "to",
    "us",   "very",  "want", "we",     "which",  "with", "would", "you",  "your"};
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

/// The years that people may mean by a bare number.
constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2099;
/// What else genres are called: where a library has the second and not the first.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kGenreWords = {
    {{"hip hop", "rap"}, {"hiphop", "hip hop"}, {"rap", "hip hop"}, {"rnb", "r b"}}};
constexpr std::string_view kClean = "none";
/// What songs of one kind are called, and the value of the filter.
struct KindWords {
  std::string_view words;
  std::string_view value;
  AskedKind kind;
};
constexpr std::array<KindWords, 10> kKindWords = {{{"clean", kClean, AskedKind::strong_words},
                                                   {"explicit", "only", AskedKind::strong_words},
                                                   {"explicit lyrics", "only", AskedKind::strong_words},
                                                   {"explicit words", "only", AskedKind::strong_words},
                                                   {"family friendly", kClean, AskedKind::strong_words},
                                                   {"instrumental", "only", AskedKind::instrumental},
                                                   {"instrumentals", "only", AskedKind::instrumental},
                                                   {"strong words", "only", AskedKind::strong_words},
                                                   {"swearing", "only", AskedKind::strong_words},
                                                   {"swear words", "only", AskedKind::strong_words}}};
constexpr std::array<std::string_view, 4> kDenials = {"never", "no", "not", "without"};

/// A word that was said, and what it turned out to be.
struct Said {
  std::string_view written;
  std::string word;  ///< in lower case
  int name = -1;     ///< index into the names, of the name that begins here or goes on
  bool of_years = false;
  bool of_artist = false;  ///< it is of an artist's name, or the "by" in front
  bool denies = false;     ///< it says that songs of a kind are not meant

  [[nodiscard]] bool only_asks() const {
    return is_in(kOnlyAsking, word) || is_in(kSongs, word) || is_in(kSomething, word);
  }
  [[nodiscard]] bool is_plain() const { return name < 0 && !of_years && !of_artist && !denies; }
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

/// The years a word stands for by itself: a decade or one year.
std::optional<std::pair<int, int>> years_of(std::string_view word) {
  if (const int decade = decade_of(word); decade != 0) return {{decade, decade + 9}};
  int year = 0;
  const auto [end, fault] = std::from_chars(word.data(), word.data() + word.size(), year);
  if (fault != std::errc() || end != word.data() + word.size() || word.size() != 4) return std::nullopt;
  if (year < kFirstYear || year > kLastYear) return std::nullopt;
  return {{year, year}};
}

/// The word in front of a place, articles passed over; nothing in front of the first.
std::optional<std::size_t> place_before(const std::vector<Said>& words, std::size_t place) {
  while (place > 0 && words[place - 1].word == "the") --place;
  return place > 0 ? std::optional(place - 1) : std::nullopt;
}

/// The years that were said, and the words that say them.
class Years {
 public:
  explicit Years(std::vector<Said>& words) : words_(words) {}

  /// Marks every decade, and every year that a word such as "from" says to be one.
  void mark_told() {
    for (std::size_t place = 0; place < words_.size(); ++place) {
      const auto years = years_of(words_[place].word);
      if (years && words_[place].is_plain() && (years->first != years->second || is_told(place))) take(place, *years);
    }
  }
  /// The same for years that nothing says to be one.
  void mark_bare() {
    for (std::size_t place = 0; place < words_.size(); ++place)
      if (const auto years = years_of(words_[place].word); years && words_[place].is_plain()) take(place, *years);
  }
  [[nodiscard]] const std::optional<std::pair<int, int>>& found() const { return found_; }

 private:
  [[nodiscard]] bool is_told(std::size_t place) const {
    constexpr std::array<std::string_view, 10> kOfYears = {"after", "before", "between", "from",  "in",
                                                           "of",    "since",  "till",    "until", "year"};
    const auto before = place_before(words_, place);
    if (!before) return false;
    const std::string_view word = words_[*before].word;
    if (is_in(kOfYears, word)) {
      // "About life in 1984" speaks of that year.
      const auto is_about = [](const Said& one) { return one.word == "about"; };
      const auto end = words_.begin() + static_cast<std::ptrdiff_t>(*before);
      return (word != "in" && word != "of") || std::find_if(words_.begin(), end, is_about) == end;
    }
    if (words_[*before].of_years) return true;  // 1990-1994
    const auto first = word == "to" || word == "and" ? place_before(words_, *before) : std::nullopt;
    return first && words_[*first].of_years;
  }

  void take(std::size_t place, std::pair<int, int> years) {
    words_[place].of_years = true;
    const auto before = place_before(words_, place);
    const std::string_view word = before ? std::string_view(words_[*before].word) : std::string_view();
    if (word == "before") years = {kFirstYear, years.first - 1};
    if (word == "until" || word == "till") years = {kFirstYear, years.second};
    if (word == "since") years = {years.first, kLastYear};
    if (word == "after") years = {years.second + 1, kLastYear};
    if (word == "before" || word == "until" || word == "till" || word == "since" || word == "after" ||
        word == "between" || word == "year")
      words_[*before].of_years = true;
    if (found_) years = {std::min(found_->first, years.first), std::max(found_->second, years.second)};
    found_ = years;
  }

  std::vector<Said>& words_;
  std::optional<std::pair<int, int>> found_;
};

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

/// The words from one place to before another, as they were said.
std::string said_between(const std::vector<Said>& words, std::size_t begin, std::size_t end) {
  const char* const first = words[begin].written.data();
  const std::string_view last = words[end - 1].written;
  return {first, static_cast<std::size_t>(last.data() + last.size() - first)};
}

/// Marks what stands behind a "by" as an artist's name, the longest that the library knows, and takes it as it was
/// said: of those who are meant the first, of those who are not ("not by") the last.
void mark_artist(std::vector<Said>& words, const AskedNames& names, Asked& asked) {
  constexpr std::size_t kLongestArtist = 8;
  if (!names.is_artist) return;
  for (std::size_t by = 0; by + 1 < words.size(); ++by) {
    if (words[by].word != "by") continue;
    for (std::size_t end = std::min(words.size(), by + 1 + kLongestArtist); end > by + 1; --end) {
      std::string name = said_between(words, by + 1, end);
      if (!names.is_artist(name)) continue;
      const bool denied = by > 0 && is_in(kDenials, words[by - 1].word);
      if (!denied && !asked.artist.empty()) break;
      for (std::size_t place = by; place < end; ++place) words[place].of_artist = true;
      if (denied) words[by - 1].denies = true;
      (denied ? asked.denied : asked.artist) = denied ? "by " + name : std::move(name);
      break;
    }
  }
}

/// Marks an artist's name that nothing but names, years and words that ask stand beside: "Johnny Cash songs".
std::string mark_bare_artist(std::vector<Said>& words, const AskedNames& names) {
  const auto begin = std::ranges::find_if(words, &Said::is_content);
  if (!names.is_artist || begin == words.end()) return {};
  const auto end = std::find_if(words.rbegin(), std::make_reverse_iterator(begin), [](const Said& one) {
                     return one.is_content();
                   }).base();
  const auto is_about = [](const Said& one) { return one.word == "about" || one.word == "like"; };
  if (std::any_of(words.begin(), begin, is_about) ||
      !std::all_of(begin, end, [](const Said& one) { return one.is_plain(); }))
    return {};
  const auto last = static_cast<std::size_t>(end - words.begin());
  const auto first = static_cast<std::size_t>(begin - words.begin());
  for (std::size_t from = first > 0 && words[first - 1].only_asks() ? first - 1 : first; from <= first; ++from) {
    std::string name = said_between(words, from, last);
    if (!names.is_artist(name)) continue;
    for (std::size_t place = from; place < last; ++place) words[place].of_artist = true;
    return name;
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
    place += std::max<std::size_t>(longest, 1);
  }
}

/// Marks the words that deny a kind of songs: "without swearing", "not explicit".
void mark_denials(std::vector<Said>& words, const std::vector<AskedName>& names) {
  for (std::size_t place = 0; place + 1 < words.size(); ++place) {
    const int next = words[place + 1].name;
    if (next < 0 || !is_in(kDenials, words[place].word)) continue;
    const AskedKind kind = names[static_cast<std::size_t>(next)].kind;
    words[place].denies = kind == AskedKind::strong_words || kind == AskedKind::instrumental;
  }
}

/// Whether a question begins with a genre, other names beside it, and goes on about the songs: "sad jazz about trains".
bool begins_with_genre(const std::vector<Said>& words, const std::vector<AskedName>& names, std::size_t place) {
  constexpr std::array<std::string_view, 9> kGoesOn = {"about", "by",   "for",  "from",   "in",
                                                       "of",    "that", "with", "without"};
  const auto is_of_run = [&](std::size_t i) {
    return words[i].name >= 0 || words[i].of_years || words[i].word == "and";
  };
  std::size_t begin = place;
  while (begin > 0 && is_of_run(begin - 1)) --begin;
  std::size_t end = place;
  bool has_genre = false;
  for (end = begin; end < words.size() && is_of_run(end); ++end)
    has_genre = has_genre ||
                (words[end].name >= 0 && names[static_cast<std::size_t>(words[end].name)].kind == AskedKind::genre);
  const auto asks = [](const Said& one) { return one.only_asks() && one.word != "about"; };
  return has_genre && std::all_of(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(begin), asks) &&
         (end == words.size() || words[end].denies || words[end].of_artist || is_in(kGoesOn, words[end].word));
}

/// Whether songs are said to be so: names up to a word for songs ("sad, calm songs"), behind "something" or "that are".
bool is_said_of_songs(const std::vector<Said>& words, std::size_t place) {
  std::size_t next = place;
  while (next < words.size() && (words[next].name >= 0 || words[next].of_years || words[next].word == "and")) ++next;
  if (is_in(kSongs, words[next - 1].word)) return true;  // a name such as "dance music"
  if (next < words.size() && is_in(kSongs, words[next].word)) return true;
  if (place > 0 && words[place - 1].denies) return true;
  while (place > 0 && (words[place - 1].name >= 0 || words[place - 1].word == "and" || words[place - 1].word == "very"))
    --place;
  if (place > 0 && words[place - 1].word == "not") --place;
  if (place > 1 && words[place - 1].word == "are" && words[place - 2].word == "that") return true;
  return place > 0 && is_in(kSomething, words[place - 1].word);
}

/// Whether a name is said of what songs should not be: "no sad songs", "but not very sad".
bool is_denied(const std::vector<Said>& words, std::size_t place) {
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

/// Adds what else the genres among the names are called.
void add_other_genre_words(std::vector<AskedName>& names) {
  const auto genre_called = [&](std::string_view words) {
    return std::ranges::find_if(
        names, [&](const AskedName& one) { return one.kind == AskedKind::genre && one.words == words; });
  };
  for (const auto& [words, genre] : kGenreWords) {
    const auto found = genre_called(genre);
    if (found == names.end() || genre_called(words) != names.end()) continue;
    names.push_back({std::string(words), std::string(found->name), AskedKind::genre});
  }
}

/// Puts a name that counts where it belongs.
void take_name(const std::vector<Said>& words, std::size_t place, const AskedName& meant, Asked& asked) {
  const bool denied = is_denied(words, place);
  if (meant.kind == AskedKind::strong_words && !(denied && meant.name == kClean)) {
    asked.strong_words = denied ? "mild" : meant.name;
  } else if (meant.kind == AskedKind::instrumental) {
    asked.instrumental = denied ? "avoid" : "only";
  } else if (denied) {
    asked.denied += (asked.denied.empty() ? "" : " ") + std::string(words[place].written);
  } else {
    std::vector<std::string>& list = meant.kind == AskedKind::wish ? asked.wishes : asked.genres;
    if (std::ranges::find(list, meant.name) == list.end()) list.push_back(meant.name);
  }
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
  for (const KindWords& kind : kKindWords)
    names.push_back({std::string(kind.words), std::string(kind.value), kind.kind});
  for (const std::string& genre : genres) add(genre, AskedKind::genre);
  add_other_genre_words(names);
  return names;
}

Asked asked_for(std::string_view text, const AskedNames& names) {
  std::vector<Said> words = said_words(text);
  Asked asked;
  mark_artist(words, names, asked);
  mark_names(words, names.names);
  mark_denials(words, names.names);
  Years years(words);
  years.mark_told();
  if (asked.artist.empty() && asked.denied.empty()) asked.artist = mark_bare_artist(words, names);
  if (std::ranges::none_of(words, [](const Said& one) { return one.is_content() && !years_of(one.word); }))
    years.mark_bare();
  asked.years = years.found();
  const bool nothing_else = std::ranges::none_of(words, &Said::is_content);
  std::vector<char> counts(words.size(), 0);
  for (std::size_t place = 0; place < words.size(); ++place) {
    if (words[place].name < 0) continue;
    if (!nothing_else && !is_said_of_songs(words, place) && !begins_with_genre(words, names.names, place)) continue;
    take_name(words, place, names.names[static_cast<std::size_t>(words[place].name)], asked);
    counts[place] = 1;
  }
  for (std::size_t place = 0; place < words.size(); ++place)
    if (counts[place] == 0) words[place].name = -1;
  asked.text = rest_of(words);
  if (asked.wishes.empty() && asked.text.empty() && asked.denied.empty() && !asked.says_which())
    asked.text = ascii::trimmed(text);
  return asked;
}

}  // namespace leitmotif::wishes
