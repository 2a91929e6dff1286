#include "leitmotif/corpus/lrc.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/corpus/field_values.hpp"
#include "leitmotif/corpus/lyric_file.hpp"
#include "leitmotif/corpus/text_lines.hpp"
#include "leitmotif/text/language.hpp"

namespace leitmotif::corpus {
namespace {

using ascii::is_digit;

/// What stands for the lyric of a file that only says that it has none; as players write it into lyrics.
constexpr std::string_view kInstrumental = "[instrumental]";

struct Number {
  std::int64_t value = 0;
  std::size_t digits = 0;
};

/// The number at the beginning of `text`, of at most `most` digits.
Number leading_number(std::string_view text, std::size_t most) noexcept {
  Number number;
  while (number.digits < std::min(most, text.size()) && is_digit(text[number.digits]))
    number.value = number.value * 10 + (text[number.digits++] - '0');
  return number;
}

struct Stamp {
  std::int64_t time_ms = 0;
  std::size_t length = 0;  ///< in the text, brackets included
};

/// The time stamp at the beginning of `text`: mm:ss, mm:ss.xx, mm:ss,xx or mm:ss:xx between [] or <>.
std::optional<Stamp> stamp_at(std::string_view text) noexcept {
  if (text.empty() || (text[0] != '[' && text[0] != '<')) return std::nullopt;
  const char close = text[0] == '[' ? ']' : '>';
  std::size_t at = 1;
  const Number minutes = leading_number(text.substr(at), 3);
  at += minutes.digits;
  if (minutes.digits == 0 || at >= text.size() || text[at] != ':') return std::nullopt;
  const Number seconds = leading_number(text.substr(++at), 2);
  at += seconds.digits;
  if (seconds.digits == 0 || at >= text.size()) return std::nullopt;
  std::int64_t milliseconds = 0;
  if (text[at] == '.' || text[at] == ':' || text[at] == ',') {
    const Number fraction = leading_number(text.substr(++at), 3);
    at += fraction.digits;
    milliseconds = fraction.value * (fraction.digits == 1 ? 100 : fraction.digits == 2 ? 10 : 1);
  }
  if (at >= text.size() || text[at] != close) return std::nullopt;
  return Stamp{(minutes.value * 60 + seconds.value) * 1000 + milliseconds, at + 1};
}

/// A sung line without the stamps of its words, and with single blanks.
std::string without_stamps(std::string_view line) {
  std::string text;
  for (std::size_t i = 0; i < line.size();) {
    if (const std::optional<Stamp> stamp = stamp_at(line.substr(i))) {
      // All lines on one: a sentence ends before the stamp, and another begins behind it.
      const std::size_t behind = i + stamp->length;
      const bool sentence = line[i] == '[' && behind < line.size() && ascii::is_upper(line[behind]);
      if (sentence && !text.empty() && text.back() != ' ') text += ' ';
      i = behind;
      continue;
    }
    const char c = line[i++];
    const bool blank = c == ' ' || c == '\t';
    if (!blank) text += c;
    if (blank && !text.empty() && text.back() != ' ') text += ' ';
  }
  return std::string(trimmed(text));
}

struct Tag {
  std::string key;
  std::string_view value;
};

/// The tag `[key:value]` that begins `rest`, taken off it. A key is letters only, or `#` for a comment, so that a
/// header such as
/// `[Verse 2: Ann]` is none. A value may hold brackets when the line has no other tag.
std::optional<Tag> take_tag(std::string_view& rest) {
  if (rest.size() < 2 || rest[0] != '[') return std::nullopt;
  std::size_t end = rest.find("][");
  if (end == std::string_view::npos && rest.back() == ']') end = rest.size() - 1;
  if (end == std::string_view::npos) end = rest.find(']');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view inside = rest.substr(1, end - 1);
  const std::size_t colon = inside.find(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  const std::string key = ascii::lower_case(inside.substr(0, colon));
  if (!std::all_of(key.begin(), key.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '#'; }))
    return std::nullopt;
  rest.remove_prefix(end + 1);
  return Tag{key, inside.substr(colon + 1)};
}

/// A line and when it is sung.
struct Timed {
  std::int64_t time = 0;
  std::size_t line = 0;  ///< index of the line
};

/// Gathers the lines of an .lrc file and gives them back in the order they are sung.
class SungLines {
 public:
  explicit SungLines(std::string_view source) noexcept : source_(source) {}

