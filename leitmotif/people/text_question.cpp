#include "leitmotif/people/text_question.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/parallel.hpp"
#include "leitmotif/core/top_k.hpp"
#include "leitmotif/reading/prepared_lyric.hpp"
#include "leitmotif/recommend/query.hpp"

namespace leitmotif::people {
namespace {

/// How much of the score is how alike the topics are, the rest being what the question says. Little: of 62 judged
/// questions topics alone answer few (docs/wishes.md).
constexpr float kTopicShare = 0.05F;
constexpr float kAnswerShare = 1 - kTopicShare;
/// So many of the songs that are nearest by meaning and topics, and of those that hold each word, are read.
constexpr std::size_t kNearestRead = 150;
constexpr std::size_t kHoldersRead = 60;
constexpr std::size_t kLyricsPerPiece = 16;

/// A few words are easily taken for another language ("rainy sunday" for Sundanese): where that leaves nothing to look
/// for, they are read as they stand.
std::optional<wishes::Question> question_of(const std::string& text, const reading::Reader& reader,
                                            const Wishes& wishes) {
  for (const LyricsForm form : {LyricsForm::sung, LyricsForm::cleaned}) {
    try {
      const reading::PreparedLyric prepared(text, form);
      return wishes::Question(prepared.english(), reader.cleaned_words(prepared),
                              {wishes.tools().reader.vectors(), wishes.relations(), wishes.concepts()});
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::invalid_argument) throw;
    }
  }
  return std::nullopt;
}

/// A lyric's reply; one in another language replies with its words in English, and has no line to show.
wishes::Reply reply_of(const wishes::Question& question, const Song& song) {
  const reading::PreparedLyric lyric(song.lyrics, song.form);
  wishes::Reply reply = question.ask(lyric.title(song.title), lyric.english());
  if (lyric.english().data() != lyric.lyrics().data()) reply.line.clear();
  return reply;
}

}  // namespace

TextQuestion::TextQuestion(const std::string& text, const reading::Reader& reader, const Wishes& wishes,
                           const WishSpace& space)
    : space_(space), question_(question_of(text, reader, wishes)) {
  const Prediction prediction = reader.predict(text, LyricsForm::sung);
  if (prediction.counted_words > 0) {
    roots_ = prediction.mixture.empty() ? prediction.probabilities : prediction.mixture;
    for (float& weight : roots_) weight = std::sqrt(weight);
  } else if (!question_) {
    constexpr std::size_t kShown = 60;
    const std::string shown = text.size() <= kShown ? "'" + text + "'" : "it";
    throw Error(ErrorKind::invalid_argument, "text", shown + " holds no word that tells anything about a song");
  }
}

std::vector<float> TextQuestion::topic_nearness() const {
  const SongColumns& songs = space_.snapshot().columns;
  std::vector<float> values(songs.size());
  if (roots_.size() != songs.parts) return values;
  for (std::size_t row = 0; row < values.size(); ++row) {
    const std::span<const float> song = songs.roots_of(row);
    values[row] = std::inner_product(song.begin(), song.end(), roots_.begin(), 0.0F);
  }
  return values;
}

std::vector<std::uint32_t> TextQuestion::candidates(const std::vector<float>& values) const {
  const library::Snapshot& snapshot = space_.snapshot();
  TopK nearest(kNearestRead);
  for (std::size_t row = 0; row < values.size(); ++row)
    if (values[row] >= nearest.floor()) nearest.offer({values[row], static_cast<std::uint32_t>(row)});
  std::vector<std::uint32_t> rows;
  for (const ScoredRow& one : nearest.sorted()) rows.push_back(one.row);
  for (const std::string& word : question_->words())
    for (const std::int64_t song : snapshot.library->songs().first_found(word, kHoldersRead))
      if (const auto row = snapshot.row_of(song)) rows.push_back(*row);
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

void TextQuestion::add_replies(std::vector<float>& values, unsigned threads) const {
  const library::Snapshot& snapshot = space_.snapshot();
  const std::vector<std::uint32_t> read = candidates(values);
  std::vector<std::int64_t> numbers;
  for (const std::uint32_t row : read) numbers.push_back(snapshot.columns.id[row]);
  const std::vector<std::optional<catalog::StoredSong>> songs = snapshot.library->songs().songs_of(numbers);
  parallel_for(read.size(), kLyricsPerPiece, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      if (!songs[i]) continue;
      const wishes::Reply reply = reply_of(*question_, songs[i]->song);
      values[read[i]] += kAnswerShare * static_cast<float>(wishes::answer_score(0, reply.words, reply.line_share));
    }
  });
}

std::shared_ptr<const recommend::Way> TextQuestion::way(unsigned threads) const {
  std::vector<float> values = topic_nearness();
  if (!question_) return std::make_shared<ColumnWay>(recommend::PartKind::text, std::move(values));
  for (float& value : values) value *= kTopicShare;
  if (!question_->direction().empty()) {
    const std::vector<float> meaning = space_.nearness(question_->direction());
    for (std::size_t row = 0; row < values.size(); ++row)
      if (!std::isnan(meaning[row]))
        values[row] += kAnswerShare * static_cast<float>(wishes::answer_score(meaning[row], 0, 0));
  }
  add_replies(values, threads);
  // Nothing of the text was found in these: they are no answers.
  std::replace(values.begin(), values.end(), 0.0F, std::numeric_limits<float>::quiet_NaN());
  return std::make_shared<ColumnWay>(recommend::PartKind::text, std::move(values));
}

void TextQuestion::explain(const catalog::StoredSong& stored, answers::RecommendedSong& song) const {
  if (!question_) return;
  const auto part = std::find_if(song.parts.begin(), song.parts.end(),
                                 [](const answers::ScorePart& one) { return one.kind == recommend::PartKind::text; });
  if (part == song.parts.end()) return;
  wishes::Reply reply = reply_of(*question_, stored.song);
  std::vector<std::string> because;
  if (!reply.line.empty() && stored.song.form == LyricsForm::sung) because.push_back("\"" + reply.line + "\"");
  for (std::string& word : reply.found) because.push_back(std::move(word));
  for (const std::string& cause : part->because)
    if (std::find(because.begin(), because.end(), cause) == because.end()) because.push_back(cause);
  part->because = std::move(because);
  std::vector<std::string> why(
      part->because.begin(),
      part->because.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(part->because.size(), 3)));
  for (std::string& reason : song.why)
    if (std::find(why.begin(), why.end(), reason) == why.end()) why.push_back(std::move(reason));
  song.why = std::move(why);
}

}  // namespace leitmotif::people
