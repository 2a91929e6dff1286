// Routes for what is known about the library as a whole and about the models.
#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

#include "leitmotif/core/error.hpp"
#include "leitmotif/eda/eda.hpp"
#include "leitmotif/explore/analysis_table.hpp"
#include "leitmotif/models/model_tables.hpp"
#include "leitmotif/places/locations.hpp"
#include "leitmotif/service/routes.hpp"

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
      text_ = explore::analysis_table().text(engine.explore({}));
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
          .success = {200, "application/json", explore::analysis_table().schema()},
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

struct ModelEntry {
  models::ModelInfo info;
  bool current = false;
};

struct ModelList {
  std::vector<ModelEntry> models;
};

const wire::Table<ModelList>& models_table() {
  using F = wire::Field<ModelEntry>;
  static const wire::Table<ModelEntry> entry(
      "ModelEntry",
      {F::value(
           "file", [](const ModelEntry& one) { return one.info.file; }, any_text()),
       F::value(
           "kind", [](const ModelEntry& one) { return one.info.card.kind; }, any_text()),
       F::value(
           "id", [](const ModelEntry& one) { return one.info.id; }, any_text("SHA-256 of the file")),
       F::object("card", &ModelEntry::info, models::model_info_table()),
       F::value(
           "scores", [](const ModelEntry& one) { return one.info.card.scores; }, wire::map_of(any_number())),
       F::value(
           "bytes", [](const ModelEntry& one) { return one.info.bytes; }, count()),
       F::value("current", &ModelEntry::current, truth("it is the one that answers"))});
  static const wire::Table<ModelList> table("Models",
                                            {wire::Field<ModelList>::list("models", &ModelList::models, entry)});
  return table;
}

/// What a model file says about itself; nothing for a file of this ending that somebody else put there.
std::optional<models::ModelInfo> info_of(const fs::path& file) {
  try {
    return models::model_info(models::ModelFile::load(file));
  } catch (const Error&) {
    return std::nullopt;
  }
}

/// What is known of the model files, each of which is read once: again only when it was written again, which its size
/// or its time tells. May be used by several threads.
class KnownModels {
 public:
  ModelList list(const engine::Engine& engine) {
    const std::lock_guard lock(mutex_);
    std::map<fs::path, Known> there;
    ModelList list;
    for (const fs::path& file : model_files(engine)) {
      std::error_code ignored;  // a file that is gone again is described as none
      const Stamp stamp{fs::file_size(file, ignored), fs::last_write_time(file, ignored)};
      auto known = known_.extract(file);
      if (known.empty() || known.mapped().stamp != stamp)
        there[file] = {stamp, info_of(file)};
      else
        there.insert(std::move(known));
      if (const auto& info = there[file].info) list.models.push_back({*info, info->id == engine.reader().model().id()});
    }
    known_ = std::move(there);
    return list;
  }

 private:
  using Stamp = std::pair<std::uintmax_t, fs::file_time_type>;
  struct Known {
    Stamp stamp;
    std::optional<models::ModelInfo> info;
  };
  std::mutex mutex_;
  std::map<fs::path, Known> known_;
};

Route models_route(const engine::Engine& engine) {
  return {.method = "GET",
          .pattern = "/api/v1/models",
          .summary = "The models beside the one that answers: scores and cards",
          .success = {200, "application/json", models_table().schema()},
          .handler = [&engine, known = std::make_shared<KnownModels>()](const Call&) {
            return table_response(models_table(), known->list(engine));
          }};
}

}  // namespace

void add_analysis_routes(RouteTable& table, Parts& parts) {
  table.push_back(eda_route(parts.engine));
  table.push_back(models_route(parts.engine));
}

}  // namespace leitmotif::service
