// The verbs about people's wishes: which there are, what songs score, learning one's own, and measuring them against
// what people say of songs.
// Flow: command line or HTTP -> Wishes -> WishSpace, learned files beside the library -> answers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/answers/request.hpp"
#include "leitmotif/current/snapshot_cache.hpp"
#include "leitmotif/evaluation/bootstrap.hpp"
#include "leitmotif/people/read_words.hpp"
#include "leitmotif/people/wish_space.hpp"
#include "leitmotif/text/word_relations.hpp"
#include "leitmotif/wishes/concepts.hpp"

namespace leitmotif::people {

/// A wish that can be asked for.
struct WishLine {
  std::string name;
  std::string about;
  bool learned = false;
  double auc = 0;  ///< of a learned one: of songs by artists it was not learned from
};

/// One song's score for a wish.
struct WishScore {
  std::int64_t id = 0;
  std::string artist;
  std::string title;
  std::optional<double> score;  ///< 0..1; none when nothing that tells is known of the song
};

/// Songs to learn from: a saved list's name or number, a playlist file, a CSV file with the columns artist and title,
/// or a text file with a line "ARTIST - TITLE" for each song.
struct LearnRequest {
  std::string name;
  std::string yes;
  std::string no;
  std::vector<std::int64_t> yes_songs = {};  ///< numbers of songs, instead of `yes` when there is no such
  std::vector<std::int64_t> no_songs = {};   ///< the same for `no`
};

/// A wish that was learned from examples, and what it goes by.
struct LearnedReport {
  wishes::LearnedWish wish;
  wishes::LearnedReasons reasons;
  std::size_t not_found = 0;  ///< songs of the lists that are not in the library, or of which nothing is known
  double milliseconds = 0;    ///< the learning itself
  std::filesystem::path file;
  std::filesystem::path kept;  ///< what the file of an earlier wish of this name is called now; empty: there was none
};

/// How a wish does against what people say of songs.
struct WishMeasure {
  std::string name;
  std::size_t n = 0;               ///< judged songs that the library has and that have a score
  std::size_t positive = 0;        ///< of them, those that people call so
  std::size_t judged = 0;          ///< rows of the file
  std::optional<double> auc = {};  ///< nothing when all judged songs are positive, or none
  evaluation::Interval interval;
  double first_10 = 0;  ///< share of the first ten that people call so
  double first_50 = 0;
  double coverage = 0;  ///< n of judged
  std::string topic;    ///< the topic whose order does best; empty when none has an order
  double topic_auc = 0;
  std::optional<double> precision = {};  ///< of `explicit` only: of what the filter leaves out, the share that is
  std::optional<double> recall = {};     ///< of `explicit` only: of what is, the share that the filter leaves out
};

/// How well wishes find the songs that people named.
struct PeopleReport {
  std::vector<WishMeasure> wishes;
  std::vector<std::string> unknown;  ///< names in the file that are no wish here
};

/// May be used by several threads at once.
class Wishes {
 public:
  Wishes(places::Settings settings, std::shared_ptr<const reading::Reader> reader, current::SnapshotCache& snapshots);

  /// Of the table, then learned ones by name.
  [[nodiscard]] std::vector<WishLine> list() const;
  /// The songs of the library in the order of their numbers. Throws invalid_argument (no such wish).
  [[nodiscard]] std::vector<WishScore> score(std::string_view name, const OnProgress& on_progress);
  /// Learns a wish and keeps it beside the library. Throws invalid_argument (a name that is taken by the table or is
  /// none, a song on both sides, as learn_wish), not_found (a list or file).
  LearnedReport learn(const LearnRequest& request, const OnProgress& on_progress);
  /// Forgets a learned wish. Throws not_found.
  void forget(std::string_view name);
  /// The learned wish as a file's text. Throws not_found.
  [[nodiscard]] std::string exported(std::string_view name) const;
  /// Measures wishes against the columns wish, artist, title, label (0 or 1) of a CSV file. A wish of another name
  /// with an ending ("sad-set") is measured as the wish before the hyphen when there is no wish of the whole name.
  /// `explicit` is the level of a song's words, without what was published of it.
  /// Throws corrupt_data (a column is missing, no usable row), as read_file.
  [[nodiscard]] PeopleReport evaluate(const std::filesystem::path& labels, const OnProgress& on_progress);

  /// What the songs of a view say about wishes; read once for each state of the library.
  [[nodiscard]] std::shared_ptr<const WishSpace> space(const std::shared_ptr<const library::Snapshot>& snapshot,
                                                       const OnProgress& on_progress);
  /// Scores of every song of the space for a wish of the table or a learned one. Throws invalid_argument.
  [[nodiscard]] std::vector<float> scores(const WishSpace& space, std::string_view name) const;
  /// A request whose own words (`ask`) have become wishes, a text, genres, an artist and years, beside what it has of
  /// these already. Where the text has no word that is known beside a wish, it stays in `ask`. Reads the library for
  /// its genres and artists.
  [[nodiscard]] answers::RecommendRequest understood(const answers::RecommendRequest& request,
                                                     const OnProgress& on_progress) const;
  /// Throws invalid_argument that offers the nearest names, about `key` of a request where one is given.
  void require(std::string_view name, std::string_view key = {}) const;
  [[nodiscard]] const WishTools& tools() const;
  /// WordNet's relations, for questions in words. Lifetime: as long as this.
  [[nodiscard]] const text::WordRelations& relations() const;
  /// Everyday concepts, for questions in words. Lifetime: as long as this.
  [[nodiscard]] const wishes::Concepts& concepts() const;
  /// Strong words of songs that were shown. Lifetime: as long as this.
  [[nodiscard]] ReadWords& read_words() const { return *read_words_; }
  /// The shipped strong words; loads nothing else. Lifetime: as long as this.
  [[nodiscard]] const wishes::StrongWords& strong() const;

 private:
  /// Whether anything is known of a text: of its words, or of a concept it names.
  [[nodiscard]] bool says_something(const std::string& text) const;
  [[nodiscard]] std::filesystem::path folder() const;
  [[nodiscard]] std::optional<wishes::LearnedWish> learned(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> learned_names() const;

  places::Settings settings_;
  std::shared_ptr<const reading::Reader> reader_;
  current::SnapshotCache& snapshots_;
  mutable std::mutex loading_;
  mutable std::shared_ptr<const WishTools> tools_;
  mutable std::optional<wishes::StrongWords> strong_;
  mutable std::optional<text::WordRelations> relations_;
  mutable std::optional<wishes::Concepts> concepts_;
  std::shared_ptr<const WishSpace> space_;
  std::unique_ptr<ReadWords> read_words_ = std::make_unique<ReadWords>();
};

}  // namespace leitmotif::people
