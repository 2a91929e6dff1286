#include "leitmotif/engine/taste.hpp"

#include <algorithm>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/core/json_text.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/core/top_k.hpp"
#include "leitmotif/engine/taste_lines.hpp"
#include "leitmotif/taste/blend.hpp"
#include "leitmotif/taste/pair.hpp"

namespace leitmotif::engine {
namespace {

using Items = std::vector<taste::Item>;

/// Questions that are worked on at once before their answers go out.
constexpr std::size_t kQuestionsAtOnce = 256;

/// Numbers of songs, each once, in their order.
Items items_of(const std::vector<NamedSong>& songs, TasteItems& items) {
  Items numbers;
  for (const NamedSong& song : songs) {
    const taste::Item item = items.item(song);
    if (std::ranges::find(numbers, item) == numbers.end()) numbers.push_back(item);
  }
  return numbers;
}

std::string ranked_line(const taste::Blend& blend, const TasteItems& items, const Items& given,
                        const RankRequest& request) {
  std::vector<float> scores(items.size());
  blend.score(given, scores);
  TopK best(static_cast<std::size_t>(request.n));
  for (std::size_t item = 0; item < scores.size(); ++item) {
    if (request.cold && blend.counts()[item] > 0) continue;
    if (std::ranges::find(given, static_cast<taste::Item>(item)) != given.end()) continue;
    best.offer({scores[item], static_cast<std::uint32_t>(item)});
  }
  std::string line = R"({"songs":[)";
  for (const ScoredRow& one : best.sorted()) {
    if (line.back() == ']') line += ',';
    line += '[';
    append_json_text(line, items.name(one.row).artist);
    line += ',';
    append_json_text(line, items.name(one.row).title);
    line += ',';
    append_json_number(line, one.score);
    line += ']';
  }
  return line + "]}";
}

/// Answers on all threads, in the order of the questions.
void answer_all(std::size_t count, unsigned threads, const std::function<std::string(std::size_t)>& answer,
                const OnProgress& on_progress, const OnLine& on_line) {
  for (std::size_t first = 0; first < count; first += kQuestionsAtOnce) {
    std::vector<std::string> lines(std::min(kQuestionsAtOnce, count - first));
    parallel_for(lines.size(), 8, threads, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) lines[i] = answer(first + i);
    });
    for (const std::string& line : lines) on_line(line);
    on_progress({"asking", first + lines.size(), count});
  }
}

void require_histories(const HistoriesRead& read, const std::filesystem::path& file) {
  if (read.lists > 0) return;
  throw Error(ErrorKind::corrupt_data,
              read.problem.empty()
                  ? file.string() + R"(: no history; expected lines {"songs":[["artist","title"],...]})"
                  : read.problem);
}

}  // namespace

TasteItems Taste::library_items(const OnProgress& on_progress) {
  TasteItems items;
  const View view = snapshots_.view(on_progress);
  if (!view.snapshot->from_songbook) items.add_library(*view.snapshot);
  return items;
}

HistoriesRead Taste::rank(const RankRequest& request, const OnProgress& on_progress, const OnLine& on_line) {
  TasteItems items = library_items(on_progress);
  std::vector<Items> histories;
  HistoriesRead read = read_histories(request.histories, items, histories);
  require_histories(read, request.histories);
  std::vector<Items> questions;
  for_json_lines(request.lists, [&](const Json& line, const std::string& where) {
    questions.push_back(items_of(named_songs(line, "given", where), items));
  });
  on_progress({"learning", 0, 0});
  taste::BlendOptions options;
  options.threads = settings_.threads;
  const taste::Blend blend = taste::Blend::fit(taste::lists_of(histories, items.size()), items.facts(), options);
  answer_all(
      questions.size(), settings_.threads,
      [&](std::size_t i) { return ranked_line(blend, items, questions[i], request); }, on_progress, on_line);
  return read;
}

HistoriesRead Taste::pair(const PairRequest& request, const OnProgress& on_progress, const OnLine& on_line) {
  TasteItems items = library_items(on_progress);
  std::vector<Items> histories;
  HistoriesRead read = read_histories(request.histories, items, histories);
  require_histories(read, request.histories);
  std::vector<std::pair<Items, taste::Item>> questions;
  for_json_lines(request.pairs, [&](const Json& line, const std::string& where) {
    Items nine = items_of(named_songs(line, "nine", where), items);
    if (line.find("song") == nullptr) throw Error(ErrorKind::corrupt_data, where + R"(: expected a song under "song")");
    questions.emplace_back(std::move(nine), items.item(named_song(line["song"], where)));
  });
  on_progress({"learning", 0, 0});
  taste::BlendOptions options;
  options.threads = settings_.threads;
  const taste::Blend blend = taste::Blend::fit(taste::lists_of(histories, items.size()), items.facts(), options);
  answer_all(
      questions.size(), settings_.threads,
      [&](std::size_t i) {
        std::string line = R"({"probability":)";
        append_json_number(line, taste::pair_probability(blend, questions[i].first, questions[i].second));
        return line + "}";
      },
      on_progress, on_line);
  return read;
}

}  // namespace leitmotif::engine
