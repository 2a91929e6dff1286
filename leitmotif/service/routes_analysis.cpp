// Routes for what is known about the library as a whole and about the models.
#include <algorithm>
#include <mutex>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/engine/eda.hpp"
#include "leitmotif/engine/locations.hpp"
#include "leitmotif/explore/analysis_json.hpp"
#include "leitmotif/models/model_info.hpp"
#include "leitmotif/service/routes.hpp"
#include "leitmotif/service/song_schemas.hpp"

namespace leitmotif::service {
namespace {

namespace fs = std::filesystem;

/// The last analysis, as long as it is of the library as it is: it takes seconds, and everybody asks for the same one.
class Analyses {
 public:
  std::string text(const engine::Engine& engine) {
    const std::lock_guard lock(mutex_);
    const std::int64_t generation = engine.generation();
    if (text_.empty() || generation != generation_) {
      text_ = explore::to_json(engine.explore({})).dump();
      generation_ = generation;
    }
    return text_;
  }

 private:
  std::mutex mutex_;
  std::string text_;
  std::int64_t generation_ = 0;
};

Route eda_route(const engine::Engine& engine) {
  return {.method = "GET",
          .pattern = "/api/v1/eda",
          .summary = "The exploratory analysis of the library",
          .success = {200, "application/json", object({{"rows", integer(0, 9007199254740991), true}}, false)},
          .conditional = true,
          .handler = [&engine, analyses = std::make_shared<Analyses>()](const Call&) {
            Response response;
            response.body = analyses->text(engine);
            return response;
          }};
}

/// The files beside the model that answers, and those that jobs trained; a file that is no model is not listed.
std::vector<fs::path> model_files(const engine::Engine& engine) {
  std::vector<fs::path> files;
  std::error_code ignored;
  const fs::path current = engine.settings().model.parent_path();
  for (const fs::path& folder : {current.empty() ? fs::path(".") : current, engine.settings().places.models})
    for (const auto& entry : fs::directory_iterator(folder, ignored))
      if (entry.path().extension() == ".safetensors") files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

Response models_there(const engine::Engine& engine) {
  Json list = Json::array();
  for (const fs::path& file : model_files(engine)) {
    try {
      const models::ModelInfo info = models::model_info(models::ModelFile::load(file));
      Json card = models::to_json(info);
      Json scores = card.contains("scores") ? card["scores"] : Json::object();
      list.push_back({{"file", info.file},
                      {"kind", info.card.kind},
                      {"id", info.id},
                      {"card", std::move(card)},
                      {"scores", std::move(scores)},
                      {"bytes", info.bytes},
                      {"current", info.id == engine.reader().model().id()}});
    } catch (const Error&) {
      // A file of this ending that somebody else put there.
    }
  }
  return json_response({{"models", std::move(list)}});
}

Route models_route(const engine::Engine& engine) {
  const Schema model = object({{"file", any_text(), true},
                               {"kind", any_text(), true},
                               {"id", any_text("SHA-256 of the file"), true},
                               {"card", object({}, false), true},
                               {"bytes", integer(0, 9007199254740991), true},
                               {"current", truth("it is the one that answers"), true}},
                              false);
  return {.method = "GET",
          .pattern = "/api/v1/models",
          .summary = "The models beside the one that answers: scores and cards",
          .success = {200, "application/json", object({{"models", list_of(model, 0, kMany), true}}, false)},
          .handler = [&engine](const Call&) { return models_there(engine); }};
}

}  // namespace

void add_analysis_routes(RouteTable& table, Parts& parts) {
  table.push_back(eda_route(parts.engine));
  table.push_back(models_route(parts.engine));
}

}  // namespace leitmotif::service
