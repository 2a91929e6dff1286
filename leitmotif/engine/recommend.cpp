// Songs about a topic: resolves names, lets recommend/ rank, and adds the reasons.
#include <algorithm>
#include <limits>

#include "leitmotif/core/error.hpp"
#include "leitmotif/engine/engine.hpp"

namespace leitmotif::engine {
namespace {

/// How many words a reason names at most.
constexpr std::size_t kReasonWords = 5;

std::string listed(std::span<const std::string> names) {
  std::string text;
  for (const std::string& name : names)
    if (!name.empty()) text += (text.empty() ? "" : ", ") + name;
  return text;
}

std::string lowered(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

/// The position of `name` among `names` without regard to ASCII case.
/// Throws invalid_argument: "topic 'x' is not known; known: ...".
std::size_t position_of(const std::string& name, std::span<const std::string> names, const std::string& what) {
  const std::string wanted = lowered(name);
  for (std::size_t i = 0; i < names.size(); ++i)
    if (!name.empty() && lowered(names[i]) == wanted) return i;
  throw Error(ErrorKind::invalid_argument, what + " '" + name + "' is not known; known: " + listed(names));
}

/// A song of which the model knew no word has the same probability everywhere: it is no candidate for any topic.
void take_out_undecided(recommend::Library& library) {
  for (std::size_t song = 0; song < library.size(); ++song) {
    const std::span<float> row(library.probability.data() + song * library.topics, library.topics);
    if (std::ranges::all_of(row, [&](float value) { return value == row[0]; }))
      std::ranges::fill(row, std::numeric_limits<float>::quiet_NaN());
  }
}

/// The label's part of each song's mixture. Shape: [songs x labels]; empty for a model without mixtures.
std::vector<float> strengths(const catalog::ScoredSongs& songs, const models::Classifier& model) {
  std::vector<std::size_t> part_of_label;
  for (const std::string& label : model.labels())
    for (std::size_t part = 0; part < model.mixture_parts().size(); ++part)
      if (model.mixture_parts()[part] == label) part_of_label.push_back(part);
  if (songs.parts != model.mixture_parts().size() || part_of_label.size() != songs.topics) return {};
  std::vector<float> result;
  result.reserve(songs.id.size() * songs.topics);
  for (std::size_t song = 0; song < songs.id.size(); ++song)
    for (const std::size_t part : part_of_label) result.push_back(songs.mixture[song * songs.parts + part]);
  return result;
}

recommend::Library columns_of(catalog::ScoredSongs&& songs, const models::Classifier& model) {
  recommend::Library library;
  library.strength = strengths(songs, model);
  library.id = std::move(songs.id);
  library.artist = std::move(songs.artist);
  library.genre = std::move(songs.genre);
  library.year = std::move(songs.year);
  library.probability = std::move(songs.probability);
  library.topics = songs.topics;
  take_out_undecided(library);
  return library;
}

std::vector<std::string> words_for(const std::vector<WordShare>& shares, const std::string& topic) {
  std::vector<std::string> words;
  for (const WordShare& share : shares) {
    if (share.topic != topic) continue;
    words.push_back(share.count > 1 ? share.word + " x" + std::to_string(share.count) : share.word);
    if (words.size() == kReasonWords) break;
  }
  return words;
}

}  // namespace

recommend::TopicQuery Engine::resolve(const RecommendRequest& request, const std::vector<std::string>& genres) const {
  recommend::TopicQuery query;
  query.topic = position_of(request.topic, reader_.model().labels(), "topic");
  query.n = request.n;
  query.threshold = request.threshold;
  query.order = request.at_random ? recommend::Order::random : recommend::Order::best;
  query.seed = request.seed;
  query.years = request.years;
  if (request.artist_cap < 0)
    throw Error(ErrorKind::invalid_argument,
                "artist cap " + std::to_string(request.artist_cap) + " is below 0; 0 means no cap");
  query.artist_cap = static_cast<std::size_t>(request.artist_cap);
  for (const std::string& genre : request.genres)
    query.genres.push_back(static_cast<std::uint32_t>(position_of(genre, genres, "genre")));
  return query;
}

RecommendAnswer Engine::recommend(const RecommendRequest& request, const OnProgress& on_progress) {
  RecommendRequest without_genres = request;
  without_genres.genres.clear();
  (void)resolve(without_genres, {});  // an unknown topic is said before anything long begins
  catalog::Catalog& library = filled_library();
  score_unread(library, on_progress);
  catalog::ScoredSongs scored = library.load_scores(reader_.model().id());
  const recommend::TopicQuery query = resolve(request, scored.genres);
  const recommend::Library columns = columns_of(std::move(scored), reader_.model());
  const recommend::Answer ranked = recommend::recommend_by_topic(columns, query);

  RecommendAnswer answer;
  answer.query = request;
  answer.query.topic = reader_.model().labels()[query.topic];
  answer.fallback = ranked.fallback;
  answer.passed = ranked.passed;
  answer.from_songbook = songbook_folder_ != nullptr;
  for (const recommend::Ranked& song : ranked.songs)
    answer.songs.push_back(describe(library, columns.id[song.index], song.score, answer.query.topic));
  return answer;
}

Recommendation Engine::describe(const catalog::Catalog& library, std::int64_t id, double score,
                                const std::string& topic) const {
  std::optional<catalog::StoredSong> stored = library.song(id);
  const std::optional<Prediction> prediction = library.scores(reader_.model().id(), id);
  if (!stored || !prediction) throw Error(ErrorKind::io, "the library was changed by another program; ask again");
  Song& song = stored->song;
  Recommendation line;
  line.id = id;
  line.score = score;
  line.why = words_for(reader_.explain(song.lyrics, song.form), topic);
  line.artist = std::move(song.artist);
  line.title = std::move(song.title);
  line.year = song.year;
  line.genre = std::move(song.genre);
  if (const auto label = decided_label(*prediction)) {
    line.topic = reader_.model().labels()[*label];
    line.confidence = prediction->probabilities[*label];
  }
  return line;
}

}  // namespace leitmotif::engine
