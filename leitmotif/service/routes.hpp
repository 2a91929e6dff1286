// The route table of the program: every address, what it takes and what it gives.
// Flow: Parts (what the routes work with) -> rows -> Router, OpenAPI, documentation.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <type_traits>

#include "leitmotif/engine/engine.hpp"
#include "leitmotif/http/about.hpp"
#include "leitmotif/http/route.hpp"
#include "leitmotif/http/token_book.hpp"
#include "leitmotif/service/jobs.hpp"
#include "leitmotif/wire/request.hpp"
#include "leitmotif/wire/table.hpp"

namespace leitmotif::service {

// The words that routes are written with.
using http::Call;
using http::Parameter;
using http::Pieces;
using http::Request;
using http::Response;
using http::Route;
using http::RouteTable;

// The words that the forms of parameters and bodies are written with.
using wire::any_number;
using wire::any_of;
using wire::any_text;
using wire::count;
using wire::integer;
using wire::list_of;
using wire::one_of;
using wire::or_null;
using wire::Schema;
using wire::text;
using wire::truth;
using wire::with_default;

/// The most characters of a lyric that is sent to be read.
inline constexpr std::size_t kLongestLyric = 500000;

/// The form of a song's number.
[[nodiscard]] inline Schema song_id() { return integer(1, wire::kLargestWhole, "number of a song"); }

/// "3,1,2" as numbers of songs. Throws invalid_argument, naming query.ids.
[[nodiscard]] std::vector<std::int64_t> numbers_in(const std::string& list);

/// An answer as its table writes it.
template <class Answer>
[[nodiscard]] Response table_response(const wire::Table<Answer>& table, const std::type_identity_t<Answer>& answer,
                                      int status = 200) {
  Response response;
  response.status = status;
  response.body = table.text(answer);
  return response;
}

/// Lifetime: as long as the table is used.
struct Parts {
  engine::Engine& engine;
  Jobs& jobs;
  std::function<std::string()> metrics;  ///< the text of GET /metrics
  std::function<bool()> is_ready;
  /// The place of a path that a job was given, when jobs may read there. Throws invalid_argument.
  std::function<std::filesystem::path(const std::string&)> job_path;
  /// Where a person's folders begin: at home, or where jobs may read when that is not there.
  std::function<std::filesystem::path()> first_folder;
  /// The place of a song's file, links followed, when it may be given. Throws not_found.
  std::function<std::filesystem::path(const std::filesystem::path&)> song_path;
  http::TokenBook& tokens;
  /// Who asks.
  std::function<http::Holder(const Request&)> holder;
};

/// Each adds the addresses of one kind. Lifetime: `parts` outlives the table.
void add_recommend_routes(RouteTable& table, Parts& parts);
void add_song_routes(RouteTable& table, Parts& parts);
void add_alike_routes(RouteTable& table, Parts& parts);
void add_audio_routes(RouteTable& table, Parts& parts);
void add_choice_routes(RouteTable& table, Parts& parts);
void add_listener_routes(RouteTable& table, Parts& parts);
void add_job_routes(RouteTable& table, Parts& parts);
void add_playlist_routes(RouteTable& table, Parts& parts);
void add_wish_routes(RouteTable& table, Parts& parts);
void add_own_song_routes(RouteTable& table, Parts& parts);
void add_token_routes(RouteTable& table, Parts& parts);
void add_part_routes(RouteTable& table, Parts& parts);
void add_analysis_routes(RouteTable& table, Parts& parts);
void add_score_routes(RouteTable& table, Parts& parts);
void add_system_routes(RouteTable& table, Parts& parts);

/// Every address of the service. Lifetime: `parts` outlives the table.
[[nodiscard]] RouteTable all_routes(Parts& parts);

/// What the service says about itself.
[[nodiscard]] http::About about_leitmotif();

/// The result of a job as JSON: the runner of Jobs.
[[nodiscard]] std::string run_job(engine::Engine& engine, const Job& job, const OnProgress& progress);

/// Where trainings that jobs start are kept: beside the library.
[[nodiscard]] std::filesystem::path runs_folder(const engine::Engine& engine);

/// What changes whenever an answer about songs may change.
[[nodiscard]] std::string answers_version(const engine::Engine& engine);

}  // namespace leitmotif::service