  /// A line at every one of `times`; without times it stays with the line before.
  void add(std::vector<std::int64_t> times, std::string text) {
    if (times.empty())
      plain_.insert(lines_.size());
    else
      times_ = std::move(times);
    for (const std::int64_t time : times_) {
      bytes_ += text.size() + 1;
      if (bytes_ > kMaxLyricFileBytes)
        throw Error(ErrorKind::resource_limit, std::string(source_) + ": its repeated lines make more than " +
                                                   std::to_string(kMaxLyricFileBytes) + " bytes");
      order_.push_back({time, lines_.size()});
    }
    lines_.push_back(std::move(text));
  }

  [[nodiscard]] std::string in_order() {
    std::stable_sort(order_.begin(), order_.end(), [](const Timed& a, const Timed& b) { return a.time < b.time; });
    leave_out_copies();
    const std::optional<std::size_t> foreign = translation();
    std::string lyrics;
    for (std::size_t i = 0; i < order_.size(); ++i) {
      if (foreign && in_pair(i) == foreign) continue;
      lyrics.append(lines_[order_[i].line]).append("\n");
    }
    return lyrics;
  }

 private:
  /// The same line at the same time, where a file holds its lyric twice; and lines without times where most of them
  /// stand there with times too.
  void leave_out_copies() {
    constexpr std::size_t kFewest = 4;
    const auto is_timed = [](const Timed& one) { return one.time >= 0; };
    const auto text_of = [&](const Timed& one) -> std::string_view { return lines_[one.line]; };
    std::vector<std::string_view> timed;
    for (const Timed& one : order_)
      if (is_timed(one) && !plain_.contains(one.line) && !text_of(one).empty()) timed.push_back(text_of(one));
    if (timed.size() < kFewest) return;
    std::ranges::sort(timed);
    std::size_t plain = 0;
    std::size_t copied = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].empty() || !plain_.contains(i)) continue;
      ++plain;
      copied += std::ranges::binary_search(timed, std::string_view(lines_[i])) ? 1U : 0U;
    }
    const bool twice = plain >= kFewest && copied * 10 >= plain * 8;
    std::erase_if(order_, [&](const Timed& one) { return twice && plain_.contains(one.line); });
    const auto last = std::unique(order_.begin(), order_.end(), [&](const Timed& a, const Timed& b) {
      return a.time == b.time && is_timed(a) && text_of(a) == text_of(b);
    });
    order_.erase(last, order_.end());
  }

  /// Which line of a pair at one stamp entry `i` is, or nothing when there are not exactly two.
  [[nodiscard]] std::optional<std::size_t> in_pair(std::size_t i) const {
    const auto same = [&](std::size_t k) { return k < order_.size() && order_[k].time == order_[i].time; };
    if (order_[i].time < 0 || lines_[order_[i].line].empty()) return std::nullopt;
    const bool second = i > 0 && same(i - 1);
    if (second == same(i + 1) || (second && i > 1 && same(i - 2)) || (!second && same(i + 2))) return std::nullopt;
    return second ? 1 : 0;
  }

  /// Which line of each pair is a translation of the other; nothing when they are in one language or pairs are rare.
  [[nodiscard]] std::optional<std::size_t> translation() const {
    std::array<std::string, 2> tracks;
    std::size_t pairs = 0;
    std::size_t stamped = 0;
    for (std::size_t i = 0; i < order_.size(); ++i) {
      if (order_[i].time < 0 || lines_[order_[i].line].empty()) continue;
      ++stamped;
      const std::optional<std::size_t> place = in_pair(i);
      if (!place) continue;
      tracks[*place].append(lines_[order_[i].line]).append("\n");
      pairs += *place;
    }
    const std::size_t stamps = stamped - pairs;
    if (pairs == 0 || pairs * 2 < stamps) return std::nullopt;
    const text::Language first = text::language_of(tracks[0]);
    const text::Language second = text::language_of(tracks[1]);
    if (first.code.empty() || second.code.empty() || first.code == second.code) return std::nullopt;
    return second.code == "en" ? 0 : 1;
  }

  std::string_view source_;
  std::vector<std::int64_t> times_ = {-1};  // lines before the first stamp come first
  std::vector<Timed> order_;
  std::vector<std::string> lines_;
  std::set<std::size_t> plain_;  ///< which lines have no times of their own
  std::size_t bytes_ = 0;
};

