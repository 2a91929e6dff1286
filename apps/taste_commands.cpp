// `leitmotif taste ...`: what goes with songs that somebody has, learned from histories.
#include <fmt/format.h>

#include <memory>

#include "apps/command.hpp"
#include "leitmotif/engine/taste.hpp"
#include "leitmotif/recommend/query.hpp"

namespace leitmotif::apps {

Command taste_pair_command();
Command taste_rank_command();

namespace {

void warn_of(const engine::HistoriesRead& read) {
  clear_progress();
  if (read.left_out == 0) return;
  warn(fmt::format("{} lines of the histories were left out; the first: {}", read.left_out, read.problem));
}

void print_line(const std::string& line) { print(line + "\n"); }

wire::Option histories_option(std::filesystem::path& target) {
  return {.names = "--histories",
          .value = "TRAIN.jsonl",
          .words = R"(lists to learn from, a line {"songs":[["artist","title"],...]} each)",
          .target = &target,
          .required = true};
}

wire::Option lines_option(bool& target) {
  return {"--jsonl", "", "one JSON object a line (the only form there is)", &target};
}

}  // namespace

Command taste_rank_command() {
  struct Wish {
    engine::RankRequest request;
    bool jsonl = false;
  };
  const auto wish = std::make_shared<Wish>();
  engine::RankRequest& request = wish->request;
  return {"taste rank",
          "songs that go with each of many lists, one JSON line a list",
          {{.names = "LISTS.jsonl",
            .words = R"(lists to be continued, a line {"given":[["artist","title"],...]} each)",
            .target = &request.lists,
            .required = true},
           histories_option(request.histories),
           {.names = "-n",
            .value = "N",
            .words = "how many songs a list",
            .target = &request.n,
            .least = 1,
            .limit = static_cast<double>(recommend::kMostSongs)},
           {"--cold", "", "only songs that no history has", &request.cold},
           lines_option(wish->jsonl)},
          [wish](const General& general) {
            const engine::Engine engine = engine::Engine::open(general.settings);
            warn_of(engine.taste().rank(wish->request, progress_line(), print_line));
            return 0;
          }};
}

Command taste_pair_command() {
  struct Wish {
    engine::PairRequest request;
    bool jsonl = false;
  };
  const auto wish = std::make_shared<Wish>();
  return {"taste pair",
          "how probable it is that a song goes with some others, one JSON line a question",
          {{.names = "PAIRS.jsonl",
            .words = R"(questions, a line {"nine":[["artist","title"],...],"song":["artist","title"]} each)",
            .target = &wish->request.pairs,
            .required = true},
           histories_option(wish->request.histories),
           lines_option(wish->jsonl)},
          [wish](const General& general) {
            const engine::Engine engine = engine::Engine::open(general.settings);
            warn_of(engine.taste().pair(wish->request, progress_line(), print_line));
            return 0;
          }};
}

}  // namespace leitmotif::apps
