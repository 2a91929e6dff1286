#include "leitmotif/wishes/table.hpp"

#include <algorithm>
#include <charconv>
#include <span>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/digest.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"

namespace leitmotif::wishes {
namespace {

constexpr std::size_t kLargestTable = 4U << 20U;
constexpr double kLargestStrength = 1000;

/// Cuts off and returns what stands before the first `mark`; everything when there is none.
std::string_view take_until(std::string_view& text, char mark) {
  const std::size_t end = std::min(text.find(mark), text.size());
  const std::string_view piece = ascii::trimmed(text.substr(0, end));
  text.remove_prefix(std::min(end + 1, text.size()));
  return piece;
}

/// One pass over the lines of a table.
class TableParser {
 public:
  TableParser(std::string_view text, const std::string& where) : text_(text), where_(where) {}

  WishTable parse() {
    while (!text_.empty()) {
      ++line_;
      std::string_view line = take_until(text_, '\n');
      if (line.empty() || line.front() == '#') continue;
      const std::string_view key = take_until(line, ' ');
      read_line(key, ascii::trimmed(line));
    }
    check_wish();
    if (table_.wishes.empty()) refuse("holds no wish");
    return std::move(table_);
  }

 private:
  [[noreturn]] void refuse(const std::string& reason) const {
    throw Error(ErrorKind::corrupt_data, where_ + " line " + std::to_string(line_) + ": " + reason);
  }

  void read_line(std::string_view key, std::string_view rest) {
    if (rest.empty()) refuse("nothing follows '" + std::string(key) + "'");
    if (key == "standard") return read_standard(rest);
    if (key == "wish") return begin_wish(rest);
    for (const Part& part : kParts) {
      if (key != part.key) continue;
      if (table_.wishes.empty()) refuse("'" + std::string(key) + "' stands before the first wish");
      return (this->*part.read)(rest);
    }
    std::string known = "wish, standard";
    for (const Part& part : kParts) known += ", " + std::string(part.key);
    refuse("unknown part '" + std::string(key) + "'; expected one of " + known);
  }

  void begin_wish(std::string_view name) {
    check_wish();
    const bool is_name = std::all_of(
        name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
    if (!is_name) refuse("a wish's name has small letters, digits and hyphens only, not '" + std::string(name) + "'");
    if (table_.find(name)) refuse("the wish '" + std::string(name) + "' is there already");
    table_.wishes.emplace_back().name = name;
  }

  void check_wish() const {
    if (table_.wishes.empty()) return;
    const Wish& wish = table_.wishes.back();
    if (wish.words.empty()) refuse("the wish '" + wish.name + "' ends without any words");
  }

  [[nodiscard]] double number(std::string_view text) const {
    double value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc() || end != text.data() + text.size() || !(std::abs(value) <= kLargestStrength))
      refuse("'" + std::string(text) + "' is not a number");
    return value;
  }

  /// "NAME NUMBER" with blanks in the name.
  [[nodiscard]] std::pair<std::string_view, double> named_number(std::string_view text) const {
    const std::size_t blank = text.rfind(' ');
    if (blank == std::string_view::npos) refuse("'" + std::string(text) + "' has no number");
    return {ascii::trimmed(text.substr(0, blank)), number(text.substr(blank + 1))};
  }

  [[nodiscard]] std::size_t place_of(std::string_view name, std::span<const std::string_view> names,
                                     const char* what) const {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) {
      std::string known;
      for (const std::string_view one : names) known += (known.empty() ? "" : ", ") + std::string(one);
      refuse("unknown " + std::string(what) + " '" + std::string(name) + "'; expected one of " + known);
    }
    return static_cast<std::size_t>(found - names.begin());
  }

  void read_standard(std::string_view rest) {
    const std::string_view kind = take_until(rest, ' ');
    const auto [most, spread] = named_number(rest);
    const auto [name, mean] = named_number(most);
    if (!(spread > 0)) refuse("a spread is above 0");
    if (kind == "mixture")
      table_.mixture[place_of(name, kMixtureParts, "part of the mixture")] = {mean, spread};
    else if (kind == "sound")
      table_.sound[place_of(name, kAudioFeatures, "audio feature")] = {mean, spread};
    else
      refuse("unknown standard '" + std::string(kind) + "'; expected mixture or sound");
  }

  Wish& wish() { return table_.wishes.back(); }

  void read_about(std::string_view rest) { wish().about = rest; }
  void read_asked(std::string_view rest) {
    while (!rest.empty())
      if (const std::string_view words = take_until(rest, '|'); !words.empty()) wish().asked.emplace_back(words);
  }
  void read_mixture(std::string_view rest) {
    while (!rest.empty()) {
      const auto [name, value] = named_number(take_until(rest, ','));
      wish().mixture[place_of(name, kMixtureParts, "part of the mixture")] = value;
    }
  }
  void read_sound(std::string_view rest) {
    while (!rest.empty()) {
      const auto [name, value] = named_number(take_until(rest, ','));
      wish().sound[place_of(name, kAudioFeatures, "audio feature")] = value;
    }
  }
  void read_list(std::string_view rest, char mark, std::vector<TellingWord>& list) {
    const double strength = number(take_until(rest, ' '));
    while (!rest.empty()) {
      const std::string_view text = take_until(rest, mark);
      if (!text.empty()) list.push_back({std::string(text), strength});
    }
  }
  void read_words(std::string_view rest) { read_list(rest, ' ', wish().words); }
  void read_title(std::string_view rest) { read_list(rest, ' ', wish().title); }
  void read_phrase(std::string_view rest) { read_list(rest, '|', wish().phrases); }
  void read_genre(std::string_view rest) { read_list(rest, '|', wish().genres); }

