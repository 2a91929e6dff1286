#include "leitmotif/listeners/taste_ways.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/library/names.hpp"
#include "leitmotif/people/wish_ways.hpp"

namespace leitmotif::listeners {
namespace {

/// So many songs of a listener are asked by, the strongest: more change little and cost time.
constexpr std::size_t kMostAskedBy = 100;
/// How many songs a reason names.
constexpr std::size_t kSongsNamed = 2;
/// A liked song counts as not heard for long after so many days.
constexpr std::int64_t kLongAgoDays = 90;
constexpr std::int64_t kDayMs = 24LL * 3600 * 1000;
/// Shares below this are not told.
constexpr double kLeastShare = 0.05;

std::int64_t now_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

void add_once(std::vector<std::uint32_t>& rows, std::uint32_t row) {
  if (std::ranges::find(rows, row) == rows.end()) rows.push_back(row);
}

/// The songs of a list: a saved list's when one text names it, else songs by number or name.
void add_list(const std::vector<std::string>& named, const library::Snapshot& snapshot, TasteQuestion& question) {
  if (named.size() == 1) {
    if (const auto saved = snapshot.library->lists().named(named.front())) {
      for (const std::int64_t id : saved->songs)
        if (const auto row = snapshot.row_of(id)) add_once(question.given, *row);
      if (question.given.empty())
        throw Error(ErrorKind::invalid_argument, "from_list", "no song of '" + named.front() + "' is in the library");
      return;
    }
  }
  for (const std::string& song : named) add_once(question.given, library::row_named(snapshot, song, "from_list"));
}

/// The songs of a listener: those that are asked by, and those that are left out.
void add_listener(const answers::RecommendRequest& request, const std::vector<ListenerSong>& songs,
                  const library::Snapshot& snapshot, TasteQuestion& question) {
  std::vector<std::uint8_t> may_return(request.rediscover ? snapshot.size() : 0);
  const std::int64_t long_ago = now_ms() - kLongAgoDays * kDayMs;
  for (const ListenerSong& song : songs) {
    const auto row = snapshot.row_of(song.song);
    if (!row) continue;
    const bool liked = song.strength > 0 && !song.is_disliked;
    if (liked && question.given.size() < kMostAskedBy) add_once(question.given, *row);
    if (!request.rediscover) question.left_out.push_back(*row);
    if (request.rediscover && liked && song.last_ms < long_ago) may_return[*row] = 1;
  }
  if (question.given.empty())
    throw Error(ErrorKind::not_found, "for",
                "no liked song of '" + request.listener + "' is in the library; import a history or give hearts first");
  for (std::size_t row = 0; row < may_return.size(); ++row)
    if (may_return[row] == 0) question.left_out.push_back(static_cast<std::uint32_t>(row));
}

/// Takes out or down the songs of artists that are known: they count less the more is to be discovered.
void discover(double how_much, TasteQuestion& question) {
  const taste::KnownSongs& songs = question.learned->blend.songs();
  const std::span<const taste::Item> item_of_row = question.learned->item_of_row.all();
  std::vector<std::uint8_t> known(songs.artists());
  for (const std::uint32_t row : question.given) known[songs.artist[item_of_row[row]]] = 1;
  const std::span<const std::uint32_t> artist = songs.artist.all();
  for (std::size_t row = 0; row < question.values.size(); ++row) {
    if (known[artist[item_of_row[row]]] == 0) continue;
    question.values[row] *= static_cast<float>(1 - how_much);
    if (how_much >= 1) question.left_out.push_back(static_cast<std::uint32_t>(row));
  }
}

/// The scores as values from 0 to 1.
void fill_values(TasteQuestion& question) {
  constexpr std::size_t kRowsAtOnce = 1U << 17U;
  const std::vector<float>& scores = question.scored->scores();
  const float least = question.scored->least();
  const float range = question.scored->most() > least ? question.scored->most() - least : 1;
  const std::span<const taste::Item> item_of_row = question.learned->item_of_row.all();
  question.values.resize(item_of_row.size());
  parallel_for(item_of_row.size(), kRowsAtOnce, question.learned->blend.threads(),
               [&](std::size_t begin, std::size_t end) {
                 for (std::size_t row = begin; row < end; ++row)
                   question.values[row] = (scores[item_of_row[row]] - least) / range;
               });
}

/// The given songs that say most for a song: by what others have together, then by artist and likeness.
std::vector<std::uint32_t> speakers(const TasteQuestion& question, taste::Item item) {
  const LearnedTaste& learned = *question.learned;
  std::vector<std::pair<float, std::uint32_t>> ranked;
  for (const std::uint32_t row : question.given) {
    const taste::Item given = learned.item_of_row[row];
    ranked.emplace_back(-learned.blend.affinity(given, item), row);
  }
  std::ranges::stable_sort(ranked, {}, &std::pair<float, std::uint32_t>::first);
  std::vector<std::uint32_t> rows;
  for (const auto& [value, row] : ranked)
    if (rows.size() < kSongsNamed) rows.push_back(row);
  return rows;
}

/// "taste 60 %, artist 20 %, words 5 %, ...": how much of what speaks for a song each part is.
std::string shares_text(const TasteQuestion& question, taste::Item item) {
  const taste::BlendParts parts = question.scored->parts(item);
  const taste::LikenessShares likeness =
      question.learned->blend.likeness_shares(question.learned->item_of_row[question.given.front()], item);
  const auto positive = [](float value) { return std::max(0.0, static_cast<double>(value)); };
  const double content = positive(parts.content);
  const std::vector<std::pair<const char*, double>> shares = {
      {"taste", positive(parts.together) + positive(parts.popularity)},
      {"artist", positive(parts.artist)},
      {"words", content * static_cast<double>(likeness.words)},
      {"sound", content * static_cast<double>(likeness.sound)},
      {"era and genre", content * static_cast<double>(likeness.era)}};
  double sum = 0;
  for (const auto& [name, share] : shares) sum += share;
  std::string text;
  for (const auto& [name, share] : shares) {
    if (sum <= 0 || share / sum < kLeastShare) continue;
    text +=
        (text.empty() ? "" : ", ") + std::string(name) + " " + std::to_string(std::lround(100 * share / sum)) + " %";
  }
  return text;
}

}  // namespace

bool asks_taste(const answers::RecommendRequest& request) noexcept {
  return !request.listener.empty() || !request.from_list.empty();
}

std::shared_ptr<const LearnedTaste> learn_taste(const current::View& view, unsigned threads) {
  TasteColumns columns = taste_columns(*view.snapshot, threads);
  const catalog::Plays& plays = view.snapshot->library->plays();
  const catalog::PlaysState state = plays.state();
  const std::size_t events = plays.size();
  std::string saved = lists_digest(*view.snapshot->library);
  const std::vector<std::vector<taste::Item>> lists = listeners_lists(*view.snapshot, columns.item_of_row.all());
  taste::BlendOptions options;
  options.threads = threads;
  taste::Blend blend =
      taste::Blend::fit(taste::lists_of(lists, columns.songs.items()), std::move(columns.songs), options);
  return std::make_shared<const LearnedTaste>(
      LearnedTaste{std::move(columns.item_of_row), std::move(blend), view.snapshot, events, state, std::move(saved)});
}

TasteQuestion taste_question(const answers::RecommendRequest& request, const current::View& view,
                             std::shared_ptr<const LearnedTaste> learned, const std::vector<ListenerSong>& listener) {
  const library::Snapshot& snapshot = *view.snapshot;
  TasteQuestion question{std::move(learned), {}, {}, nullptr, {}};
  if (!request.from_list.empty()) {
    add_list(request.from_list, snapshot, question);
    question.left_out = question.given;
  }
  if (!request.listener.empty()) add_listener(request, listener, snapshot, question);
  std::vector<taste::Item> given;
  for (const std::uint32_t row : question.given) {
    const taste::Item item = question.learned->item_of_row[row];
    if (std::ranges::find(given, item) == given.end()) given.push_back(item);
  }
  question.scored = std::make_shared<const taste::BlendScores>(question.learned->blend, given);
  fill_values(question);
  if (request.discover > 0) discover(request.discover, question);
  return question;
}

void add_taste(TasteQuestion& question, recommend::Query& query) {
  query.others.push_back(std::make_shared<people::ColumnWay>(kTaste, std::move(question.values)));
  query.left_out.insert(query.left_out.end(), question.left_out.begin(), question.left_out.end());
}

void explain_taste(const TasteQuestion& question, answers::RecommendedSong& song) {
  const library::Snapshot& snapshot = *question.learned->snapshot;
  const auto row = snapshot.row_of(song.id);
  if (!row) return;
  const taste::Item item = question.learned->item_of_row[*row];
  std::vector<std::string> why;
  for (answers::ScorePart& part : song.parts) {
    if (part.kind != kTaste) continue;
    for (const std::uint32_t speaker : speakers(question, item)) {
      part.because.push_back(snapshot.name(speaker));
      why.push_back("yours: " + part.because.back());
    }
  }
  if (const std::string shares = shares_text(question, item); !shares.empty()) why.push_back(shares);
  song.why.insert(song.why.begin(), why.begin(), why.end());
}

}  // namespace leitmotif::listeners
