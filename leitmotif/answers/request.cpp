#include "leitmotif/answers/request.hpp"

#include <charconv>
#include <cmath>
#include <span>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/library/names.hpp"
#include "leitmotif/recommend/moods.hpp"
#include "leitmotif/sound/tonality.hpp"

namespace leitmotif::answers {
namespace {

[[noreturn]] void refuse_request(const std::string& key, const std::string& reason) {
  throw Error(ErrorKind::invalid_argument, key, reason);
}

template <class Number>
std::optional<Number> number_from(std::string_view text) {
  text = ascii::trimmed(text, " ");
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_finite = std::isfinite(static_cast<double>(number));
  if (error != std::errc() || end != text.data() + text.size() || !is_finite) return std::nullopt;
  return number;
}

int year_from(std::string_view text, std::string_view whole) {
  const auto year = number_from<int>(text);
  if (!year || *year < 0) refuse_request("years", "'" + std::string(whole) + "' is not of the form 1970-1979 or 1975");
  return *year;
}

}  // namespace

std::vector<std::pair<std::string, double>> mix_from(std::string_view text) {
  std::vector<std::pair<std::string, double>> mix;
  const std::string whole(text);
  while (true) {
    const std::size_t comma = text.find(',');
    const std::string_view item = ascii::trimmed(text.substr(0, comma), " ");
    const std::size_t sign = item.rfind('=');
    const auto weight = sign == std::string_view::npos ? std::nullopt : number_from<double>(item.substr(sign + 1));
    if (!weight || sign == 0) refuse_request("mix", "'" + whole + "' is not of the form TOPIC=WEIGHT,TOPIC=WEIGHT");
    mix.emplace_back(ascii::trimmed(item.substr(0, sign), " "), *weight);
    if (comma == std::string_view::npos) return mix;
    text.remove_prefix(comma + 1);
  }
}

MoodWish mood_from(std::string_view text) {
  text = ascii::trimmed(text, " ");
  const std::string name = ascii::lower_case(text);
  for (const recommend::NamedMood& known : recommend::kMoods)
    if (known.name == name) return {known.mood, name};
  const std::size_t comma = text.find(',');
  if (comma != std::string_view::npos) {
    const auto valence = number_from<double>(text.substr(0, comma));
    const auto energy = number_from<double>(text.substr(comma + 1));
    if (valence && energy) return {{*valence, *energy}, ""};
  }
  std::vector<std::string> names;
  for (const recommend::NamedMood& known : recommend::kMoods) names.emplace_back(known.name);
  refuse_request("mood", library::unknown_name("", text, names) + "; or two numbers from 0 to 1, VALENCE,ENERGY");
}

recommend::TempoRange tempo_from(std::string_view text) {
  constexpr double kAround = 0.03;
  const std::size_t dash = text.find('-');
  const auto first = number_from<double>(ascii::trimmed(text.substr(0, dash), " "));
  const auto last =
      dash == std::string_view::npos ? first : number_from<double>(ascii::trimmed(text.substr(dash + 1), " "));
  if (!first || !last || *first <= 0 || *first > *last || *last > 1000)
    refuse_request("tempo", "'" + std::string(text) + "' is not of the form 90-110 or 100 (beats a minute)");
  if (dash == std::string_view::npos) return {*first * (1 - kAround), *first * (1 + kAround)};
  return {*first, *last};
}

recommend::KeyWish key_from(std::string_view text) {
  const std::string whole(text);
  const auto refuse = [&] {
    refuse_request("key", "'" + whole + "' is not of the form C, F#, Bb, Am, A minor or C major");
  };
  std::string name = ascii::lower_case(ascii::trimmed(text, " "));
  constexpr std::string_view kNotes = "c d ef g a b";
  const std::size_t place = name.empty() || name[0] == ' ' ? std::string_view::npos : kNotes.find(name[0]);
  if (place == std::string_view::npos) refuse();
  recommend::KeyWish key{static_cast<int>(place), std::nullopt};
  name.erase(0, 1);
  for (; !name.empty() && (name[0] == '#' || name[0] == 'b'); name.erase(0, 1)) key.key += name[0] == '#' ? 1 : 11;
  key.key %= 12;
  const std::string_view mode = ascii::trimmed(name, " ");
  if (mode == "m" || mode == "min" || mode == "minor") key.major = false;
  if (mode == "maj" || mode == "major") key.major = true;
  if (!mode.empty() && !key.major) refuse();
  return key;
}

std::string text_of(const recommend::KeyWish& key) {
  std::string text(sound::kKeys.at(static_cast<std::size_t>(key.key)));
  if (key.major) text += *key.major ? " major" : " minor";
  return text;
}

recommend::YearRange years_from(std::string_view text) {
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos) return {year_from(text, text), year_from(text, text)};
  return {year_from(text.substr(0, dash), text), year_from(text.substr(dash + 1), text)};
}

}  // namespace leitmotif::answers
