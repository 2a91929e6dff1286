// What may be asked of `recommend`: one row a key, for JSON, the command line, the page and the documentation. A way to
// ask brings its rows to one of the three lists.
#include "leitmotif/answers/recommend_keys.hpp"

#include <algorithm>
#include <array>

#include "leitmotif/core/json.hpp"

namespace leitmotif::answers {
namespace {

using Key = wire::Key<RecommendRequest>;
using Wish = RecommendRequest;
using namespace wire;

constexpr const char* kWays = "Ways to ask (at least one; several work together)";
constexpr const char* kFilters = "Which songs";
constexpr const char* kControls = "How many and which first";

constexpr std::size_t kMostNamed = 100;
constexpr std::size_t kMostOfList = 10000;
constexpr double kLargestWeight = 1e6;
constexpr std::int64_t kLargestArtistCap = 10000;

/// A list, or one text that stands for a list of one.
std::vector<std::string> texts_of(const Json& value) {
  const auto text_of = [](const Json& item) { return item.is_string() ? item.text() : item.dump(); };
  std::vector<std::string> list;
  if (!value.is_array()) return {text_of(value)};
  for (const Json& item : value) list.push_back(text_of(item));
  return list;
}

wire::Schema song(std::string_view words) {
  return any_of({integer(1, wire::kLargestWhole), text(1, kLongestName)}, words);
}

wire::Schema songs(std::string_view words) {
  return any_of({integer(1, wire::kLargestWhole), text(1, kLongestName), list_of(song(""), 0, kMostNamed)}, words);
}

wire::Schema names(std::string_view words) {
  return any_of({text(1, kLongestName), list_of(text(1, kLongestName), 0, kMostNamed)}, words);
}

Key named_songs(std::string_view name, std::vector<std::string> Wish::*place, std::string_view words) {
  Key key = Key::optional(name, place, songs(words), {"--" + std::string(name), "SONG", "", kWays});
  key.read = [place](const Json& value, Wish& wish) { wish.*place = texts_of(value); };
  return key;
}

Key named_song(std::string_view name, std::string Wish::*place, std::string_view words) {
  Key key = Key::optional(name, place, song(words), {"--" + std::string(name), "SONG", "", kWays});
  key.read = [place](const Json& value, Wish& wish) { wish.*place = texts_of(value).front(); };
  return key;
}

Key names_to_match(std::string_view name, std::vector<std::string> Wish::*place, std::string_view value_name,
                   std::string_view words) {
  Key key = Key::member(name, place, names(words), {"--" + std::string(name), std::string(value_name), "", kFilters});
  key.read = [place](const Json& value, Wish& wish) { wish.*place = texts_of(value); };
  return key;
}

Key mix_key() {
  const wire::Schema form = any_of({wire::map_of(number(0, kLargestWeight)), text(1, kLongestName)},
                                   "a mixture of topics with weights, such as sadness=0.7,romantic=0.3");
  return {"mix",
          form,
          [](const Json& value, Wish& wish) {
            if (value.is_string()) {
              wish.mix = mix_from(value.text());
              return;
            }
            wish.mix.clear();
            for (const Json::Member& part : value.items()) wish.mix.emplace_back(part.key, part.value.get<double>());
          },
          [](const Wish& wish) {
            Json mix = Json::object();
            for (const auto& [name, weight] : wish.mix) mix[name] = weight;
            return mix;
          },
          [](const Wish& wish) { return !wish.mix.empty(); },
          {"--mix", "T=W,...", "", kWays}};
}

Key mood_key() {
  const wire::Schema point = wire::object(
      {{"valence", number(0, 1), true}, {"energy", number(0, 1), true}, {"name", text(0, kLongestName), false}});
  return {"mood",
          any_of({point, text(1, kLongestName)}, "happy, calm, sad, angry, ... or VALENCE,ENERGY, each 0..1"),
          [](const Json& value, Wish& wish) {
            wish.mood = value.is_string() ? mood_from(value.text())
                                          : MoodWish{{value["valence"].get<double>(), value["energy"].get<double>()},
                                                     value.value("name", "")};
          },
          [](const Wish& wish) {
            Json mood = {{"valence", wish.mood->point.valence}, {"energy", wish.mood->point.energy}};
            if (!wish.mood->name.empty()) mood["name"] = wish.mood->name;
            return mood;
          },
          [](const Wish& wish) { return wish.mood.has_value(); },
          {"--mood", "MOOD", "", kWays}};
}

Key years_key() {
  return {"years",
          wire::or_null(any_of({integer(0, 9999), text(0, 20)}, "only these years, such as 1970-1979 or 1975")),
          [](const Json& value, Wish& wish) { wish.years = years_from(texts_of(value).front()); },
          [](const Wish& wish) {
            return wish.years ? Json(std::to_string(wish.years->first) + "-" + std::to_string(wish.years->last))
                              : Json();
          },
          {},
          {"--years", "A-B", "", kFilters}};
}

Key tempo_key() {
  return {"tempo",
          wire::or_null(any_of({number(1, 1000), text(1, 40)}, "only these beats a minute, such as 90-110 or 100")),
          [](const Json& value, Wish& wish) { wish.tempo = tempo_from(texts_of(value).front()); },
          [](const Wish& wish) {
            return wish.tempo ? Json(Json(wish.tempo->slowest).dump() + "-" + Json(wish.tempo->fastest).dump())
                              : Json();
          },
          {},
          {"--tempo", "A-B", "", kFilters}};
}

Key key_key() {
  return {"key",
          wire::or_null(described(text(1, 40), "only songs in this key, such as C, Am, F# major or Bb minor")),
          [](const Json& value, Wish& wish) { wish.key = key_from(value.text()); },
          [](const Wish& wish) { return wish.key ? Json(text_of(*wish.key)) : Json(); },
          {},
          {"--key", "KEY", "", kFilters}};
}

Key order_key() {
  return {"order",
          with_default(one_of({"best", "tempo"}, "which of the chosen songs first: the best, or the slowest"), "best"),
          [](const Json& value, Wish& wish) { wish.by_tempo = value == "tempo"; },
          [](const Wish& wish) { return Json(wish.by_tempo ? "tempo" : "best"); },
          {},
          {"--order", "", "", kControls}};
}

Key about_key() {
  Key key = Key::optional("about", &Wish::about, names("love, heartbreak, party, rain, ...: `leitmotif wishes list`"),
                          {"--about", "WISH", "", kWays});
  key.read = [](const Json& value, Wish& wish) { wish.about = texts_of(value); };
  return key;
}

Key from_list_key() {
  Key key =
      Key::optional("from_list", &Wish::from_list,
                    any_of({integer(1, wire::kLargestWhole), text(1, kLongestName), list_of(song(""), 0, kMostOfList)},
                           "songs that go with those of a saved list, or with these songs"),
                    {"--from-list", "LIST", "; or a playlist file, a table or lines of names", kWays});
  key.read = [](const Json& value, Wish& wish) { wish.from_list = texts_of(value); };
  return key;
}

Key explicit_key() {
  return {
      "explicit",
      with_default(one_of({"allow", "mild", "none", "avoid", "only"},
                          "how strong words may be: allow any; mild (or avoid): no explicit songs; none; only: "
                          "explicit songs and no others"),
                   "allow"),
      [](const Json& value, Wish& wish) {
        wish.avoid_mild = value == "none";
        wish.only_explicit = value == "only";
        wish.avoid_explicit = !(value == "allow") && !wish.only_explicit;
      },
      [](const Wish& wish) {
        return Json(wish.only_explicit ? "only" : wish.avoid_mild ? "none" : wish.avoid_explicit ? "avoid" : "allow");
      },
      {},
      {"--explicit", "", "", kFilters}};
}

constexpr std::array<const char*, 3> kInstrumental = {"allow", "avoid", "only"};

Key instrumental_key() {
  return {"instrumental",
          with_default(
              one_of({kInstrumental[0], kInstrumental[1], kInstrumental[2]}, "whether instrumental songs may be given"),
              kInstrumental[0]),
          [](const Json& value, Wish& wish) {
            const auto place = std::ranges::find(kInstrumental, value.text()) - kInstrumental.begin();
            wish.instrumental = static_cast<recommend::Instrumental>(place);
          },
          [](const Wish& wish) { return Json(kInstrumental.at(static_cast<std::size_t>(wish.instrumental))); },
          {},
          {"--instrumental", "", "", kFilters}};
}

Key ask_key() {
  constexpr const char* kWords =
      "in your own words, such as \"sad songs about trains\"; the answer's query says how it was understood, and has "
      "here "
      "what was not";
  return Key::optional("ask", &Wish::ask, text(0, kLongestName, kWords), {"--ask", "WORDS", "", kWays});
}

std::vector<Key> ways_to_ask() {
  return {ask_key(),
          about_key(),
          Key::optional(
              "topic", &Wish::topic,
              text(0, kLongestName, "feelings, music, night/time, obscene, romantic, sadness, violence or world/life"),
              {"--topic", "TOPIC", "", kWays}),
          mix_key(),
          mood_key(),
          Key::optional("text", &Wish::text, text(0, kLongestText, "songs about the same as this text"),
                        {"--text", "TEXT", "; - reads standard input", kWays}),
          named_songs("like", &Wish::like, "songs like this one: its number or \"ARTIST - TITLE\""),
          named_songs("unlike", &Wish::unlike, "but not like this one"),
          Key::optional("for", &Wish::listener,
                        text(0, kLongestName, "songs for this listener, by what was played and loved"),
                        {"--for", "LISTENER", "", kWays}),
          from_list_key(),
          named_song("from", &Wish::from, "a path of songs that begins with this one"),
          named_song("to", &Wish::to, "and ends with this one")};
}

std::vector<Key> controls() {
  return {Key::member("n", &Wish::n, with_default(integer(1, recommend::kMostSongs, "how many songs"), 10),
                      {"-n", "N", "", kControls}),
          Key::member("threshold", &Wish::threshold,
                      with_default(number(0, 1, "least probability of the topic, 0..1"), 0.5),
                      {"--threshold", "P", "", kControls}),
          Key::member("random", &Wish::at_random,
                      with_default(wire::truth("draw among the songs above the threshold (see seed), without a topic "
                                               "among the best; default: the best first, so that the same question "
                                               "has the same, surest answer"),
                                   false),
                      {"--random", "", "", kControls}),
          Key::member("seed", &Wish::seed, with_default(integer(0, wire::kLargestWhole, "decides the draw"), 0))};
}

std::vector<Key> filters() {
  return {names_to_match("genre", &Wish::genres, "GENRE", "only this genre"),
          years_key(),
          tempo_key(),
          key_key(),
          names_to_match("artist", &Wish::artists, "ARTIST", "only this artist"),
          explicit_key(),
          instrumental_key()};
}

/// Told only where it was asked for: hardly anybody has parts.
Key partial_key() {
  Key key = Key::member(
      "partial", &Wish::partial,
      with_default(wire::truth("of a service in parts: answer by those that are there when others are not"), false));
  key.is_given = [](const Wish& wish) { return wish.partial; };
  return key;
}

std::vector<Key> more_controls() {
  return {Key::member("artist_cap", &Wish::artist_cap,
                      with_default(integer(0, kLargestArtistCap, "at most so many songs of one artist; 0: no cap"), 2),
                      {"--artist-cap", "N", "", kControls}),
          Key::member("variety", &Wish::variety,
                      with_default(number(0, 1, "0..1: how much songs should differ from each other"), 0),
                      {"--variety", "V", "", kControls}),
          order_key(),
          Key::member("fresh", &Wish::fresh,
                      with_default(wire::truth("leave out songs of remembered answers while there are others"), false),
                      {"--fresh", "", "", kControls}),
          Key::member("discover", &Wish::discover,
                      with_default(number(0, 1, "0..1: how much new artists are preferred, with for or from_list"), 0),
                      {"--discover", "D", "", kControls}),
          Key::member("rediscover", &Wish::rediscover,
                      with_default(wire::truth("with for: only what was liked and not heard for three months"), false),
                      {"--rediscover", "", "", kControls}),
          partial_key(),
          Key::member("remember", &Wish::remember,
                      with_default(wire::truth("remember this answer, so that fresh leaves its songs out"), false),
                      {"--remember", "", "", kControls})};
}

}  // namespace

const wire::Request<RecommendRequest>& recommend_keys() {
  static const wire::Request<RecommendRequest> table("RecommendRequest", [] {
    std::vector<Key> keys = ways_to_ask();
    for (const auto& more : {controls(), filters(), more_controls()}) keys.insert(keys.end(), more.begin(), more.end());
    return keys;
  }());
  return table;
}

bool asks_for_something(const RecommendRequest& request) {
  static const std::vector<Key> ways = ways_to_ask();
  return std::ranges::any_of(ways, [&](const Key& way) { return way.is_given(request); });
}

bool says_which_songs(const RecommendRequest& request) {
  return !request.genres.empty() || !request.artists.empty() || request.years || request.tempo || request.key ||
         request.avoid_explicit || request.only_explicit || request.instrumental != recommend::Instrumental::allow;
}

bool only_says_which_songs(const RecommendRequest& request) {
  static const std::vector<Key> ways = [] {
    std::vector<Key> all = ways_to_ask();
    std::erase_if(all, [](const Key& way) { return way.name == "ask"; });
    return all;
  }();
  return says_which_songs(request) && std::ranges::none_of(ways, [&](const Key& way) { return way.is_given(request); });
}

std::string which_songs(const RecommendRequest& request) {
  const auto any_of_them = [](const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : " or ") + name;
    return text;
  };
  std::string text = request.only_explicit ? "explicit " : "";
  if (request.instrumental == recommend::Instrumental::only) text += "instrumental ";
  text += any_of_them(request.genres) + (request.genres.empty() ? "songs" : " songs");
  if (!request.artists.empty()) text += " by " + any_of_them(request.artists);
  if (request.years)
    text += " of " + std::to_string(request.years->first) +
            (request.years->first == request.years->last ? "" : "-" + std::to_string(request.years->last));
  if (request.tempo)
    text +=
        " at " + Json(request.tempo->slowest).dump() + "-" + Json(request.tempo->fastest).dump() + " beats a minute";
  if (request.key) text += " in " + text_of(*request.key);
  if (request.avoid_mild)
    text += " without strong words";
  else if (request.avoid_explicit)
    text += " that are not explicit";
  if (request.instrumental == recommend::Instrumental::avoid) text += " with singing";
  return text;
}

std::string ways_by_option() {
  std::string names;
  for (const Key& way : ways_to_ask()) names += (names.empty() ? "" : ", ") + way.option.names;
  return names;
}

}  // namespace leitmotif::answers
