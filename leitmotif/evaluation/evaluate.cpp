#include "leitmotif/evaluation/evaluate.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/decade.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/features/labels.hpp"

namespace leitmotif::evaluation {
namespace {

constexpr std::size_t kReadSongsPerPiece = 256;

/// Lower case in ASCII and single blanks, so that a name is the same however it was typed.
std::string plain_artist(std::string_view artist) {
  std::string plain;
  for (const char c : artist) {
    const bool blank = c == ' ' || (c >= '\t' && c <= '\r');
    if (blank && (plain.empty() || plain.back() == ' ')) continue;
    if (blank)
      plain += ' ';
    else
      plain += ascii::lower(c);
  }
  if (!plain.empty() && plain.back() == ' ') plain.pop_back();
  return plain;
}

ArtistOpinion artist_opinion(const Answers& answers, std::span<const LabelledSong> songs,
                             const corpus::Dataset& training) {
  std::unordered_set<std::string> known;
  for (const LabelledSong& row : training.rows) known.insert(plain_artist(row.song.artist));
  std::vector<std::size_t> others;
  std::vector<std::size_t> shared;
  ArtistOpinion opinion;
  for (std::size_t i = 0; i < songs.size(); ++i) {
    const std::string artist = plain_artist(songs[i].song.artist);
    if (artist.empty())
      ++opinion.unknown;
    else
      (known.contains(artist) ? shared : others).push_back(i);
  }
  if (!others.empty()) opinion.others = score_group("other artists", answers, others);
  if (!shared.empty()) opinion.shared = score_group("shared artists", answers, shared);
  return opinion;
}

/// Nothing when no song says what its group is.
std::vector<GroupScore> scores_of_known(const Answers& answers, const std::vector<std::string>& names) {
  const bool known = std::ranges::any_of(names, [](const std::string& name) { return name != kNotKnown; });
  return known ? score_groups(answers, names) : std::vector<GroupScore>();
}

/// The rarest names beyond the limit become `other`.
void limit_groups(std::vector<std::string>& names) {
  std::map<std::string, std::size_t> songs_of;
  for (const std::string& name : names) ++songs_of[name];
  if (songs_of.size() <= kMostGroups) return;
  std::vector<std::pair<std::string, std::size_t>> order(songs_of.begin(), songs_of.end());
  std::ranges::stable_sort(order, std::greater<>(), [](const auto& entry) { return entry.second; });
  for (std::size_t i = 0; i < order.size(); ++i) songs_of[order[i].first] = i;
  for (std::string& name : names)
    if (songs_of.at(name) >= kMostGroups - 1) name = "other";
}

/// The classes of the rows, with the file's name in front of what is wrong with them.
std::vector<int> labels_of(const corpus::Dataset& data, const std::filesystem::path& file,
                           std::span<const std::string> names) {
  try {
    return features::class_indices(data.rows, names);
  } catch (const Error& error) {
    const std::string first = data.rows.empty() && !data.rejected.empty()
                                  ? "; the first that cannot be used: line " + std::to_string(data.rejected[0].line) +
                                        ": " + data.rejected[0].reason
                                  : "";
    throw Error(error.kind(), file.string() + ": " + error.what() + first);
  }
}

/// The scored file, read in as many forms as models want.
class DataOfForms {
 public:
  explicit DataOfForms(const EvaluateRequest& request) : request_(request) {}

  const corpus::Dataset& as_taught(const models::ModelCard& card) {
    corpus::DatasetOptions options = request_.reading;
    if (options.lyrics == corpus::LyricsChoice::automatic && !card.lyrics.empty())
      options.lyrics = card.lyrics == "none" ? corpus::LyricsChoice::cleaned : corpus::LyricsChoice::sung;
    const auto [found, is_new] = read_.try_emplace(options.lyrics);
    if (is_new) {
      found->second = corpus::read_dataset(request_.data, options);
      corpus::leave_out_unlabelled(found->second, request_.data.string());
    }
    return found->second;
  }

