#include "leitmotif/listeners/taste.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <span>

#include "leitmotif/core/background.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/core/json_text.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/core/top_k.hpp"
#include "leitmotif/library/column_file.hpp"
#include "leitmotif/listeners/kept_taste.hpp"
#include "leitmotif/listeners/listeners.hpp"
#include "leitmotif/listeners/taste_lines.hpp"
#include "leitmotif/models/pair_network.hpp"
#include "leitmotif/people/judged_songs.hpp"
#include "leitmotif/taste/blend_scores.hpp"
#include "leitmotif/taste/pair_inputs.hpp"

namespace leitmotif::listeners {
namespace {

using Items = std::vector<taste::Item>;

/// Questions that are worked on at once before their answers go out.
constexpr std::size_t kQuestionsAtOnce = 256;
/// Taste is learned anew when there are this part more events than before, and at least so many.
constexpr std::size_t kGrowth = 10;
constexpr std::size_t kFewEvents = 20;

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

/// Liked songs and the song that is judged.
using PairQuestion = std::pair<Items, taste::Item>;

/// Where questions with other liked songs than those before begin, and how many there are.
std::vector<std::size_t> same_liked(const std::vector<PairQuestion>& questions) {
  std::vector<std::size_t> begins;
  for (std::size_t k = 0; k < questions.size(); ++k)
    if (k == 0 || questions[k].first != questions[k - 1].first) begins.push_back(k);
  begins.push_back(questions.size());
  return begins;
}

/// What judges pairs: the blend, and a network that reads what it says where there is one.
struct PairModel {
  const taste::Blend& blend;
  const taste::PairReader& reader;
  const std::optional<models::PairNetwork>& network;
};

double probability_of(const PairModel& model, const taste::PairJudge& judge, taste::Item song) {
  if (!model.network) return judge.probability(song);
  const taste::PairInput input = model.reader.read(judge, song);
  return 1 / (1 + std::exp(-static_cast<double>(model.network->logit(input.links, input.song))));
}

/// Lines for questions with the same liked songs, with a line end between them.
std::string pair_lines(const PairModel& model, std::span<const PairQuestion> questions) {
  const taste::PairJudge judge(model.blend, questions.front().first);
  std::string lines;
  for (const PairQuestion& question : questions) {
    if (!lines.empty()) lines += '\n';
    lines += R"({"probability":)";
    append_json_number(lines, probability_of(model, judge, question.second));
    lines += '}';
  }
  return lines;
}

/// The network that was named, or that lies beside the library; none when there is none.
std::optional<models::PairNetwork> pair_network(const std::filesystem::path& named,
                                                const std::filesystem::path& beside) {
  std::error_code ignored;
  if (named.empty() && !std::filesystem::exists(beside, ignored)) return std::nullopt;
  models::PairNetwork network = models::PairNetwork::load(named.empty() ? beside : named);
  if (network.weights().links != taste::kLinkNumbers || network.weights().songs != taste::kSongNumbers)
    throw Error(ErrorKind::unsupported, (named.empty() ? beside : named).string() +
                                            ": its network reads other numbers than this program has; learn it again "
                                            "(leitmotif train-taste)");
  return network;
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

/// Histories of a file, and the songs they name.
struct NamedHistories {
  TasteItems items;
  std::vector<Items> lists;
  HistoriesRead read;
};

NamedHistories named_histories(TasteItems library_items, const std::filesystem::path& file) {
  NamedHistories named{std::move(library_items), {}, {}};
  named.read = read_histories(file, named.items, named.lists);
  if (named.read.lists > 0) return named;
  throw Error(ErrorKind::corrupt_data,
              named.read.problem.empty()
                  ? file.string() + R"(: no history; expected lines {"songs":[["artist","title"],...]})"
                  : named.read.problem);
}

}  // namespace

TasteItems Taste::library_items(const OnProgress& on_progress) {
  TasteItems items;
  const current::View view = snapshots_.view(on_progress);
  if (!view.snapshot->from_songbook) items.add_library(*view.snapshot);
  return items;
}

HistoriesRead Taste::rank(const RankRequest& request, const OnProgress& on_progress, const OnLine& on_line) {
  NamedHistories named = named_histories(library_items(on_progress), request.histories);
  std::vector<Items> questions;
  for_json_lines(request.lists, [&](const Json& line, const std::string& where) {
    questions.push_back(items_of(named_songs(line, "given", where), named.items));
  });
  on_progress({"learning", 0, 0});
  taste::BlendOptions options;
  options.threads = settings_.threads;
  const taste::Blend blend =
      taste::Blend::fit(taste::lists_of(named.lists, named.items.size()), named.items.facts(), options);
  answer_all(
      questions.size(), settings_.threads,
      [&](std::size_t i) { return ranked_line(blend, named.items, questions[i], request); }, on_progress, on_line);
  return named.read;
}

HistoriesRead Taste::pair(const PairRequest& request, const OnProgress& on_progress, const OnLine& on_line) {
  const std::optional<models::PairNetwork> network = pair_network(request.network, pairs_file());
  NamedHistories named = named_histories(library_items(on_progress), request.histories);
  std::vector<PairQuestion> questions;
  for_json_lines(request.pairs, [&](const Json& line, const std::string& where) {
    Items nine = items_of(named_songs(line, "nine", where), named.items);
    if (line.find("song") == nullptr) throw Error(ErrorKind::corrupt_data, where + R"(: expected a song under "song")");
    questions.emplace_back(std::move(nine), named.items.item(named_song(line["song"], where)));
  });
  on_progress({"learning", 0, 0});
  taste::BlendOptions options;
  options.threads = settings_.threads;
  const SparseMatrix lists = taste::lists_of(named.lists, named.items.size());
  const taste::Blend blend = taste::Blend::fit(lists, named.items.facts(), options);
  const taste::PairReader reader(blend, lists);
  const std::vector<std::size_t> begins = same_liked(questions);
  answer_all(
      begins.size() - 1, settings_.threads,
      [&](std::size_t group) {
        return pair_lines({blend, reader, network},
                          std::span(questions).subspan(begins[group], begins[group + 1] - begins[group]));
      },
      on_progress, on_line);
  return named.read;
}

LearningLists Taste::learning_lists(const std::filesystem::path& histories, const OnProgress& on_progress) {
  TasteItems items = library_items(on_progress);
  LearningLists learning;
  if (histories.empty()) {
    learning.lists = listeners_lists(*snapshots_.view(on_progress).snapshot, items.of_rows());
    learning.facts = items.facts();
  } else {
    NamedHistories named = named_histories(std::move(items), histories);
    learning.lists = std::move(named.lists);
    learning.facts = named.items.facts();
    learning.left_out = named.read.left_out;
  }
  return learning;
}

std::filesystem::path Taste::pairs_file() const {
  return std::filesystem::path(settings_.places.base) += ".pairs.safetensors";
}

RecommenderEvaluation Taste::evaluate(const std::filesystem::path& histories, const FoldOptions& options,
                                      const OnProgress& on_progress) {
  const LearningLists learning = learning_lists(histories, on_progress);
  FoldOptions complete = options;
  complete.threads = settings_.threads;
  RecommenderEvaluation evaluation = evaluate_recommenders(learning.lists, learning.facts, complete, on_progress);
  evaluation.left_out += learning.left_out;
  return evaluation;
}

bool Taste::is_current(const current::View& view) const {
  if (!learned_ || learned_->snapshot != view.snapshot) return false;
  const catalog::Plays& plays = view.snapshot->library->plays();
  const catalog::PlaysState now = plays.state();
  if (now == learned_->state) return true;
  if (now.rewrites != learned_->state.rewrites && plays.size() < learned_->events) return false;
  const auto came_in = static_cast<std::size_t>(std::max<std::int64_t>(0, now.last - learned_->state.last));
  return came_in <= learned_->events / kGrowth + kFewEvents;
}

std::shared_ptr<const LearnedTaste> Taste::learned(const current::View& view, const OnProgress& on_progress) {
  std::shared_ptr<const LearnedTaste> fresh;
  {
    const std::lock_guard lock(learning_);
    if (is_current(view)) return learned_;
    if ((learned_ = kept_taste(view, settings_.threads))) return learned_;
    on_progress({"learning what is heard together", 0, 0});
    fresh = learned_ = learn_taste(view, settings_.threads);
  }
  // Others ask by it meanwhile.
  keep_taste(*fresh);
  return fresh;
}

void Taste::get_ready() {
  snapshots_.answer(kNoProgress, [&](const current::View& view) {
    if (view.snapshot->library->plays().state().last <= 0) return;
    // A question that is mixed with moods, likeness or variety looks at places all over the other columns.
    if (view.snapshot->kept.is_kept()) library::read_ahead(view.snapshot->kept.folder);
    bool has_learned = false;
    std::shared_ptr<const LearnedTaste> learned_now = learned(view, [&](const Progress&) { has_learned = true; });
    if (has_learned) {
      // Mapped, it is memory that others share and that need not stay.
      const std::lock_guard lock(learning_);
      if (auto mapped = kept_taste(view, settings_.threads)) learned_ = learned_now = std::move(mapped);
    }
    (void)*view.snapshot->columns.space;
    view.snapshot->look_through();
    const taste::Item some = 0;
    if (!learned_now->item_of_row.empty()) (void)taste::BlendScores(learned_now->blend, std::span(&some, 1));
    if (has_learned) give_memory_back();
  });
}

ListenerSongs Taste::songs_for(const current::View& view, const std::string& listener) {
  if (listener.empty()) return std::make_shared<const std::vector<ListenerSong>>();
  return listeners_.songs_of(view.snapshot->library, listener);
}

HistoryImport Taste::import(const std::filesystem::path& file, const std::string& listener,
                            const OnProgress& on_progress) {
  return import_history(snapshots_.own(), file, listener, on_progress);
}

catalog::Catalog& Taste::answering() { return *snapshots_.view(kNoProgress).snapshot->library; }

std::size_t Taste::add_plays(std::span<const catalog::Play> plays) { return answering().plays().add(plays); }

bool Taste::take_heart_back(const std::string& listener, std::int64_t song) {
  const std::shared_ptr<catalog::Catalog> library = snapshots_.view(kNoProgress).snapshot->library;
  catalog::Plays& plays = library->plays();
  const catalog::PlaysState before = plays.state();
  std::vector<catalog::Play> hearts;
  plays.for_each({listener, std::numeric_limits<std::int64_t>::min(), song}, [&](const catalog::Play& play) {
    if (play.kind == catalog::PlayKind::loved && play.weight > 0) hearts.push_back(play);
  });
  for (catalog::Play& heart : hearts) heart.weight = 0;
  if (hearts.empty()) return false;
  (void)plays.add(hearts);
  listeners_.reread(library, listener, song, before);
  return true;
}

std::size_t Taste::forget(const std::string& listener) {
  const std::shared_ptr<const library::Snapshot> snapshot = snapshots_.view(kNoProgress).snapshot;
  const std::size_t forgotten = snapshot->library->plays().forget(listener);
  forget_kept_taste(*snapshot);
  return forgotten;
}

std::vector<ListenerLine> Taste::listeners() { return listeners_of(answering()); }

std::vector<ListenerSong> Taste::songs_of_listener(const std::string& listener) {
  return songs_of(answering(), listener);
}

std::vector<std::string> Taste::songs_of_list(const std::string& named, std::size_t& unknown) {
  std::vector<std::string> songs;
  for (const std::int64_t id : people::judged_songs(snapshots_.own(), named)) {
    if (id > 0)
      songs.push_back(std::to_string(id));
    else
      ++unknown;
  }
  if (songs.empty())
    throw Error(ErrorKind::invalid_argument, "from_list", "no song of '" + named + "' is in the library");
  return songs;
}

}  // namespace leitmotif::listeners
