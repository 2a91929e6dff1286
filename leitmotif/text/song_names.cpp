#include "leitmotif/text/song_names.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/text/editions.hpp"
#include "leitmotif/text/name_words.hpp"

namespace leitmotif::text {
namespace {

constexpr std::string_view kOpening = "([{";
constexpr std::string_view kClosing = ")]}";

void add_once(std::string key, std::vector<std::string>& keys) {
  if (!key.empty() && std::ranges::find(keys, key) == keys.end()) keys.push_back(std::move(key));
}

constexpr std::array<std::string_view, 4> kGuestWords = {"feat", "ft", "featuring", "feat."};
/// Words between artists, apart from those of guests.
constexpr std::array<std::string_view, 13> kBetweenArtists = {"and", "x", "vs",  "versus", "with", "und",  "et",
                                                              "y",   "e", "con", "och",    "og",   "meets"};

/// A plain artist field as pieces: words and separators apart. A comma inside a number separates nothing.
class ArtistSplitter {
 public:
  explicit ArtistSplitter(std::string_view plain) : plain_(plain) {}

  std::vector<std::string> split() {
    for (std::size_t at = 0; at < plain_.size();) {
      const char c = plain_[at];
      if (is_blank(c)) {
        end_word();
        ++at;
      } else if (separates(at)) {
        end_word();
        end_artist();
        ++at;
      } else {
        word_ += plain_[at++];
      }
    }
    end_word();
    flush_held();
    end_artist();
    return std::move(keys_);
  }

 private:
  static bool is_blank(char c) {
    return c == ' ' || c == '\t' || kOpening.find(c) != std::string_view::npos ||
           kClosing.find(c) != std::string_view::npos;
  }

  [[nodiscard]] bool separates(std::size_t at) const {
    const char c = plain_[at];
    if (c == ';' || c == '|') return true;
    const bool after_blank = at == 0 || plain_[at - 1] == ' ';
    const bool before_blank = at + 1 == plain_.size() || plain_[at + 1] == ' ';
    if (c == ',') {
      const bool number =
          at > 0 && at + 1 < plain_.size() && ascii::is_digit(plain_[at - 1]) && ascii::is_digit(plain_[at + 1]);
      return !number;
    }
    if (c == '/') return after_blank && before_blank;
    return (c == '&' || c == '+') && !(artist_.empty() && word_.empty()) && at + 1 < plain_.size();
  }

  void end_word() {
    if (word_.empty()) return;
    const std::string_view bare = ascii::trimmed(word_, ".:");
    const bool guest = is_one_of(bare, kGuestWords) || word_ == "w/" || word_ == "f/";
    if (guest && !artist_.empty()) {
      end_artist();
    } else if (is_one_of(bare, kBetweenArtists) && !artist_.empty()) {
      // Whether it separates is known when something follows: "Malcolm X" is one.
      flush_held();
      held_ = word_;
    } else {
      if (!held_.empty()) {
        held_.clear();
        end_artist();
      }
      artist_ += (artist_.empty() ? "" : " ") + word_;
    }
    word_.clear();
  }

  void flush_held() {
    if (!held_.empty()) artist_ += " " + std::exchange(held_, {});
  }

  void end_artist() {
    if (held_.empty() || !artist_.empty()) flush_held();
    if (artist_ != "the") add_once(key_of_plain(artist_), keys_);
    artist_.clear();
  }

