#include "leitmotif/people/wish_ways.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace leitmotif::people {
namespace {

constexpr std::size_t kWordsNamed = 4;
/// Parts of a score that are smaller than this, in spreads, are no reason.
constexpr double kLeastReason = 0.3;

std::string reason_of(const wishes::Hit& hit) {
  if (hit.kind == wishes::HitKind::title) return "title: " + hit.text;
  return hit.count > 1 ? hit.text + " x" + std::to_string(hit.count) : hit.text;
}

/// What speaks for one song as one wish of the table.
std::vector<std::string> causes_of(const WishSpace& space, const reading::Reader& reader, std::size_t wish,
                                   std::size_t row) {
  const library::Snapshot& snapshot = space.snapshot();
  std::vector<std::string> causes;
  const auto stored = snapshot.library->songs().song(snapshot.columns.id[row]);
  if (stored) {
    const WishLyric lyric = wish_lyric(reader, {stored->song.lyrics, stored->song.form}, stored->song.title);
    const wishes::TextShare share = space.tools().reader.explain(wish, {lyric.title, lyric.sung, lyric.cleaned});
    for (const wishes::Hit& hit : share.hits)
      if (hit.value > 0 && causes.size() < kWordsNamed) causes.push_back(reason_of(hit));
  }
  const auto parts = space.parts(wish, row);
  if (parts && parts->is_sound_alone && causes.empty())
    causes.emplace_back("its sound alone: nothing is known of its words");
  else if (parts && parts->sound >= kLeastReason)
    causes.emplace_back("its sound");
  if (parts && parts->genre >= kLeastReason)
    causes.push_back("genre: " + snapshot.columns.genres[snapshot.columns.genre[row]]);
  if (parts && parts->artist >= kLeastReason) causes.emplace_back("the artist's other songs");
  return causes;
}

}  // namespace

void ColumnWay::score(std::size_t begin, std::span<float> values, std::span<std::uint32_t> /*group*/) const {
  std::copy_n(values_.begin() + static_cast<std::ptrdiff_t>(begin), values.size(), values.begin());
}

recommend::Match ColumnWay::match(std::size_t song) const { return {static_cast<double>(values_[song]), std::nullopt}; }

bool needs_wishes(const answers::RecommendRequest& request) noexcept {
  return !request.about.empty() || !request.text.empty() || request.avoid_explicit || request.avoid_mild ||
         request.only_explicit;
}

void add_wishes(const answers::RecommendRequest& request, const Wishes& wishes, const WishSpace& space,
                recommend::Query& query) {
  for (const std::string& name : request.about)
    query.others.push_back(std::make_shared<ColumnWay>(kAbout, wishes.scores(space, name)));
  if (!request.avoid_explicit && !request.avoid_mild && !request.only_explicit) return;
  const auto most = static_cast<std::uint8_t>(request.avoid_mild ? wishes::Level::none : wishes::Level::mild);
  const std::span<const std::uint8_t> levels = space.levels();
  for (std::size_t row = 0; row < levels.size(); ++row)
    if ((levels[row] > most) != request.only_explicit) query.left_out.push_back(static_cast<std::uint32_t>(row));
}

void explain_wishes(const answers::RecommendRequest& request, const WishSpace& space, const reading::Reader& reader,
                    answers::RecommendedSong& song) {
  const auto row = space.snapshot().row_of(song.id);
  if (!row) return;
  std::size_t next = 0;
  std::vector<std::string> why;
  for (answers::ScorePart& part : song.parts) {
    if (part.kind != kAbout || next >= request.about.size()) continue;
    const auto wish = space.tools().reader.table().find(request.about[next++]);
    if (!wish) continue;
    part.because = causes_of(space, reader, *wish, *row);
    for (const std::string& cause : part.because)
      if (std::find(why.begin(), why.end(), cause) == why.end()) why.push_back(cause);
  }
  for (std::string& reason : song.why)
    if (std::find(why.begin(), why.end(), reason) == why.end()) why.push_back(std::move(reason));
  song.why = std::move(why);
}

void judge_words(const WordsOfSong& words, answers::ExplicitNote& note) {
  const bool is_flagged = note.published.value_or(false);
  const wishes::Level level = is_flagged ? wishes::Level::explicit_words : words.found.level;
  note.level = wishes::name_of(level);
  note.is_explicit = level == wishes::Level::explicit_words;
  if (is_flagged || (note.published && !words.has_lyrics))
    note.basis = "published";
  else if (words.has_lyrics)
    note.basis = "estimated";
  note.words.clear();
  for (const wishes::FoundStrongWord& word : words.found.words)
    note.words.push_back(word.count > 1 ? word.word + " x" + std::to_string(word.count) : word.word);
}

}  // namespace leitmotif::people
