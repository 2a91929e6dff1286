#include "leitmotif/engine/describe.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "leitmotif/answers/recommend_keys.hpp"
#include "leitmotif/browse/song_details.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::engine {
namespace {

/// How many words a reason names at most.
constexpr std::size_t kReasonWords = 5;
/// How many parts of a mixture a reason names words for.
constexpr std::size_t kReasonParts = 2;

/// Appends words that spoke for a topic: "fall x5".
void append_words(const library::SongWords& words, std::string_view topic, std::size_t most,
                  std::vector<std::string>& list) {
  for (const library::SongWord& word : words) {
    if (list.size() >= most) return;
    if (*word.topic != topic) continue;
    list.push_back(word.count > 1 ? *word.word + " x" + std::to_string(word.count) : *word.word);
  }
}

/// Words for the parts that two mixtures have most in common.
std::vector<std::string> words_in_common(const library::Snapshot& snapshot, std::size_t row,
                                         const library::SongWords& words, const std::vector<float>& wanted) {
  const std::span<const float> roots = snapshot.columns.roots_of(row);
  std::vector<std::size_t> parts;
  for (std::size_t part = 0; part < wanted.size(); ++part)
    if (wanted[part] > 0) parts.push_back(part);
  const auto common = [&](std::size_t part) { return std::sqrt(wanted[part]) * roots[part]; };
  const std::size_t named = std::min(parts.size(), kReasonParts);
  std::partial_sort(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(named), parts.end(),
                    [&](std::size_t a, std::size_t b) { return common(a) > common(b); });
  std::vector<std::string> list;
  for (std::size_t i = 0; i < named; ++i)
    append_words(words, (*snapshot.parts)[parts[i]], (i + 1) * kReasonWords / named, list);
  return list;
}

std::string two_digits(float value) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%.2f", static_cast<double>(value));
  return text.data();
}

std::vector<std::string> audio_of_mood(const library::Snapshot& snapshot, std::size_t row) {
  const Column<float>& valences = snapshot.columns.sound_of("valence");
  const Column<float>& energies = snapshot.columns.sound_of("energy");
  if (valences.empty() || energies.empty()) return {};
  const float valence = valences[row];
  const float energy = energies[row];
  if (std::isnan(valence) || std::isnan(energy)) return {};
  return {"valence " + two_digits(valence), "energy " + two_digits(energy)};
}

/// What it is typical of, and what it is about itself, which differs from song to song.
std::vector<std::string> causes_of_typical(const library::Snapshot& snapshot, const Resolved& wish, std::size_t row,
                                           const recommend::Part& part, const library::SongWords& words) {
  std::vector<std::string> list;
  if (part.value > 0) list.push_back("typical of " + answers::which_songs(wish.understood));
  if (const auto topic = snapshot.topic_of(row))
    append_words(words, (*snapshot.topics)[*topic], list.size() + kReasonWords, list);
  return list;
}

std::vector<std::string> causes(const library::Snapshot& snapshot, const Resolved& wish, std::size_t row,
                                const recommend::Part& part, const library::SongWords& words) {
  using recommend::PartKind;
  std::vector<std::string> list;
  if (part.kind == PartKind::mix) return words_in_common(snapshot, row, words, wish.query.mix);
  if (part.kind == PartKind::text) return words_in_common(snapshot, row, words, wish.query.text);
  if (part.kind == PartKind::mood) return audio_of_mood(snapshot, row);
  if (part.kind == PartKind::path) return {wish.understood.from, wish.understood.to};
  if (part.kind == PartKind::typical) return causes_of_typical(snapshot, wish, row, part, words);
  if (part.kind == PartKind::topic) append_words(words, wish.understood.topic, kReasonWords, list);
  if (part.song) list.push_back(snapshot.name(*part.song));
  return list;
}

/// The reasons of all parts for people. Words stand by themselves; songs are said to be liked or not.
std::vector<std::string> reasons(const std::vector<answers::ScorePart>& parts) {
  using recommend::PartKind;
  std::vector<std::string> why;
  for (const answers::ScorePart& part : parts) {
    for (const std::string& cause : part.because) {
      std::string reason = cause;
      if (part.kind == PartKind::like) reason = "like " + cause;
      if (part.kind == PartKind::unlike || part.kind == PartKind::path || part.kind == PartKind::variety) continue;
      if (std::ranges::find(why, reason) == why.end()) why.push_back(std::move(reason));
    }
    if (part.kind == PartKind::path && part.because.size() == 2)
      why.push_back("between " + part.because[0] + " and " + part.because[1]);
  }
  return why;
}

}  // namespace

std::shared_ptr<const library::SongWords> words_of(const library::Snapshot& snapshot, const reading::Reader& reader,
                                                   std::size_t row) {
  return snapshot.explanations.of(row, [&]() -> std::vector<WordShare> {
    if (snapshot.columns.counted_words[row] == 0) return {};
    const auto stored = snapshot.library->songs().song(snapshot.columns.id[row]);
    if (!stored) throw Error(ErrorKind::io, "the library was changed by another program; ask again");
    return reader.explain(stored->song.lyrics, stored->song.form);
  });
}

std::string order_of(const Resolved& wish, const std::vector<recommend::Ranked>& songs) {
  const recommend::Query& query = wish.query;
  const auto is_known = [](const recommend::Ranked& song) {
    return std::ranges::any_of(song.parts, [](const recommend::Part& part) {
      return part.kind == recommend::PartKind::typical && part.value > 0;
    });
  };
  if (query.path) return "along the way from " + wish.understood.from + " to " + wish.understood.to;
  if (wish.understood.by_tempo) return "the slowest first";
  if (query.order == recommend::Order::random) return "drawn, as the seed decides";
  if (query.typical && std::ranges::none_of(songs, is_known))
    return "as they came into the library: nothing is known of them that songs could be compared by";
  std::string order =
      query.typical ? "the most typical " + answers::which_songs(wish.understood) + " first" : "the best first";
  if (query.variety > 0) order += ", spread by variety";
  return order;
}

answers::RecommendedSong describe_briefly(const library::Snapshot& snapshot, const recommend::Ranked& ranked) {
  answers::RecommendedSong song;
  song.id = snapshot.columns.id[ranked.index];
  song.score = ranked.score;
  song.mixture = snapshot.mixture(ranked.index);
  song.inferred = snapshot.is_inferred(ranked.index);
  return song;
}

answers::RecommendedSong describe(const library::Snapshot& snapshot, const reading::Reader& reader,
                                  const Resolved& wish, const recommend::Ranked& ranked) {
  const std::size_t row = ranked.index;
  const std::shared_ptr<const library::SongWords> words = words_of(snapshot, reader, row);
  answers::RecommendedSong song = describe_briefly(snapshot, ranked);
  catalog::SongHead head = snapshot.head(row);
  song.artist = std::move(head.artist);
  song.title = std::move(head.title);
  song.year = head.year;
  song.genre = std::move(head.genre);
  if (const auto topic = snapshot.topic_of(row)) {
    song.topic = (*snapshot.topics)[*topic];
    song.confidence = snapshot.columns.probability_of(row, *topic);
  }
  for (const recommend::Part& part : ranked.parts)
    song.parts.push_back({part.kind, part.value, causes(snapshot, wish, row, part, *words)});
  song.why = reasons(song.parts);
  song.explicit_note = browse::explicit_note(snapshot, row);
  song.file = snapshot.file(row);
  return song;
}

}  // namespace leitmotif::engine
