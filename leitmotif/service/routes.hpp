// The route table of the program: every address, what it takes and what it gives.
// Flow: Parts (what the routes work with) -> rows -> Router, OpenAPI, documentation.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "leitmotif/engine/engine.hpp"
#include "leitmotif/http/about.hpp"
#include "leitmotif/http/route.hpp"
#include "leitmotif/service/jobs.hpp"

namespace leitmotif::service {

// The words that routes are written with.
using http::Call;
using http::json_response;
using http::Parameter;
using http::Pieces;
using http::Request;
using http::Response;
using http::Route;
using http::RouteTable;

/// Lifetime: as long as the table is used.
struct Parts {
  engine::Engine& engine;
  Jobs& jobs;
  std::function<std::string()> metrics;  ///< the text of GET /metrics
  std::function<bool()> is_ready;
  /// The place of a path that a job was given, when jobs may read there. Throws invalid_argument.
  std::function<std::filesystem::path(const std::string&)> job_path;
  /// The place of a song's file, links followed, when it may be given. Throws not_found.
  std::function<std::filesystem::path(const std::filesystem::path&)> song_path;
};

/// Each adds the addresses of one kind. Lifetime: `parts` outlives the table.
void add_recommend_routes(RouteTable& table, Parts& parts);
void add_song_routes(RouteTable& table, Parts& parts);
void add_audio_routes(RouteTable& table, Parts& parts);
void add_choice_routes(RouteTable& table, Parts& parts);
void add_job_routes(RouteTable& table, Parts& parts);
void add_playlist_routes(RouteTable& table, Parts& parts);
void add_analysis_routes(RouteTable& table, Parts& parts);
void add_system_routes(RouteTable& table, Parts& parts);

/// Every address of the service. Lifetime: `parts` outlives the table.
[[nodiscard]] RouteTable all_routes(Parts& parts);

/// What the service says about itself.
[[nodiscard]] http::About about_leitmotif();

/// The result of a job as JSON: the runner of Jobs.
[[nodiscard]] std::string run_job(engine::Engine& engine, const Job& job, const OnProgress& progress);

/// What changes whenever an answer about songs may change.
[[nodiscard]] std::string answers_version(const engine::Engine& engine);

}  // namespace leitmotif::service
