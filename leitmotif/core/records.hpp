// The cargo: the few structs that pass through the whole program. Others stand in the header of the lower of two rooms.
// Flow: bytes -> Song -> Tokens -> SparseMatrix -> Prediction -> Recommendation.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/song_reference.hpp"

namespace leitmotif {

/// The eight topics that are labels of the music data set, in alphabetical order.
inline constexpr std::array<std::string_view, 8> kTopics = {"feelings", "music",   "night/time", "obscene",
                                                            "romantic", "sadness", "violence",   "world/life"};

/// The sixteen topic weights of the music data set, in the order of its columns. The eight of `kTopics` are among
/// them; the other eight are never a label.
inline constexpr std::array<std::string_view, 16> kMixtureParts = {
    "dating",           "violence",      "world/life", "night/time", "shake the audience", "family/gospel",
    "romantic",         "communication", "obscene",    "music",      "movement/places",    "light/visual perceptions",
    "family/spiritual", "like/girls",    "sadness",    "feelings"};

/// The audio features a song may carry, in the order of the data set's columns.
inline constexpr std::array<std::string_view, 6> kAudioFeatures = {"danceability",     "loudness", "acousticness",
                                                                   "instrumentalness", "valence",  "energy"};

/// Marks a missing number. Missing is never zero; test with std::isnan.
inline constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

namespace detail {
template <std::size_t N>
constexpr std::array<double, N> all_missing() {
  std::array<double, N> values{};
  values.fill(kMissing);
  return values;
}
}  // namespace detail

/// What state a lyric is in, which decides what has to be done to it before a model reads it.
enum class LyricsForm : std::uint8_t {
  sung,     ///< as a singer sings it: the `corpus` pipeline brings it to the cleaned form
  cleaned,  ///< the data set's word list: already lower case, without stop words, lemmatised
};

/// What may be known of a song when its topics are asked for. Labels are deliberately not here.
struct Song {
  std::string artist;
  std::string title;
  std::optional<int> year;
  std::string genre;  ///< lower case; empty when not known
  std::string lyrics;
  LyricsForm form = LyricsForm::sung;
  std::array<double, kAudioFeatures.size()> audio = detail::all_missing<kAudioFeatures.size()>();  ///< 0..1 or missing
  double flagged_explicit = kMissing;  ///< who published it says that it is explicit: 1; that it is not: 0; or missing
};

/// What a labelled row says about its topic: targets of training and measures of evaluation, never inputs.
struct Labels {
  std::string topic;  ///< empty when the row has none
  std::array<double, kMixtureParts.size()> weights = detail::all_missing<kMixtureParts.size()>();
};

/// A row of a data set: what may be known of a song, and apart from it what it is to be held against.
struct LabelledSong {
  Song song;
  Labels labels;
  std::size_t line = 0;    ///< where the row begins in its file, counted from 1; 0 when it has no line
  std::string album = {};  ///< empty when not known
  MusicIds ids = {};
  std::optional<std::int64_t> length_ms = {};
  std::string apart = {};  ///< tells it from other songs of its artist, title and year; empty for most
};

/// Something that could not be used, and why. Readers return these beside the good rows.
struct Rejected {
  std::string source;    ///< file name as the user gave it
  std::size_t line = 0;  ///< counted from 1; 0 when the whole source is meant
  std::string reason;
};

/// The words of one lyric in order. Stored as one string with single blanks between the words (a word never holds
/// white space), because that is what every stage wants to read and print.
class Tokens {
 public:
  /// Walks over the words from the front; what it gives are views into the text.
  class iterator {
   public:
    /// What std::forward_iterator asks for.
    using value_type = std::string_view;
    using difference_type = std::ptrdiff_t;
    using iterator_category = std::forward_iterator_tag;
    using pointer = const std::string_view*;
    using reference = std::string_view;

    iterator() = default;
    iterator(std::string_view text, std::size_t begin) : text_(text), begin_(begin) { find_end(); }
    /// The word it stands at, and the next one. Stepping on at the end stays there.
    std::string_view operator*() const noexcept { return text_.substr(begin_, end_ - begin_); }
    iterator& operator++() noexcept {
      begin_ = end_ < text_.size() ? end_ + 1 : text_.size();
      find_end();
      return *this;
    }
    /// Steps on and gives what it was before.
    iterator operator++(int) noexcept {
      const iterator before = *this;
      ++*this;
      return before;
    }
    friend bool operator==(const iterator& a, const iterator& b) noexcept { return a.begin_ == b.begin_; }

   private:
    void find_end() noexcept {
      const std::size_t blank = text_.find(' ', begin_);
      end_ = blank == std::string_view::npos ? text_.size() : blank;
    }
    std::string_view text_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
  };

  Tokens() = default;
  /// Takes words that are already joined by single blanks.
  static Tokens from_joined(std::string joined) {
    Tokens tokens;
    tokens.joined_ = std::move(joined);
    return tokens;
  }

  /// Appends a word. The word must not be empty and must not hold white space.
  void push_back(std::string_view word) {
    if (!joined_.empty()) joined_ += ' ';
    joined_ += word;
  }
  /// Leaves no word.
  void clear() noexcept { joined_.clear(); }

  /// Whether there is no word.
  [[nodiscard]] bool empty() const noexcept { return joined_.empty(); }
  /// How many words. Cost: linear in the text.
  [[nodiscard]] std::size_t size() const noexcept {
    if (joined_.empty()) return 0;
    std::size_t blanks = 0;
    for (const char c : joined_) blanks += c == ' ' ? 1U : 0U;
    return blanks + 1;
  }
  /// The words, first to last. Lifetime of what the iterators give: until the next change.
  [[nodiscard]] iterator begin() const noexcept { return {joined_, 0}; }
  [[nodiscard]] iterator end() const noexcept { return {joined_, joined_.size()}; }
  /// The words with single blanks between them.
  [[nodiscard]] const std::string& joined() const noexcept { return joined_; }

  friend bool operator==(const Tokens&, const Tokens&) = default;

 private:
  std::string joined_;
};

/// Rows of a few non-zero numbers each (compressed sparse rows). Shape: [rows x columns].
struct SparseMatrix {
  std::size_t columns = 0;
  std::vector<std::size_t> row_begin = {0};  ///< [rows + 1] offsets into `column` and `value`
  std::vector<std::uint32_t> column;         ///< ascending within a row
  std::vector<float> value;

  /// How many rows there are.
  [[nodiscard]] std::size_t rows() const noexcept { return row_begin.size() - 1; }
};

/// What a model says about one lyric.
struct Prediction {
  std::vector<float> probabilities;  ///< [labels of the model], each 0..1, sum 1
  std::vector<float> mixture;        ///< [mixture parts of the model], sum at most 1; empty when it has none
  int counted_words = 0;             ///< how many words of the lyric the model has an opinion about, repeats counted
};

/// How one word of a lyric was shared among the topics, or how it moved a topic's score.
struct WordShare {
  std::string word;  ///< as the model reads it (a lemma or a pair of lemmas)
  int count = 0;     ///< how often it stands in the lyric
  std::string topic;
  double share = 0;  ///< meaning is the model's: see its explain()
};

/// One line of an answer.
struct Recommendation {
  std::int64_t id = 0;
  std::string artist;
  std::string title;
  std::optional<int> year;
  std::string genre;
  double score = 0;  ///< higher is better
  std::string topic;
  double confidence = 0;         ///< the model's probability for `topic`
  std::vector<std::string> why;  ///< short reasons for people, strongest first
};

}  // namespace leitmotif
