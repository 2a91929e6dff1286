// Songs for a wish: resolves names, lets recommend/ rank, and adds the reasons.
#include <algorithm>
#include <chrono>
#include <limits>
#include <thread>

#include "leitmotif/answers/recommend_keys.hpp"
#include "leitmotif/catalog/choices.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/current/snapshot_cache.hpp"
#include "leitmotif/engine/describe.hpp"
#include "leitmotif/engine/engine.hpp"
#include "leitmotif/listeners/taste.hpp"
#include "leitmotif/parts/other_parts.hpp"
#include "leitmotif/parts/part_state.hpp"
#include "leitmotif/people/text_question.hpp"
#include "leitmotif/people/wish_ways.hpp"
#include "leitmotif/recommend/recommend.hpp"

namespace leitmotif::engine {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

/// How long parts may hold different states of a library before a question is refused for it.
constexpr auto kCatchingUp = 3s;
constexpr auto kBetweenTries = 20ms;

/// What is made when a question first needs it: the dictionary, where songs lie. It belongs to the start, not to the
/// answer.
void get_ready(const answers::RecommendRequest& request, const library::Snapshot& snapshot,
               const reading::Reader& reader) {
  if (!request.text.empty()) (void)reader.words("", LyricsForm::sung);
  const bool compares = !request.like.empty() || !request.unlike.empty() || !request.from.empty() ||
                        request.variety > 0 || answers::only_says_which_songs(request);
  if (compares) (void)*snapshot.columns.space;
}

/// What scans and servers say of the songs.
void add_notes(const library::Snapshot& snapshot, const std::vector<recommend::Ranked>& ranked,
               std::vector<answers::RecommendedSong>& songs) {
  std::vector<std::size_t> rows;
  for (const recommend::Ranked& one : ranked) rows.push_back(one.index);
  const std::vector<std::shared_ptr<const library::SongNotes>> notes = snapshot.notes(rows);
  for (std::size_t i = 0; i < songs.size(); ++i) {
    songs[i].album = notes[i]->album;
    songs[i].ids = {notes[i]->ids, notes[i]->servers};
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
  const parts::OtherParts* parts = nullptr;  ///< null: this process looks through the songs
};

/// What a question is once names, texts and listeners in it are looked up.
struct Question {
  Resolved wish;
  std::shared_ptr<const people::WishSpace> space;  ///< null: nothing of it is read for wishes
  std::optional<people::TextQuestion> text;
  std::optional<listeners::TasteQuestion> taste;
};

/// What only a song's own words tell: why it is what was wished for, and how explicit it is.
void tell_of_words(const Asking& asking, const Question& question, const current::View& view, std::size_t row,
                   answers::RecommendedSong& song) {
  if (question.space && !asking.request.about.empty())
    people::explain_wishes(asking.request, *question.space, asking.reader, song);
  std::optional<catalog::StoredSong> stored;
  const auto stored_song = [&]() -> const catalog::StoredSong& {
    if (!stored) stored = view.snapshot->library->songs().song(song.id).value_or(catalog::StoredSong());
    return *stored;
  };
  if (question.text) question.text->explain(stored_song(), song);
  const std::shared_ptr<const people::WordsOfSong> words = asking.wishes.read_words().of(
      view.snapshot, row, [&] { return people::words_of_song(asking.wishes.strong(), stored_song().song); });
  people::judge_words(*words, song.explicit_note);
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
                                                const current::View& view,
                                                const std::vector<recommend::Ranked>& ranked) {
  const library::Snapshot& snapshot = *view.snapshot;
  std::vector<answers::RecommendedSong> songs;
  songs.reserve(ranked.size());
  for (const recommend::Ranked& one : ranked) {
    answers::RecommendedSong& song = songs.emplace_back(describe(snapshot, asking.reader, question.wish, one));
    tell_of_words(asking, question, view, one.index, song);
    if (question.taste) listeners::explain_taste(*question.taste, song);
  }
  add_notes(snapshot, ranked, songs);
  return songs;
}

std::vector<answers::RecommendedSong> without_reasons(const library::Snapshot& snapshot,
                                                      const std::vector<recommend::Ranked>& ranked) {
  std::vector<answers::RecommendedSong> songs;
  songs.reserve(ranked.size());
  for (const recommend::Ranked& song : ranked) songs.push_back(describe_briefly(snapshot, song));
  return songs;
}

/// Looks up what a question needs, and gives when that was done: the clock of an answer begins then.
Clock::time_point look_up(const current::View& view, const Asking& asking, Question& question) {
  const answers::RecommendRequest& request = asking.request;
  get_ready(request, *view.snapshot, asking.reader);
  if (people::needs_wishes(request)) question.space = asking.wishes.space(view.snapshot, asking.on_progress);
  std::shared_ptr<const listeners::LearnedTaste> learned;
  if (listeners::asks_taste(request)) learned = asking.taste.learned(view, asking.on_progress);
  const listeners::ListenerSongs listener = asking.taste.songs_for(view, request.listener);
  const Clock::time_point begin = Clock::now();
  question.wish = resolve(request, view);
  if (learned) question.taste = listeners::taste_question(request, view, learned, *listener);
  return begin;
}

/// Completes the query by the ways that others make. They refer to the question.
void add_ways(const Asking& asking, Question& question) {
  const answers::RecommendRequest& request = asking.request;
  if (question.space) people::add_wishes(request, asking.wishes, *question.space, question.wish.query);
  if (!request.text.empty()) {
    question.text.emplace(request.text, asking.reader, asking.wishes, *question.space);
    question.wish.query.others.push_back(question.text->way(asking.threads));
  }
  if (question.taste) listeners::add_taste(*question.taste, question.wish.query);
}

/// Ranks without these rows, here or in the parts of the service.
recommend::Answer rank_without(const Asking& asking, const current::View& view, const Question& question,
                               const std::vector<std::uint32_t>& answered, std::vector<std::size_t>& missing) {
  recommend::Query query = question.wish.query;
  query.left_out.insert(query.left_out.end(), answered.begin(), answered.end());
  // The songs that came along are in every process.
  if (asking.parts == nullptr || view.snapshot->from_songbook || !parts::is_shared(asking.request))
    return recommend::rank(view.snapshot->columns, query, asking.threads);
  const std::shared_ptr<const parts::AskedParts> parts = asking.parts->asked(
      {asking.request, {answered.begin(), answered.end()}, 0, parts::state_of_answers(view)}, asking.request.partial);
  query.elsewhere = parts;
  recommend::Answer answer = recommend::rank(view.snapshot->columns, query, asking.threads);
  missing = parts->missing();
  return answer;
}

/// Ranks without what was answered before. When too few songs are left, the older half of those may come again, until
/// there are enough.
recommend::Answer rank_fresh(const Asking& asking, const current::View& view, const Question& question,
                             std::vector<std::size_t>& missing) {
  const library::Snapshot& snapshot = *view.snapshot;
  std::vector<std::uint32_t> answered;
  for (const std::int64_t id : snapshot.library->choices().answers())
    if (const auto row = snapshot.row_of(id)) answered.push_back(*row);
  for (;;) {
    recommend::Answer answer = rank_without(asking, view, question, answered, missing);
    if (answered.empty() || std::ssize(answer.songs) >= question.wish.query.n) return answer;
    answered.resize(answered.size() / 2);
  }
}

recommend::Answer rank_all(const Asking& asking, const current::View& view, Question& question,
                           std::vector<std::size_t>& missing) {
  add_ways(asking, question);
  recommend::Answer ranked = asking.request.fresh ? rank_fresh(asking, view, question, missing)
                                                  : rank_without(asking, view, question, {}, missing);
  if (asking.request.by_tempo) order_by_tempo(*view.snapshot, ranked.songs);
  return ranked;
}

answers::RecommendAnswer answer_of(const current::View& view, const Asking& asking) {
  const answers::RecommendRequest& request = asking.request;
  const library::Snapshot& snapshot = *view.snapshot;
  Question question;
  const Clock::time_point begin = look_up(view, asking, question);
  answers::RecommendAnswer answer;
  const recommend::Answer ranked = rank_all(asking, view, question, answer.missing_parts);
  answer.fallback = ranked.fallback;
  answer.passed = ranked.passed;
  answer.order = order_of(question.wish, ranked.songs);
  answer.from_songbook = snapshot.from_songbook;
  answer.mixture_parts = snapshot.parts;
  answer.songs =
      asking.with_reasons ? explained(asking, question, view, ranked.songs) : without_reasons(snapshot, ranked.songs);
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

answers::RecommendAnswer Engine::answer(const answers::RecommendRequest& asked, bool with_reasons,
                                        const OnProgress& on_progress) const {
  const answers::RecommendRequest request = asked.ask.empty() ? asked : wishes_->understood(asked, on_progress);
  check_request(request, *reader_);
  for (const std::string& name : request.about) wishes_->require(name, "about");
  const Asking asking{request, *reader_, *wishes_, *taste_, on_progress, settings_.threads, with_reasons, parts_.get()};
  const auto ask = [&] {
    return snapshots_->answer(on_progress, [&](const current::View& view) { return answer_of(view, asking); });
  };
  if (!parts_) return ask();
  // A part, or this process, may be about to read what was written just now. The time runs from when that shows: what
  // came before may have been the reading.
  std::optional<Clock::time_point> give_up;
  for (;;) try {
      return ask();
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::unavailable || error.field() != parts::kOtherState) throw;
      if (!give_up) give_up = Clock::now() + kCatchingUp;
      if (Clock::now() >= *give_up)
        throw Error(ErrorKind::unavailable, "a part of the service gives nothing: " + std::string(error.reason()));
      std::this_thread::sleep_for(kBetweenTries);
    }
}

parts::PartFound Engine::scan_part(const parts::PartQuestion& question) const {
  check_request(question.wish, *reader_);
  if (!parts::is_shared(question.wish))
    throw Error(ErrorKind::unsupported, "a part is not asked by taste, wishes or words; ask the service itself");
  const Asking asking{question.wish, *reader_, *wishes_, *taste_, kNoProgress, settings_.threads};
  return snapshots_->answer(kNoProgress, [&](const current::View& view) {
    parts::require_state(question, parts::state_of_answers(view), settings_.share);
    Question asked;
    look_up(view, asking, asked);
    add_ways(asking, asked);
    recommend::Query& query = asked.wish.query;
    for (const std::int64_t row : question.answered) query.left_out.push_back(static_cast<std::uint32_t>(row));
    const recommend::Library& columns = view.snapshot->columns;
    query.rows = range_of(settings_.share, columns.size());
    parts::PartFound found{settings_.share.part, settings_.share.of, 0, {}, {}};
    if (query.path) {
      recommend::PathCandidates path = recommend::scan_share_for_path(columns, query, settings_.threads);
      found.passing = std::move(path.best);
      found.passed = path.passed;
    } else {
      recommend::Scanned scanned =
          recommend::scan_share(columns, query, static_cast<std::size_t>(question.most), settings_.threads);
      found.passing = std::move(scanned.passing);
      found.others = std::move(scanned.others);
    }
    // Looked at are those rounded; of these here a few, of songs that were named, anywhere in the library.
    if (!settings_.share.is_whole() && columns.space.is_made() && !columns.space->coarse.empty())
      columns.space->rows.let_go();
    return found;
  });
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
