// Routes for people's wishes: which there are, learning one from songs that a person marked, forgetting it.
#include "leitmotif/answers/recommend_keys.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/people/wish_tables.hpp"
#include "leitmotif/service/routes.hpp"

namespace leitmotif::service {
namespace {

constexpr std::size_t kMostExamples = 10000;
constexpr std::size_t kLongestWishName = 40;

Schema examples(std::string_view words) { return list_of(song_id(), 0, kMostExamples, words); }

const wire::Request<people::LearnRequest>& learn_keys() {
  using people::LearnRequest;
  using K = wire::Key<LearnRequest>;
  static const wire::Request<LearnRequest> table(
      "WishExamples",
      {K::member("name", &LearnRequest::name,
                 text(1, kLongestWishName, "small letters, digits and hyphens; none of the wishes that come along")),
       K::member("yes", &LearnRequest::yes_songs, examples("songs that are meant")),
       K::member("no", &LearnRequest::no_songs, examples("songs that are not"))},
      {"name", "yes", "no"});
  return table;
}

Route wishes_route(const engine::Engine& engine) {
  return {.method = "GET",
          .pattern = "/api/v1/wishes",
          .summary = "What can be asked for in people's words: the wishes that come along, and learned ones",
          .success = {200, "application/json", people::wish_lines_table().schema()},
          .handler = [&engine](const Call&) {
            return table_response(people::wish_lines_table(), people::WishLines{engine.wishes().list()});
          }};
}

Route learn_route(const engine::Engine& engine) {
  return {.method = "POST",
          .pattern = "/api/v1/wishes",
          .summary = "Learn a wish from songs that are meant and songs that are not, or learn it anew",
          .body = learn_keys().schema(),
          .success = {201, "application/json", people::learned_table().schema()},
          .errors = {404},
          .handler = [&engine](const Call& call) {
            return table_response(people::learned_table(),
                                  engine.wishes().learn(learn_keys().read(call.body), kNoProgress), 201);
          }};
}

Route forget_route(const engine::Engine& engine) {
  return {.method = "DELETE",
          .pattern = "/api/v1/wishes/{name}",
          .summary = "Forget a learned wish",
          .path = {{"name", text(1, kLongestWishName), "the wish", true}},
          .success = {204, "", {}},
          .errors = {404},
          .handler = [&engine](const Call& call) {
            engine.wishes().forget(call.parameters["name"].text());
            return http::no_content();
          }};
}

}  // namespace

void add_wish_routes(RouteTable& table, Parts& parts) {
  table.insert(table.end(), {wishes_route(parts.engine), learn_route(parts.engine), forget_route(parts.engine)});
}

}  // namespace leitmotif::service
