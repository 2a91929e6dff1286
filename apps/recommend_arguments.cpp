#include "apps/recommend_arguments.hpp"

#include "apps/command_line.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/corpus/lyric_file.hpp"
#include "leitmotif/engine/recommend_keys.hpp"

namespace leitmotif::apps {

void add_recommend(CLI::App& app, RecommendOptions& wish) {
  add_options(app, engine::recommend_keys().options(wish.document));
  add_options(app, {{"--format", "table|m3u8|xspf|jspf|csv", "as a table (default) or as a playlist", &wish.format}});
}

engine::RecommendRequest wish_of(const RecommendOptions& options) {
  engine::RecommendRequest request = engine::recommend_keys().read(options.document);
  if (!engine::asks_for_something(request))
    throw Error(ErrorKind::invalid_argument,
                "recommend needs something to ask for: " + engine::ways_by_option() + " (see --help)");
  if (request.text == "-") request.text = corpus::read_lyric_file("-").song.lyrics;
  return request;
}

}  // namespace leitmotif::apps
