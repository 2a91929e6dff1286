#include "leitmotif/wishes/learned_file.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json_text.hpp"

namespace leitmotif::wishes {
namespace {

constexpr std::string_view kFirstLine = "leitmotif learned wish 1";
constexpr std::size_t kLongestName = 40;
constexpr std::size_t kMostWeights = 4096;

void append(std::string& text, std::string_view key, std::initializer_list<double> numbers) {
  text += key;
  for (const double number : numbers) {
    text += ' ';
    append_json_number(text, number);
  }
  text += '\n';
}

class LearnedParser {
 public:
  LearnedParser(std::string_view text, const std::string& where) : text_(text), where_(where) {}

  LearnedWish parse() {
    if (next_line() != kFirstLine)
      refuse("it is no learned wish; its first line is not '" + std::string(kFirstLine) + "'");
    while (!text_.empty()) read(next_line());
    if (!is_wish_name(wish_.name)) refuse("its name is missing or not made of small letters, digits and hyphens");
    if (wish_.features.empty() || wish_.weights.empty()) refuse("its features or weights are missing");
    return std::move(wish_);
  }

 private:
  [[noreturn]] void refuse(const std::string& reason) const {
    throw Error(ErrorKind::corrupt_data, where_ + " line " + std::to_string(line_) + ": " + reason);
  }

  std::string_view next_line() {
    ++line_;
    const std::size_t end = std::min(text_.find('\n'), text_.size());
    const std::string_view line = text_.substr(0, end);
    text_.remove_prefix(std::min(end + 1, text_.size()));
    return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
  }

  [[nodiscard]] std::vector<double> numbers(std::string_view rest, std::size_t count) const {
    std::vector<double> values;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      double value = 0;
      const auto [stop, fault] = std::from_chars(rest.data(), rest.data() + end, value);
      if (fault != std::errc() || stop != rest.data() + end || !std::isfinite(value))
        refuse("'" + std::string(rest.substr(0, end)) + "' is not a number");
      values.push_back(value);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (values.size() != count) refuse("expected " + std::to_string(count) + " numbers");
    return values;
  }

  void read(std::string_view line) {
    const std::size_t blank = std::min(line.find(' '), line.size());
    const std::string_view key = line.substr(0, blank);
    const std::string_view rest = line.substr(std::min(blank + 1, line.size()));
    if (key == "name") {
      wish_.name = rest;
    } else if (key == "features") {
      wish_.features = rest;
    } else if (key == "examples") {
      const std::vector<double> counts = numbers(rest, 2);
      wish_.yes = static_cast<std::size_t>(std::clamp(counts[0], 0.0, 1e9));
      wish_.no = static_cast<std::size_t>(std::clamp(counts[1], 0.0, 1e9));
    } else if (key == "penalty") {
      wish_.penalty = numbers(rest, 1)[0];
    } else if (key == "auc") {
      const std::vector<double> values = numbers(rest, 3);
      wish_.auc = values[0];
      wish_.interval = {values[1], values[2]};
    } else if (key == "bias") {
      wish_.bias = numbers(rest, 1)[0];
    } else if (key == "weight") {
      wish_.weights.push_back(numbers(rest, 1)[0]);
      if (wish_.weights.size() > kMostWeights) refuse("more than " + std::to_string(kMostWeights) + " weights");
    } else {
      refuse("unknown part '" + std::string(key) +
             "'; expected one of name, features, examples, penalty, auc, bias, "
             "weight");
    }
  }

  std::string_view text_;
  const std::string& where_;
  std::size_t line_ = 0;
  LearnedWish wish_;
};

}  // namespace

bool is_wish_name(std::string_view name) noexcept {
  return !name.empty() && name.size() <= kLongestName && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

std::string learned_text(const LearnedWish& wish) {
  std::string text(kFirstLine);
  text += "\nname " + wish.name + "\nfeatures " + wish.features + '\n';
  append(text, "examples", {static_cast<double>(wish.yes), static_cast<double>(wish.no)});
  append(text, "penalty", {wish.penalty});
  append(text, "auc", {wish.auc, wish.interval.low, wish.interval.high});
  append(text, "bias", {wish.bias});
  for (const double weight : wish.weights) append(text, "weight", {weight});
  return text;
}

LearnedWish parse_learned(std::string_view text, const std::string& where) {
  return LearnedParser(text, where).parse();
}

}  // namespace leitmotif::wishes