/// `[au: instrumental]`, `[instrumental:true]`: that nobody sings.
bool says_instrumental_tag(const Tag& tag) {
  constexpr std::string_view kWord = "instrumental";
  const std::string_view value = ascii::trimmed(tag.value, " \t.()*");
  if (tag.key == kWord)
    return !ascii::same_letters(value, "false") && value != "0" && !ascii::same_letters(value, "no");
  return ascii::same_letters(value, kWord) || ascii::same_letters(value, "instrumental version");
}

constexpr std::int64_t kNoTime = -1;

/// A sung line with the stamps of its words, single blanks between them.
TimedLine words_of(std::string_view line) {
  TimedLine timed;
  std::int64_t next = kNoTime;
  for (std::size_t i = 0; i < line.size();) {
    if (const std::optional<Stamp> stamp = stamp_at(line.substr(i))) {
      i += stamp->length;
      next = stamp->time_ms;
      continue;
    }
    const char c = line[i++];
    if (c != ' ' && c != '\t') {
      if (next != kNoTime) timed.words.push_back({next, timed.text.size()});
      next = kNoTime;
      timed.text += c;
    } else if (!timed.text.empty() && timed.text.back() != ' ') {
      timed.text += ' ';
    }
  }
  while (timed.text.ends_with(' ')) timed.text.pop_back();
  return timed;
}

/// How much sooner than its stamps say a lyric is sung.
std::int64_t offset_in(std::string_view value) {
  value = trimmed(value);
  const bool is_later = value.starts_with('-');
  if (is_later || value.starts_with('+')) value.remove_prefix(1);
  const std::int64_t number = leading_number(value, 7).value;
  return is_later ? -number : number;
}

/// Whether the line begins with a tag.
bool begins_with_tag(std::string_view line) { return take_tag(line).has_value(); }

/// Lines with their times, as a player follows them.
class LineTimer {
 public:
  explicit LineTimer(bool is_synced) : is_synced_(is_synced) {}

  void add(std::string_view line) {
    std::string_view rest = line;
    const std::vector<std::int64_t> times = take_times(rest);
    if (times.empty() && is_only_tags(rest)) return;
    const TimedLine sung = is_synced_ ? words_of(rest) : TimedLine{{}, std::string(trimmed(rest)), {}};
    if (times.empty()) timed_.push_back(sung);
    for (const std::int64_t time : times) {
      bytes_ += sung.text.size() + 1;
      if (bytes_ > kMaxLyricFileBytes)
        throw Error(ErrorKind::resource_limit,
                    "the lyric's repeated lines make more than " + std::to_string(kMaxLyricFileBytes) + " bytes");
      timed_.push_back(sung);
      timed_.back().at_ms = time;
      // The stamps of words are those of the first time the line is sung.
      for (TimedWord& word : timed_.back().words) word.at_ms += time - times.front();
    }
  }