 private:
  const EvaluateRequest& request_;
  std::map<corpus::LyricsChoice, corpus::Dataset> read_;
};

/// Whether a table has all that only the music data set has: the weights of its topic model.
bool has_all_weights(const corpus::DatasetFacts& facts) {
  std::set<std::size_t> weights;
  for (const corpus::Column& column : facts.columns)
    if (column.field.slot == corpus::FieldSlot::weight) weights.insert(column.field.index);
  return weights.size() == kMixtureParts.size();
}

void describe(Comparison& comparison, const EvaluateRequest& request, const corpus::Dataset& data) {
  comparison.data_sha256 = data.sha256;
  comparison.songs = data.rows.size();
  comparison.rejected = data.rejected;
  comparison.source = corpus::data_source(request.data, data.sha256, request.source);
  // A part of it that somebody made has a digest of its own; it is told by what no other data set has.
  comparison.source.published = comparison.source.published || has_all_weights(data.facts);
  for (const LabelledSong& row : data.rows) comparison.scored.push_back({row.line, row.song.artist, row.song.title});
}

void compare_pairs(Comparison& comparison, unsigned threads) {
  BootstrapOptions options;
  options.threads = threads;
  for (std::size_t i = 0; i < comparison.models.size(); ++i)
    for (std::size_t j = i + 1; j < comparison.models.size(); ++j) {
      const ScoredModel& a = comparison.models[i];
      const ScoredModel& b = comparison.models[j];
      if (a.card.labels != b.card.labels || a.truth != b.truth) continue;
      const PairedAnswers answers{a.truth, a.answered.predicted, b.answered.predicted};
      comparison.pairs.push_back({i, j, mcnemar(answers), paired_bootstrap(answers, a.card.labels.size(), options)});
    }
}

}  // namespace

std::vector<std::string> genre_groups(std::span<const LabelledSong> songs) {
  std::vector<std::string> names;
  for (const LabelledSong& song : songs) names.push_back(song.song.genre.empty() ? kNotKnown : song.song.genre);
  limit_groups(names);
  return names;
}

std::vector<std::string> decade_groups(std::span<const LabelledSong> songs) {
  std::vector<std::string> names;
  for (const LabelledSong& song : songs) {
    const std::optional<int> year = song.song.year;
    names.push_back(year ? decade_name(*year) : kNotKnown);
  }
  limit_groups(names);
  return names;
}

namespace {

/// By genre and by decade too where they are known; the artists' opinion stays empty without `training_artists`.
ScoredModel score_model(const reading::Reader& reader, const corpus::Dataset& data,
                        const corpus::Dataset* training_artists, const EvaluateRequest& request) {
  const models::Classifier& model = reader.model();
  const std::span<const LabelledSong> songs = data.rows;
  ScoredModel scored;
  scored.id = model.id();
  scored.card = model.card();
  scored.truth = labels_of(data, request.data, model.labels());
  std::vector<Tokens> tokens(songs.size());
  parallel_for(tokens.size(), kReadSongsPerPiece, request.threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) tokens[i] = reader.words(songs[i].song.lyrics, songs[i].song.form);
  });
  scored.answered = answer(model, tokens, request.threads);
  const Answers answers{scored.truth, scored.answered.predicted, scored.answered.probabilities, model.labels()};
  Evaluation& evaluation = scored.evaluation;
  evaluation = evaluate(answers);
  evaluation.genres = scores_of_known(answers, genre_groups(songs));
  evaluation.decades = scores_of_known(answers, decade_groups(songs));
  if (training_artists == nullptr) return scored;
  evaluation.artists = artist_opinion(answers, songs, *training_artists);
  evaluation.artists->is_the_models = training_artists->sha256 == model.card().data_sha256;
  return scored;
}

}  // namespace

Comparison evaluate(const EvaluateRequest& request) {
  if (request.models.empty()) throw Error(ErrorKind::invalid_argument, "there is no model to score");
  std::optional<corpus::Dataset> training;
  if (request.training_artists) training = corpus::read_dataset(*request.training_artists, request.reading);
  DataOfForms data(request);
  Comparison comparison;
  comparison.data_file = request.data.string();
  for (const std::filesystem::path& file : request.models) {
    const reading::Reader reader = reading::Reader::load(file);
    const corpus::Dataset& rows = data.as_taught(reader.model().card());
    if (comparison.models.empty()) describe(comparison, request, rows);
    ScoredModel scored = score_model(reader, rows, training ? &*training : nullptr, request);
    scored.file = file.string();
    scored.bytes = std::filesystem::file_size(file);
    if (scored.evaluation.artists) scored.evaluation.artists->training_file = request.training_artists->string();
    comparison.models.push_back(std::move(scored));
  }
  compare_pairs(comparison, request.threads);
  return comparison;
}

}  // namespace leitmotif::evaluation