  std::string_view plain_;
  std::string artist_;
  std::string word_;
  std::string held_;  ///< a word that separates when another follows
  std::vector<std::string> keys_;
};

/// Whether what stands in brackets names guests; gives who they are.
std::optional<std::string> guests_in(std::string_view inside) {
  constexpr std::array<std::string_view, 12> kNobody = {"you", "me",  "us", "u",    "my",  "your",
                                                        "a",   "the", "no", "love", "out", "it"};
  inside = ascii::trimmed(inside);
  const std::string_view first = inside.substr(0, inside.find_first_of(" ."));
  if (first.size() == inside.size()) return std::nullopt;
  const std::string_view rest = ascii::trimmed(inside.substr(first.size()), " .:");
  if (is_one_of(first, kGuestWords) || first == "w/") return std::string(rest);
  if (first != "with" && first != "con" && first != "avec" && first != "mit") return std::nullopt;
  if (is_one_of(rest.substr(0, rest.find(' ')), kNobody)) return std::nullopt;
  return std::string(rest);
}

bool names_producer(std::string_view inside) {
  inside = ascii::trimmed(inside);
  return inside.starts_with("prod ") || inside.starts_with("prod.") || inside.starts_with("produced by ");
}

class TitleReader {
 public:
  explicit TitleReader(std::string plain) : rest_(std::move(plain)) {}

  TitleKeys read() {
    const std::string whole = rest_;
    take_brackets();
    take_open_guests();
    while (take_suffix()) {
    }
    take_remaster();
    TitleKeys keys;
    keys.title = key_of_words(words_in_name(rest_));
    if (keys.title.empty()) {  // nothing but an edition: that is its name
      keys.title = key_of_plain(whole);
      edition_.clear();
      guests_.clear();
    }
    keys.edition = key_of_words(words_in_name(edition_));
    keys.guests = std::move(guests_);
    return keys;
  }

 private:
  void add_guests(std::string_view guests) {
    for (std::string& guest : ArtistSplitter(guests).split()) add_once(std::move(guest), guests_);
  }

  /// Brackets that hold guests or editions go; others stay as words.
  void take_brackets() {
    for (std::size_t at = rest_.find_first_of(kOpening); at != std::string::npos;) {
      const char closing = kClosing[kOpening.find(rest_[at])];
      const std::size_t end = rest_.find(closing, at);
      const std::string inside = rest_.substr(at + 1, end == std::string::npos ? end : end - at - 1);
      if (!take_remark(inside)) {
        at = rest_.find_first_of(kOpening, at + 1);
        continue;
      }
      rest_.replace(at, end == std::string::npos ? end : end - at + 1, " ");
      at = rest_.find_first_of(kOpening, at);
    }
  }

  /// What stands apart from the title proper.
  bool take_remark(std::string_view remark) {
    if (const auto guests = guests_in(remark)) {
      add_guests(*guests);
      return true;
    }
    if (names_producer(remark)) return true;
    if (!names_edition(words_in_name(remark))) return false;
    edition_.append(" ").append(remark);
    return true;
  }

  /// "Empty River feat. Ida Wren", up to " - " or the end.
  void take_open_guests() {
    for (const std::string_view word : {" feat. ", " feat ", " ft. ", " ft ", " featuring "}) {
      const std::size_t at = rest_.find(word);
      if (at == std::string::npos || at == 0 || ascii::trimmed(rest_.substr(0, at)).empty()) continue;
      if (word == " ft " && ascii::is_digit(rest_[at - 1])) continue;  // a length
      const std::size_t begin = at + word.size();
      const std::size_t end = std::min(rest_.find(" - ", begin), rest_.size());
      add_guests(std::string_view(rest_).substr(begin, end - begin));
      rest_.erase(at, end - at);
      return;
    }
  }

  /// "Empty River - 2011 Remaster".
  bool take_suffix() {
    const std::size_t at = rest_.rfind(" - ");
    if (at == std::string::npos || words_in_name(std::string_view(rest_).substr(0, at)).empty()) return false;
    if (!take_remark(std::string_view(rest_).substr(at + 3))) return false;
    rest_.resize(at);
    return true;
  }

  /// "Empty River Remastered 2011", "Empty River 2011 Remaster".
  void take_remaster() {
    std::vector<std::string> words = words_in_name(rest_);
    const auto says = [](std::string_view word) { return word == "remaster" || word == "remastered"; };
    const std::size_t n = words.size();
    std::size_t kept = n;
    if (n > 1 && says(words[n - 1]))
      kept = n > 2 && is_number_word(words[n - 2]) && words[n - 2].size() == 4 ? n - 2 : n - 1;
    if (n > 2 && says(words[n - 2]) && is_number_word(words[n - 1])) kept = n - 2;
    if (kept == n) return;
    std::string title;
    for (std::size_t i = 0; i < n; ++i) (i < kept ? title : edition_).append(" ").append(words[i]);
    rest_ = std::move(title);
  }

