// `leitmotif taste ...`: what goes with songs that somebody has, learned from histories.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <set>

#include "apps/command.hpp"
#include "apps/json_output.hpp"
#include "apps/standard_input.hpp"
#include "leitmotif/core/child_process.hpp"
#include "leitmotif/core/environment.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/temporary_folder.hpp"
#include "leitmotif/listeners/taste.hpp"
#include "leitmotif/recommend/query.hpp"

namespace leitmotif::apps {

Command taste_forget_command();
Command taste_import_command();
Command taste_listeners_command();
Command taste_pair_command();
Command taste_rank_command();

namespace {

void warn_of(const listeners::HistoriesRead& read) {
  clear_progress();
  if (read.left_out == 0) return;
  warn(fmt::format("{} lines of the histories were left out; the first: {}", read.left_out, read.problem));
}

wire::Option histories_option(std::filesystem::path& target) {
  return needed({"--histories", "TRAIN.jsonl", R"(lists to learn from, a line {"songs":[["artist","title"],...]} each)",
                 &target});
}

wire::Option lines_option(bool& target) { return {"--jsonl", "", "one JSON object a line (default)", &target}; }

using listeners::HistoryImport;
using listeners::ListenerLine;
using listeners::NotFoundSong;

struct LeftOut {
  std::string reason;
  std::size_t rows = 0;
};

const wire::Table<HistoryImport>& history_import_table() {
  using F = wire::Field<HistoryImport>;
  using N = wire::Field<NotFoundSong>;
  using L = wire::Field<LeftOut>;
  static const wire::Table<NotFoundSong> not_found(
      "NotFoundSong", {N::value("artist", &NotFoundSong::artist, wire::any_text()),
                       N::value("title", &NotFoundSong::title, wire::any_text()),
                       N::value("events", &NotFoundSong::events, wire::count("of the export")),
                       N::value("nearest", &NotFoundSong::nearest, wire::any_text("a song of the library"))});
  static const wire::Table<LeftOut> left_out("LeftOutRows", {L::value("reason", &LeftOut::reason, wire::any_text()),
                                                             L::value("rows", &LeftOut::rows, wire::count("rows"))});
  static const wire::Table<HistoryImport> table(
      "HistoryImport",
      {F::value("form", &HistoryImport::form, wire::any_text()),
       F::value("read", &HistoryImport::read, wire::count("events of the export")),
       F::value("added", &HistoryImport::added, wire::count("that are new")),
       F::value("known", &HistoryImport::known, wire::count("that were there before")),
       F::value("not_found", &HistoryImport::not_found, wire::count("whose song the library does not have")),
       F::list(
           "left_out",
           [](const HistoryImport& report) {
             std::vector<LeftOut> rows;
             for (const auto& [reason, count] : report.left_out) rows.push_back({reason, count});
             return rows;
           },
           left_out),
       F::list("nearest", &HistoryImport::nearest, not_found),
       F::value("seconds", &HistoryImport::seconds, wire::any_number())});
  return table;
}

struct ListenerLines {
  std::vector<ListenerLine> listeners;
};

const wire::Table<ListenerLines>& listener_lines_table() {
  using L = wire::Field<ListenerLine>;
  static const wire::Table<ListenerLine> line("ListenerInNumbers",
                                              {L::value("name", &ListenerLine::name, wire::any_text()),
                                               L::value("songs", &ListenerLine::songs, wire::count("liked")),
                                               L::value("hearts", &ListenerLine::hearts, wire::count("songs")),
                                               L::value("events", &ListenerLine::events, wire::count("kept"))});
  static const wire::Table<ListenerLines> table(
      "ListenersInNumbers", {wire::Field<ListenerLines>::list("listeners", &ListenerLines::listeners, line)});
  return table;
}

std::string to_text(const HistoryImport& report) {
  std::string text = fmt::format("{}: {} events, {} added, {} known before, {} of songs that are not in the library\n",
                                 report.form, report.read, report.added, report.known, report.not_found);
  for (const auto& [reason, rows] : report.left_out) text += fmt::format("left out: {} ({})\n", rows, reason);
  for (const NotFoundSong& song : report.nearest)
    text +=
        fmt::format("not found: {} - {} ({} times){}\n", without_controls(song.artist), without_controls(song.title),
                    song.events, song.nearest.empty() ? "" : "; nearest: " + without_controls(song.nearest));
  return text;
}

std::string to_text(const ListenerLines& lines) {
  std::string text;
  for (const ListenerLine& line : lines.listeners)
    text += fmt::format("{}: {} liked songs, {} hearts, {} events\n", without_controls(line.name), line.songs,
                        line.hearts, line.events);
  return text.empty() ? "Nobody's history is known; see `leitmotif taste import`.\n" : text;
}

}  // namespace

Command taste_import_command() {
  struct Wish {
    std::filesystem::path file;
    std::string listener;
  };
  const auto wish = std::make_shared<Wish>();
  return {"taste import",
          "a listener's exported history into the library",
          {argument("FILE",
                    "export of ListenBrainz, Last.fm, Spotify, Exportify, YouTube Music or Apple Music, a "
                    ".scrobbler.log, or a playlist; - for standard input",
                    &wish->file),
           needed({"--for", "LISTENER", "whose it is", &wish->listener})},
          [wish](const General& general) {
            const engine::Engine engine = engine::Engine::open(general.settings);
            StandardInput input;
            const HistoryImport report = engine.taste().import(input.file(wish->file), wish->listener, progress_line());
            show(general, history_import_table(), report, [](const HistoryImport& it) { return to_text(it); });
            return 0;
          }};
}

Command taste_listeners_command() {
  return {"taste listeners", "who the library has histories of", {}, [](const General& general) {
            const engine::Engine engine = engine::Engine::open(general.settings);
            show(general, listener_lines_table(), ListenerLines{engine.taste().listeners()},
                 [](const ListenerLines& it) { return to_text(it); });
            return 0;
          }};
}

Command taste_forget_command() {
  const auto name = std::make_shared<std::string>();
  return {"taste forget",
          "forget everything of a listener",
          {argument("LISTENER", "whose history goes", name.get())},
          [name](const General& general) {
            const engine::Engine engine = engine::Engine::open(general.settings);
            const std::size_t events = engine.taste().forget(*name);
            if (events == 0)
              throw Error(ErrorKind::not_found, "listener '" + *name + "': the library knows none of that name");
            tell_gone(general, *name, fmt::format("{} events forgotten", events));
            return 0;
          }};
}

struct PairWish {
  listeners::PairRequest request;
  bool jsonl = false;
  bool is_quick = false;
};

/// Whether lists teach a network of pairs more than the blend knows already.
bool teach_a_network(const listeners::LearningLists& learning) {
  constexpr std::ptrdiff_t kEnoughLists = 200;
  constexpr std::size_t kLongList = 10;
  const auto is_long = [](const std::vector<taste::Item>& list) {
    return std::set<taste::Item>(list.begin(), list.end()).size() >= kLongList;
  };
  return std::ranges::count_if(learning.lists, is_long) >= kEnoughLists;
}

/// A network for the histories when none is there yet: learned by leitmotif-train into the folder, for this once.
void learn_network(PairWish& wish, const General& general, const engine::Engine& engine,
                   const std::filesystem::path& folder) {
  const std::filesystem::path trainer = program_folder() / "leitmotif-train";
  std::error_code ignored;
  if (wish.is_quick || !wish.request.network.empty() || std::filesystem::exists(engine.taste().pairs_file(), ignored) ||
      !std::filesystem::exists(trainer, ignored) ||
      !teach_a_network(engine.taste().learning_lists(wish.request.histories, progress_line())))
    return;
  progress_line()({"learning a network of pairs", 0, 0});
  const std::filesystem::path file = folder / "pairs.safetensors";
  if (!general.settings.library.empty()) ::setenv("LEITMOTIF_LIBRARY", general.settings.library.c_str(), 1);
  const ChildResult result = run_child(
      {trainer.string(), "train-taste", wish.request.histories.string(), "-o", file.string(), "--quick", "--folds", "3",
       "--seed", std::to_string(general.seed), "--threads", std::to_string(general.settings.threads)},
      check_stop);
  clear_progress();
  if (result.status == 0)
    wish.request.network = file;
  else
    warn(fmt::format("the network of pairs could not be learned, so the blend judges: {}",
                     error_of(result, "leitmotif").what()));
}

int run_pair(PairWish wish, const General& general) {
  const engine::Engine engine = engine::Engine::open(general.settings);
  const TemporaryFolder folder;
  learn_network(wish, general, engine, folder.path());
  JsonOutput out(general.json && !wish.jsonl);
  warn_of(engine.taste().pair(wish.request, progress_line(), [&](const std::string& line) { out.add(line); }));
  out.finish();
  return 0;
}

Command taste_rank_command() {
  struct Wish {
    listeners::RankRequest request;
    bool jsonl = false;
  };
  const auto wish = std::make_shared<Wish>();
  listeners::RankRequest& request = wish->request;
  return {"taste rank",
          "songs that go with each of many lists, one JSON line a list",
          {argument("LISTS.jsonl", R"(lists to be continued, a line {"given":[["artist","title"],...]} each)",
                    &request.lists),
           histories_option(request.histories),
           {"-n",
            "N",
            "how many songs a list",
            &request.n,
            {.least = 1, .limit = static_cast<double>(recommend::kMostSongs)}},
           {"--cold", "", "only songs that no history has", &request.cold},
           lines_option(wish->jsonl)},
          [wish](const General& general) {
            const engine::Engine engine = engine::Engine::open(general.settings);
            JsonOutput out(general.json && !wish->jsonl);
            const auto take = [&](const std::string& line) { out.add(line); };
            warn_of(engine.taste().rank(wish->request, progress_line(), take));
            out.finish();
            return 0;
          }};
}

Command taste_pair_command() {
  const auto wish = std::make_shared<PairWish>();
  return {
      "taste pair",
      "how probable it is that a song goes with some others, one JSON line a question",
      {argument("PAIRS.jsonl", R"(questions, a line {"nine":[["artist","title"],...],"song":["artist","title"]} each)",
                &wish->request.pairs),
       histories_option(wish->request.histories),
       {"--network", "FILE",
        "network of `leitmotif train-taste` (default: that of the library; without one, what 200 lists of ten songs "
        "or more teach now)",
        &wish->request.network},
       {"--quick", "", "learn no network: where there is none, the blend judges", &wish->is_quick},
       lines_option(wish->jsonl)},
      [wish](const General& general) { return run_pair(*wish, general); }};
}

}  // namespace leitmotif::apps
