// Songs for a wish: resolves names, lets recommend/ rank, and adds the reasons.
#include <algorithm>
#include <chrono>
#include <limits>

#include "leitmotif/catalog/choices.hpp"
#include "leitmotif/current/snapshot_cache.hpp"
#include "leitmotif/engine/describe.hpp"
#include "leitmotif/engine/engine.hpp"
#include "leitmotif/listeners/taste.hpp"
#include "leitmotif/people/text_question.hpp"
#include "leitmotif/people/wish_ways.hpp"
#include "leitmotif/recommend/recommend.hpp"

namespace leitmotif::engine {
namespace {

using Clock = std::chrono::steady_clock;

/// Ranks without what was answered before. When too few songs are left, the older half of those may come again, until
/// there are enough.
recommend::Answer rank_fresh(const library::Snapshot& snapshot, recommend::Query query, unsigned threads) {
  const std::vector<std::uint32_t> blocked = query.left_out;
  std::vector<std::uint32_t> answered;
  for (const std::int64_t id : snapshot.library->choices().answers())
    if (const auto row = snapshot.row_of(id)) answered.push_back(*row);
  for (;;) {
    query.left_out = blocked;
    query.left_out.insert(query.left_out.end(), answered.begin(), answered.end());
    recommend::Answer answer = recommend::rank(snapshot.columns, query, threads);
    if (answered.empty() || std::ssize(answer.songs) >= query.n) return answer;
    answered.resize(answered.size() / 2);
  }
}

/// What is made when a question first needs it: the dictionary, where songs lie. It belongs to the start, not to the
/// answer.
void get_ready(const answers::RecommendRequest& request, const library::Snapshot& snapshot,
               const reading::Reader& reader) {
  if (!request.text.empty()) (void)reader.words("", LyricsForm::sung);
  const bool compares =
      !request.like.empty() || !request.unlike.empty() || !request.from.empty() || request.variety > 0;
  if (compares) (void)*snapshot.columns.space;
}

/// What scans and servers say of the songs.
void add_facts(const catalog::Catalog& library, std::vector<answers::RecommendedSong>& songs) {
  std::vector<std::int64_t> numbers;
  for (const answers::RecommendedSong& song : songs) numbers.push_back(song.id);
  const std::vector<std::optional<catalog::SongFacts>> facts = library.files().facts_of(numbers);
  std::vector<answers::SongIds> ids = browse::song_ids_of(library, numbers);
  for (std::size_t i = 0; i < songs.size(); ++i) {
    if (facts[i]) songs[i].album = facts[i]->album;
    songs[i].ids = std::move(ids[i]);
  }
}

/// What stays the same when a question is asked once more.
struct Asking {
  const answers::RecommendRequest& request;
  const reading::Reader& reader;
  people::Wishes& wishes;
  listeners::Taste& taste;
  const OnProgress& on_progress;
  unsigned threads = 0;
  bool with_reasons = true;
};

/// What a question is once names, texts and listeners in it are looked up.
struct Question {
  Resolved wish;
  std::shared_ptr<const people::WishSpace> space;  ///< null: nothing of it is read for wishes
  std::optional<people::TextQuestion> text;
  std::optional<listeners::TasteQuestion> taste;
};

/// What only a song's own words tell: why it is what was wished for, and how explicit it is.
void tell_of_words(const Asking& asking, const Question& question, const library::Snapshot& snapshot,
                   answers::RecommendedSong& song) {
  if (question.space && !asking.request.about.empty())
    people::explain_wishes(asking.request, *question.space, asking.reader, song);
  const auto stored = snapshot.library->songs().song(song.id);
  if (!stored) return;
  if (question.text) question.text->explain(*stored, song);
  people::judge_words(asking.wishes.strong(), stored->song, song.explicit_note);
}

/// Slowest first; what has no pulse comes last, in the order it was in.
void order_by_tempo(const library::Snapshot& snapshot, std::vector<recommend::Ranked>& songs) {
  const Column<float>& tempo = snapshot.columns.sound_of("tempo");
  if (tempo.empty()) return;
  std::ranges::stable_sort(songs, {}, [&](const recommend::Ranked& song) {
    const float value = tempo[song.index];
    return value > 0 ? value : std::numeric_limits<float>::infinity();
  });
}

/// The ranked songs with all that is known of them and of why they are there.
std::vector<answers::RecommendedSong> explained(const Asking& asking, const Question& question,
                                                const library::Snapshot& snapshot,
                                                const std::vector<recommend::Ranked>& ranked) {
  std::vector<answers::RecommendedSong> songs;
  songs.reserve(ranked.size());
  for (const recommend::Ranked& song : ranked) songs.push_back(describe(snapshot, asking.reader, question.wish, song));
  for (answers::RecommendedSong& song : songs) {
    tell_of_words(asking, question, snapshot, song);
    if (question.taste) listeners::explain_taste(*question.taste, song);
  }
  add_facts(*snapshot.library, songs);
  return songs;
}

std::vector<answers::RecommendedSong> without_reasons(const library::Snapshot& snapshot,
                                                      const std::vector<recommend::Ranked>& ranked) {
  std::vector<answers::RecommendedSong> songs;
  songs.reserve(ranked.size());
  for (const recommend::Ranked& song : ranked) songs.push_back(describe_briefly(snapshot, song));
  return songs;
}

recommend::Answer rank_all(const Asking& asking, const current::View& view, Question& question) {
  const answers::RecommendRequest& request = asking.request;
  const library::Snapshot& snapshot = *view.snapshot;
  if (question.space) people::add_wishes(request, asking.wishes, *question.space, question.wish.query);
  if (!request.text.empty()) {
    question.text.emplace(request.text, asking.reader, asking.wishes, *question.space);
    question.wish.query.others.push_back(question.text->way(asking.threads));
  }
  if (question.taste) listeners::add_taste(*question.taste, question.wish.query);
  recommend::Answer ranked = request.fresh ? rank_fresh(snapshot, question.wish.query, asking.threads)
                                           : recommend::rank(snapshot.columns, question.wish.query, asking.threads);
  if (request.by_tempo) order_by_tempo(snapshot, ranked.songs);
  return ranked;
}

answers::RecommendAnswer answer_of(const current::View& view, const Asking& asking) {
  const answers::RecommendRequest& request = asking.request;
  const library::Snapshot& snapshot = *view.snapshot;
  get_ready(request, snapshot, asking.reader);
  Question question;
  if (people::needs_wishes(request)) question.space = asking.wishes.space(view.snapshot, asking.on_progress);
  std::shared_ptr<const listeners::LearnedTaste> learned;
  if (listeners::asks_taste(request)) learned = asking.taste.learned(view, asking.on_progress);
  const listeners::ListenerSongs listener = asking.taste.songs_for(view, request.listener);
  const Clock::time_point begin = Clock::now();
  question.wish = resolve(request, view);
  if (learned) question.taste = listeners::taste_question(request, view, learned, *listener);
  const recommend::Answer ranked = rank_all(asking, view, question);
  answers::RecommendAnswer answer;
  answer.fallback = ranked.fallback;
  answer.passed = ranked.passed;
  answer.from_songbook = snapshot.from_songbook;
  answer.mixture_parts = snapshot.parts;
  answer.songs = asking.with_reasons ? explained(asking, question, snapshot, ranked.songs)
                                     : without_reasons(snapshot, ranked.songs);
  answer.query = std::move(question.wish.understood);
  if (request.remember) {
    std::vector<std::int64_t> ids;
    for (const answers::RecommendedSong& song : answer.songs) ids.push_back(song.id);
    snapshot.library->choices().remember_answers(ids);
  }
  answer.milliseconds = std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
  return answer;
}

}  // namespace

answers::RecommendAnswer Engine::recommend(const answers::RecommendRequest& request,
                                           const OnProgress& on_progress) const {
  return answer(request, true, on_progress);
}

answers::RecommendAnswer Engine::rank(const answers::RecommendRequest& request, const OnProgress& on_progress) const {
  return answer(request, false, on_progress);
}

answers::RecommendAnswer Engine::answer(const answers::RecommendRequest& request, bool with_reasons,
                                        const OnProgress& on_progress) const {
  check_request(request, *reader_);
  for (const std::string& name : request.about) wishes_->require(name);
  const Asking asking{request, *reader_, *wishes_, *taste_, on_progress, settings_.threads, with_reasons};
  return snapshots_->answer(on_progress, [&](const current::View& view) { return answer_of(view, asking); });
}

answers::RecommendAnswer Engine::similar(std::int64_t song, std::int64_t n) const {
  answers::RecommendRequest request;
  request.like = {std::to_string(song)};
  request.n = n;
  return recommend(request);
}

answers::TopicNames Engine::topics() const {
  const models::Classifier& model = reader_->model();
  const auto parts = model.mixture_parts().empty() ? model.labels() : model.mixture_parts();
  return {{model.labels().begin(), model.labels().end()}, {parts.begin(), parts.end()}};
}

}  // namespace leitmotif::engine