  /// By their times; a line without one stays with the line before.
  std::vector<TimedLine> in_order() && {
    std::vector<std::pair<std::int64_t, TimedLine>> order;
    std::int64_t last = std::numeric_limits<std::int64_t>::min();
    for (TimedLine& line : timed_) {
      last = line.at_ms.value_or(last);
      order.emplace_back(last, std::move(line));
    }
    std::ranges::stable_sort(order, {}, &std::pair<std::int64_t, TimedLine>::first);
    timed_.clear();
    for (auto& [time, line] : order) {
      if (line.at_ms) line.at_ms = std::max<std::int64_t>(0, *line.at_ms - sooner_);
      for (TimedWord& word : line.words) word.at_ms = std::max<std::int64_t>(0, word.at_ms - sooner_);
      timed_.push_back(std::move(line));
    }
    return std::move(timed_);
  }

 private:
  /// The stamps before a line, taken off it.
  std::vector<std::int64_t> take_times(std::string_view& rest) const {
    std::vector<std::int64_t> times;
    while (const std::optional<Stamp> stamp = is_synced_ && rest.starts_with('[') ? stamp_at(rest) : std::nullopt) {
      times.push_back(stamp->time_ms);
      rest = trimmed(rest.substr(stamp->length));
    }
    return times;
  }

  /// Whether a line without stamps holds tags and nothing else; they are taken off it.
  bool is_only_tags(std::string_view& rest) {
    bool is_tag = false;
    while (const std::optional<Tag> tag = is_synced_ ? take_tag(rest) : std::nullopt) {
      is_tag = true;
      if (tag->key == "offset") sooner_ = offset_in(tag->value);
    }
    return is_tag && rest.empty();
  }

  bool is_synced_;
  std::vector<TimedLine> timed_;
  std::int64_t sooner_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace

bool has_stamps(std::string_view text) {
  Lines lines(text);
  std::size_t all = 0;
  std::size_t marked = 0;
  bool stamped = false;
  while (const std::optional<std::string_view> line = lines.next()) {
    if (line->empty()) continue;
    const bool stamp = line->front() == '[' && stamp_at(*line);
    ++all;
    marked += stamp || begins_with_tag(*line) ? 1U : 0U;
    stamped = stamped || stamp;
  }
  return stamped && marked >= 2 && marked * 2 >= all;
}

bool has_only_tags(std::string_view text) {
  Lines lines(text);
  bool any = false;
  while (const std::optional<std::string_view> line = lines.next()) {
    std::string_view rest = *line;
    while (take_tag(rest)) any = true;
    if (!trimmed(rest).empty()) return false;
  }
  return any;
}

std::string read_lrc(std::string_view text, std::string_view source, LabelledSong& song) {
  Lines lines(text);
  SungLines sung(source);
  bool instrumental = false;
  while (const std::optional<std::string_view> line = lines.next()) {
    std::string_view rest = *line;
    std::vector<std::int64_t> times;
    while (const std::optional<Stamp> stamp = rest.substr(0, 1) == "[" ? stamp_at(rest) : std::nullopt) {
      times.push_back(stamp->time_ms);
      rest = trimmed(rest.substr(stamp->length));
    }
    if (times.empty()) {
      while (const std::optional<Tag> tag = take_tag(rest)) {
        (void)assign_field(find_field(lrc_tags(), tag->key), tag->value, song);  // an odd value refuses no lyric
        instrumental = instrumental || says_instrumental_tag(*tag);
      }
    }
    std::string words = without_stamps(rest);
    if (!times.empty() || !words.empty()) sung.add(std::move(times), std::move(words));
  }
  std::string lyric = sung.in_order();
  if (instrumental && trimmed(lyric).empty()) return std::string(kInstrumental);
  return lyric;
}

std::vector<TimedLine> timed_lines(std::string_view text) {
  LineTimer timer(has_stamps(text));
  Lines lines(text);
  while (const std::optional<std::string_view> line = lines.next()) timer.add(*line);
  return std::move(timer).in_order();
}

}  // namespace leitmotif::corpus
