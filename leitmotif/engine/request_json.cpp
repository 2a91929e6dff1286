// A wish as a JSON object, in both directions. One table of keys serves reading; an unknown key is refused, so that a
// misspelt one is not silently without effect.
#include <array>
#include <functional>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/engine/request.hpp"

namespace leitmotif::engine {
namespace {

[[noreturn]] void expect(std::string_view key, const char* form) {
  throw Error(ErrorKind::invalid_argument, std::string(key) + ": expected " + form);
}

std::string text_of(std::string_view key, const Json& value) {
  if (!value.is_string()) expect(key, "a text");
  return value.get<std::string>();
}

double number_of(std::string_view key, const Json& value) {
  if (!value.is_number()) expect(key, "a number");
  return value.get<double>();
}

std::int64_t integer_of(std::string_view key, const Json& value) {
  if (!value.is_number_integer()) expect(key, "a whole number");
  return value.get<std::int64_t>();
}

bool truth_of(std::string_view key, const Json& value) {
  if (!value.is_boolean()) expect(key, "true or false");
  return value.get<bool>();
}

std::string song_of(std::string_view key, const Json& value) {
  if (value.is_number_integer()) return std::to_string(value.get<std::int64_t>());
  if (!value.is_string()) expect(key, "a song's number or \"ARTIST - TITLE\"");
  return value.get<std::string>();
}

/// One thing or a list of them.
template <class Read>
std::vector<std::string> list_of(std::string_view key, const Json& value, Read read) {
  std::vector<std::string> list;
  if (!value.is_array()) return {read(key, value)};
  for (const Json& item : value) list.push_back(read(key, item));
  return list;
}

std::vector<std::pair<std::string, double>> mix_of(std::string_view key, const Json& value) {
  if (value.is_string()) return mix_from(value.get<std::string>());
  if (!value.is_object()) expect(key, "an object of topics and weights");
  std::vector<std::pair<std::string, double>> mix;
  for (const auto& [name, weight] : value.items()) mix.emplace_back(name, number_of(key, weight));
  return mix;
}

MoodWish mood_of(std::string_view key, const Json& value) {
  if (value.is_string()) return mood_from(value.get<std::string>());
  if (!value.is_object() || !value.contains("valence") || !value.contains("energy"))
    expect(key, "a name or an object with valence and energy");
  const std::string name = value.contains("name") ? text_of("mood: name", value["name"]) : "";
  return {{number_of("mood: valence", value["valence"]), number_of("mood: energy", value["energy"])}, name};
}

recommend::YearRange years_of(std::string_view key, const Json& value) {
  if (value.is_number_integer())
    return {static_cast<int>(integer_of(key, value)), static_cast<int>(integer_of(key, value))};
  return years_from(text_of(key, value));
}

std::uint64_t seed_of(std::string_view key, const Json& value) {
  if (!value.is_number_unsigned()) expect(key, "a whole number of at least 0");
  return value.get<std::uint64_t>();
}

struct Key {
  std::string_view name;
  void (*read)(std::string_view key, const Json& value, RecommendRequest& wish);
};

using Wish = RecommendRequest;
using Name = std::string_view;
constexpr std::array<Key, 21> kKeys = {{
    {"topic", [](Name key, const Json& value, Wish& wish) { wish.topic = text_of(key, value); }},
    {"mix", [](Name key, const Json& value, Wish& wish) { wish.mix = mix_of(key, value); }},
    {"mood", [](Name key, const Json& value, Wish& wish) { wish.mood = mood_of(key, value); }},
    {"text", [](Name key, const Json& value, Wish& wish) { wish.text = text_of(key, value); }},
    {"like", [](Name key, const Json& value, Wish& wish) { wish.like = list_of(key, value, song_of); }},
    {"unlike", [](Name key, const Json& value, Wish& wish) { wish.unlike = list_of(key, value, song_of); }},
    {"from", [](Name key, const Json& value, Wish& wish) { wish.from = song_of(key, value); }},
    {"to", [](Name key, const Json& value, Wish& wish) { wish.to = song_of(key, value); }},
    {"n", [](Name key, const Json& value, Wish& wish) { wish.n = integer_of(key, value); }},
    {"threshold", [](Name key, const Json& value, Wish& wish) { wish.threshold = number_of(key, value); }},
    {"random", [](Name key, const Json& value, Wish& wish) { wish.at_random = truth_of(key, value); }},
    {"seed", [](Name key, const Json& value, Wish& wish) { wish.seed = seed_of(key, value); }},
    {"genre", [](Name key, const Json& value, Wish& wish) { wish.genres = list_of(key, value, text_of); }},
    {"years", [](Name key, const Json& value, Wish& wish) { wish.years = years_of(key, value); }},
    {"artist", [](Name key, const Json& value, Wish& wish) { wish.artists = list_of(key, value, text_of); }},
    {"explicit",
     [](Name key, const Json& value, Wish& wish) { wish.avoid_explicit = avoid_explicit_from(text_of(key, value)); }},
    {"instrumental",
     [](Name key, const Json& value, Wish& wish) { wish.instrumental = instrumental_from(text_of(key, value)); }},
    {"artist_cap", [](Name key, const Json& value, Wish& wish) { wish.artist_cap = integer_of(key, value); }},
    {"variety", [](Name key, const Json& value, Wish& wish) { wish.variety = number_of(key, value); }},
    {"fresh", [](Name key, const Json& value, Wish& wish) { wish.fresh = truth_of(key, value); }},
    {"remember", [](Name key, const Json& value, Wish& wish) { wish.remember = truth_of(key, value); }},
}};

const char* name_of(recommend::Instrumental instrumental) {
  if (instrumental == recommend::Instrumental::avoid) return "avoid";
  return instrumental == recommend::Instrumental::only ? "only" : "allow";
}

}  // namespace

RecommendRequest request_from_json(const Json& json) {
  if (!json.is_object()) throw Error(ErrorKind::invalid_argument, "expected a JSON object with the keys of a query");
  RecommendRequest wish;
  for (const auto& [name, value] : json.items()) {
    const auto key = std::ranges::find(kKeys, std::string_view(name), &Key::name);
    if (key == kKeys.end())
      throw Error(ErrorKind::invalid_argument, name + ": is no key of a query; a misspelt one would have no effect");
    if (!value.is_null()) key->read(name, value, wish);  // null is as good as not there
  }
  return wish;
}

Json to_json(const RecommendRequest& wish) {
  Json json = Json::object();
  if (!wish.topic.empty()) json["topic"] = wish.topic;
  for (const auto& [name, weight] : wish.mix) json["mix"][name] = weight;
  if (wish.mood) {
    json["mood"] = {{"valence", wish.mood->point.valence}, {"energy", wish.mood->point.energy}};
    if (!wish.mood->name.empty()) json["mood"]["name"] = wish.mood->name;
  }
  if (!wish.text.empty()) json["text"] = wish.text;
  if (!wish.like.empty()) json["like"] = wish.like;
  if (!wish.unlike.empty()) json["unlike"] = wish.unlike;
  if (!wish.from.empty()) json["from"] = wish.from;
  if (!wish.to.empty()) json["to"] = wish.to;
  json["n"] = wish.n;
  json["threshold"] = wish.threshold;
  json["random"] = wish.at_random;
  json["seed"] = wish.seed;
  json["genre"] = wish.genres;
  json["years"] = nullptr;
  if (wish.years) json["years"] = std::to_string(wish.years->first) + "-" + std::to_string(wish.years->last);
  json["artist"] = wish.artists;
  json["explicit"] = wish.avoid_explicit ? "avoid" : "allow";
  json["instrumental"] = name_of(wish.instrumental);
  json["artist_cap"] = wish.artist_cap;
  json["variety"] = wish.variety;
  json["fresh"] = wish.fresh;
  json["remember"] = wish.remember;
  return json;
}

}  // namespace leitmotif::engine