  std::string rest_;
  std::string edition_;
  std::vector<std::string> guests_;
};

/// FNV-1a.
std::uint64_t hashed(std::string_view text, std::uint64_t hash = 14695981039346656037U) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  return hash;
}

/// How many digits stand at the beginning, three at most.
std::size_t digits_at(std::string_view text) {
  std::size_t digits = 0;
  while (digits < std::min<std::size_t>(3, text.size()) && ascii::is_digit(text[digits])) ++digits;
  return digits;
}

/// A name behind its number, and whether that certainly was one.
struct NumberedName {
  std::string_view rest;
  bool is_sure = false;
};

NumberedName numbered_name(std::string_view name) {
  std::string_view rest = ascii::trimmed(name);
  const bool bracket = rest.starts_with('(') || rest.starts_with('[');
  if (bracket) rest.remove_prefix(1);
  const bool side = rest.size() > 2 && ascii::is_letter(rest[0]) && ascii::is_digit(rest[1]);  // of a record
  if (side) rest.remove_prefix(1);
  const std::size_t digits = digits_at(rest);
  const bool padded = rest.starts_with('0');
  constexpr std::string_view kMostDiscs = "20";
  const bool may_be_disc = digits == 1 || (digits == 2 && rest.substr(0, 2) <= kMostDiscs);
  if (digits == 0 || (digits < rest.size() && ascii::is_digit(rest[digits]))) return {name, false};
  rest.remove_prefix(digits);
  bool disc = false;
  if (may_be_disc && rest.size() > 1 && (rest[0] == '-' || rest[0] == '.') && ascii::is_digit(rest[1])) {
    disc = true;
    rest.remove_prefix(1);
    rest.remove_prefix(digits_at(rest));
  }
  const std::string_view behind = ascii::trimmed(rest, " \t.)]-_:");
  const std::string_view signs = rest.substr(0, rest.size() - std::min(rest.size(), behind.size()));
  if (behind.empty() || signs.empty() || behind.data() == rest.data()) return {name, false};
  const bool sign = rest.find_first_not_of(" \t") < static_cast<std::size_t>(behind.data() - rest.data());
  const bool hyphen_alone = rest.front() == '-' && rest.size() > 1 && rest[1] != ' ';  // "99-Boats"
  if (side && !sign) return {name, false};
  return {behind, (sign && !hyphen_alone) || padded || disc};
}

/// "01", "7", "001": numbers of tracks, not "1975" or "311".
bool is_track_number(std::string_view key) {
  const bool digits = !key.empty() && key.find_first_not_of("0123456789") == std::string_view::npos;
  return digits && (key.size() <= 2 || (key.size() == 3 && key.front() == '0'));
}

/// A word and a number behind it: "track 07", "intro2".
bool is_word_and_number(std::string_view key, std::string_view word) {
  return key.starts_with(word) && key.substr(word.size()).find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::string name_key(std::string_view name) { return key_of_plain(plain_name(name)); }

std::vector<std::string> artist_keys(std::string_view artist) {
  const std::string plain = plain_name(artist);
  std::vector<std::string> keys = ArtistSplitter(plain).split();
  if (keys.empty()) add_once(key_of_plain(plain), keys);
  return keys;
}

TitleKeys title_keys(std::string_view title) { return TitleReader(plain_name(title)).read(); }

SongKeys song_keys(std::string_view artist, std::string_view title) {
  SongKeys keys{artist_keys(artist), title_keys(title)};
  for (const std::string& guest : keys.title.guests) add_once(guest, keys.artists);
  return keys;
}

bool same_artists(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const auto& fewer = a.size() <= b.size() ? a : b;
  const auto& more = a.size() <= b.size() ? b : a;
  return !fewer.empty() && std::ranges::all_of(fewer, [&](const std::string& artist) {
    return std::ranges::find(more, artist) != more.end();
  });
}

std::uint64_t work_of(std::string_view artist, std::string_view title) {
  if (is_no_name(artist) || is_generic_title(title)) return 0;
  const std::vector<std::string> artists = artist_keys(artist);
  return std::max<std::uint64_t>(1, hashed(title_keys(title).title, hashed(artists.front() + '\n')));
}

std::string_view without_track_number(std::string_view name) {
  const NumberedName numbered = numbered_name(name);
  return numbered.is_sure ? numbered.rest : name;
}

std::string_view without_any_number(std::string_view name) { return numbered_name(name).rest; }

namespace {

/// "Part Two", "Symphony No. 5", "Act I": a work or a piece of one, and nobody's name.
bool names_a_piece(std::string_view name) {
  constexpr auto kPieces =
      std::to_array<std::string_view>({"part", "pt", "act", "scene", "chapter", "no", "op", "vol", "volume", "movement",
                                       "symphony", "sonata", "concerto", "suite", "episode", "disc", "track"});
  while (!name.empty()) {
    const std::string_view word = name.substr(0, name.find(' '));
    const std::string key = name_key(word);
    if (std::ranges::find(kPieces, key) != kPieces.end()) return true;
    name.remove_prefix(std::min(word.size() + 1, name.size()));
  }
  return false;
}

}  // namespace

bool part_title(std::string& artist, std::string& title) {
  constexpr std::string_view kParting = " - ";
  const std::size_t dash = title.find(kParting);
  if (dash == std::string::npos || dash != title.rfind(kParting) || !title_keys(title).edition.empty()) return false;
  const std::string_view whole = title;
  const std::string before(ascii::trimmed(whole.substr(0, dash)));
  const std::string behind(ascii::trimmed(whole.substr(dash + kParting.size())));
  if (is_no_name(before) || is_no_name(behind) || names_a_piece(before) || names_a_piece(behind)) return false;
  artist = before;
  title = behind;
  return true;
}

bool is_no_name(std::string_view name) {
  constexpr auto kNobody = std::to_array<std::string_view>({"unknown",
                                                            "unknownartist",
                                                            "unknowntitle",
                                                            "unknownalbum",
                                                            "untitled",
                                                            "notitle",
                                                            "noartist",
                                                            "noname",
                                                            "none",
                                                            "artist",
                                                            "title",
                                                            "unbekannt",
                                                            "unbekannterinterpret",
                                                            "unbekannterkunstler",
                                                            "artisteinconnu",
                                                            "inconnu",
                                                            "artistadesconocido",
                                                            "desconocido",
                                                            "artistadesconhecido",
                                                            "desconhecido",
                                                            "artistasconosciuto",
                                                            "sconosciuto"});
  const std::string key = name_key(name);
  if (key.empty() || is_one_of(key, kNobody) || is_track_number(key)) return true;
  for (const std::string_view word :
       {"track", "audiotrack", "titel", "piste", "pista", "traccia", "untitled", "recording"})
    if (is_word_and_number(key, word)) return true;
  return false;
}

bool is_generic_title(std::string_view title) {
  constexpr auto kGeneric = std::to_array<std::string_view>(
      {"intro", "introduction", "interlude", "outro", "skit", "prelude", "overture", "hiddentrack", "bonustrack",
       "intermission", "epilogue", "prologue", "finale", "silence", "segue", "reprise", "commentary", "theme"});
  if (is_no_name(title)) return true;
  std::string key = title_keys(title).title;
  if (const std::size_t part = key.find("part"); part != std::string::npos && part > 0) key.resize(part);
  return std::ranges::any_of(kGeneric, [&](std::string_view word) { return is_word_and_number(key, word); });
}

}  // namespace leitmotif::text
