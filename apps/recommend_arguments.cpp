#include "apps/recommend_arguments.hpp"

#include <CLI/CLI.hpp>

#include "leitmotif/core/error.hpp"
#include "leitmotif/corpus/lyric_file.hpp"

namespace leitmotif::apps {
namespace {

void add_ways(CLI::App& app, RecommendOptions& wish) {
  constexpr const char* kGroup = "Ways to ask (at least one; several work together)";
  engine::RecommendRequest& request = wish.request;
  const auto add = [&](const char* name, auto& value, const char* form, const char* text) {
    return app.add_option(name, value, text)->option_text(form)->group(kGroup);
  };
  add("--topic", request.topic, "TOPIC",
      "feelings, music, night/time, obscene, romantic, sadness, violence or world/life");
  add("--mix", wish.mix, "T=W,...", "a mixture of topics with weights, such as sadness=0.7,romantic=0.3");
  add("--mood", wish.mood, "MOOD", "happy, calm, sad, angry, ... or VALENCE,ENERGY, each 0..1");
  add("--text", request.text, "TEXT", "songs about the same as this text; - reads standard input");
  add("--like", request.like, "SONG",
      "songs like this one: its number or \"ARTIST - TITLE\"; may be given several times")
      ->allow_extra_args(false);
  add("--unlike", request.unlike, "SONG", "but not like this one; may be given several times")->allow_extra_args(false);
  add("--from", request.from, "SONG", "a path of songs that begins with this one");
  add("--to", request.to, "SONG", "and ends with this one");
}

void add_filters(CLI::App& app, RecommendOptions& wish) {
  constexpr const char* kGroup = "Which songs";
  engine::RecommendRequest& request = wish.request;
  const auto add = [&](const char* name, auto& value, const char* form, const char* text) {
    return app.add_option(name, value, text)->option_text(form)->group(kGroup);
  };
  add("--genre", request.genres, "GENRE", "only this genre; may be given several times")->allow_extra_args(false);
  add("--years", wish.years, "A-B", "only these years, such as 1970-1979 or 1975");
  add("--artist", request.artists, "ARTIST", "only this artist; may be given several times")->allow_extra_args(false);
  add("--explicit", wish.explicit_songs, "allow|avoid", "whether explicit songs may be given (default: allow)");
  add("--instrumental", wish.instrumental, "allow|avoid|only",
      "whether instrumental songs may be given (default: allow)");
}

void add_controls(CLI::App& app, RecommendOptions& wish) {
  constexpr const char* kGroup = "How many and which first";
  engine::RecommendRequest& request = wish.request;
  const auto add = [&](const char* name, auto& value, const char* form, const char* text) {
    return app.add_option(name, value, text)->option_text(form)->group(kGroup);
  };
  add("-n", request.n, "N", "how many songs (default: 10)");
  add("--threshold", request.threshold, "P", "least probability of the topic, 0..1 (default: 0.5)");
  app.add_flag("--random", request.at_random,
               "draw among the songs above the threshold (see --seed), without a topic among the best; default: the "
               "best first, so that the same question has the same, surest answer")
      ->group(kGroup);
  add("--artist-cap", request.artist_cap, "N", "at most so many songs of one artist (default: 2; 0: no cap)");
  add("--variety", request.variety, "V", "0..1: how much songs should differ from each other (default: 0)");
  app.add_flag("--fresh", request.fresh, "leave out songs of remembered answers while there are others")->group(kGroup);
  app.add_flag("--remember", request.remember, "remember this answer for --fresh")->group(kGroup);
}

}  // namespace

void add_recommend(CLI::App& app, RecommendOptions& wish) {
  add_ways(app, wish);
  add_filters(app, wish);
  add_controls(app, wish);
}

engine::RecommendRequest wish_of(const RecommendOptions& options) {
  engine::RecommendRequest request = options.request;
  if (!options.mix.empty()) request.mix = engine::mix_from(options.mix);
  if (!options.mood.empty()) request.mood = engine::mood_from(options.mood);
  if (!options.years.empty()) request.years = engine::years_from(options.years);
  request.avoid_explicit = engine::avoid_explicit_from(options.explicit_songs);
  request.instrumental = engine::instrumental_from(options.instrumental);
  const bool asks = !request.topic.empty() || !request.mix.empty() || request.mood || !request.text.empty() ||
                    !request.like.empty() || !request.unlike.empty() || !request.from.empty() || !request.to.empty();
  if (!asks)
    throw Error(ErrorKind::invalid_argument,
                "recommend needs something to ask for: --topic, --mix, --mood, --text, --like, --unlike, or --from and "
                "--to (see --help)");
  if (request.text == "-") request.text = corpus::read_lyric_file("-").song.lyrics;
  return request;
}

}  // namespace leitmotif::apps