  void read_weigh(std::string_view rest) {
    struct Kind {
      std::string_view name;
      double WishWeights::*weight;
    };
    static constexpr std::array<Kind, 10> kKinds = {{{"words", &WishWeights::words},
                                                     {"title", &WishWeights::title},
                                                     {"mixture", &WishWeights::mixture},
                                                     {"meaning", &WishWeights::meaning},
                                                     {"sound", &WishWeights::sound},
                                                     {"alone", &WishWeights::alone},
                                                     {"beat", &WishWeights::beat},
                                                     {"artist", &WishWeights::artist},
                                                     {"era", &WishWeights::era},
                                                     {"genre", &WishWeights::genre}}};
    static constexpr auto kNames = [] {
      std::array<std::string_view, kKinds.size()> names;
      for (std::size_t i = 0; i < kKinds.size(); ++i) names[i] = kKinds[i].name;
      return names;
    }();
    bool is_alone_given = false;
    while (!rest.empty()) {
      const auto [name, value] = named_number(take_until(rest, ','));
      is_alone_given = is_alone_given || name == "alone";
      wish().weights.*kKinds[place_of(name, kNames, "kind of evidence")].weight = value;
    }
    if (!is_alone_given) wish().weights.alone = wish().weights.sound;
  }
  void read_typical(std::string_view rest) {
    const double mean = number(take_until(rest, ' '));
    const double spread = number(rest);
    if (!(spread > 0)) refuse("a spread is above 0");
    wish().typical = {mean, spread};
  }

  struct Part {
    std::string_view key;
    void (TableParser::*read)(std::string_view rest);
  };
  static const std::array<Part, 10> kParts;

  std::string_view text_;
  const std::string& where_;
  std::size_t line_ = 0;
  WishTable table_;
};

const std::array<TableParser::Part, 10> TableParser::kParts = {{{"about", &TableParser::read_about},
                                                                {"asked", &TableParser::read_asked},
                                                                {"mixture", &TableParser::read_mixture},
                                                                {"words", &TableParser::read_words},
                                                                {"phrase", &TableParser::read_phrase},
                                                                {"title", &TableParser::read_title},
                                                                {"sound", &TableParser::read_sound},
                                                                {"genre", &TableParser::read_genre},
                                                                {"weigh", &TableParser::read_weigh},
                                                                {"typical", &TableParser::read_typical}}};

/// Levenshtein's distance.
std::size_t edits(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t corner = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t changed = corner + (a[i] == b[j] ? 0U : 1U);
      corner = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, corner + 1});
    }
  }
  return row[b.size()];
}

}  // namespace

std::optional<std::size_t> WishTable::find(std::string_view name) const noexcept {
  for (std::size_t i = 0; i < wishes.size(); ++i)
    if (wishes[i].name == name) return i;
  return std::nullopt;
}

std::size_t WishTable::index_of(std::string_view name) const {
  if (const auto found = find(name)) return *found;
  std::vector<std::string> names;
  for (const Wish& wish : wishes) names.push_back(wish.name);
  std::string nearest;
  for (const std::string& one : nearest_names(name, names)) nearest += (nearest.empty() ? "" : ", ") + one;
  throw Error(ErrorKind::invalid_argument, "no wish is named '" + std::string(name.substr(0, 60)) +
                                               "'; the nearest are " + nearest + " ('leitmotif wishes list' has all)");
}

std::vector<std::string> nearest_names(std::string_view name, const std::vector<std::string>& names) {
  std::vector<std::string> sorted = names;
  const std::string_view compared = name.substr(0, 60);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [&](const std::string& a, const std::string& b) { return edits(compared, a) < edits(compared, b); });
  sorted.resize(std::min<std::size_t>(sorted.size(), 3));
  return sorted;
}

std::string standards_text(const WishTable& table) {
  std::string text;
  for (const Usual& usual : table.mixture)
    text += std::to_string(usual.mean) + ' ' + std::to_string(usual.spread) + '\n';
  for (const Usual& usual : table.sound) text += std::to_string(usual.mean) + ' ' + std::to_string(usual.spread) + '\n';
  return text;
}

WishTable parse_wishes(std::string_view text, const std::string& where) {
  WishTable table = TableParser(text, where).parse();
  table.digest = sha256_hex(text);
  return table;
}

WishTable load_wishes(const std::filesystem::path& file) {
  return parse_wishes(read_file(file, kLargestTable), file.string());
}

}  // namespace leitmotif::wishes
