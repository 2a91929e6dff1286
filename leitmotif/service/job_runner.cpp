// What each kind of job does.
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/engine/answers_json.hpp"
#include "leitmotif/engine/eda.hpp"
#include "leitmotif/engine/scan.hpp"
#include "leitmotif/explore/analysis_json.hpp"
#include "leitmotif/service/routes.hpp"

namespace leitmotif::service {

std::string run_job(engine::Engine& engine, const Job& job, const engine::OnProgress& progress) {
  const Json wish = parse_json(job.wish, "job");
  if (job.kind == "songbook") return engine::to_json(engine.import_songbook(progress)).dump();
  if (job.kind == "import")
    return engine::to_json(engine.import_csv(wish.at("path").get<std::string>(), progress)).dump();
  if (job.kind == "scan") {
    engine::ScanRequest request;
    request.folder = wish.at("path").get<std::string>();
    return engine::to_json(engine.scan(request, progress)).dump();
  }
  if (job.kind == "eda") return explore::to_json(engine.explore({}, progress)).dump();
  throw Error(ErrorKind::unsupported, "a job of kind '" + job.kind + "' is not known");
}

}  // namespace leitmotif::service
