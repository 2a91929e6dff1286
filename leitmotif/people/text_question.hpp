// A text that songs are asked to be about: what it means, which of its words they hold, which topics it has.
// Flow: text of a request -> TextQuestion -> a way to ask for all songs; why a song answers it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "leitmotif/answers/answers.hpp"
#include "leitmotif/catalog/songs.hpp"
#include "leitmotif/people/wish_space.hpp"
#include "leitmotif/people/wish_ways.hpp"
#include "leitmotif/people/wishes.hpp"
#include "leitmotif/reading/reader.hpp"
#include "leitmotif/wishes/question.hpp"

namespace leitmotif::people {

/// Lifetime: what it was made of must outlive it. Const methods are thread-safe.
class TextQuestion {
 public:
  /// Throws invalid_argument when neither the model nor the question knows a word of the text.
  TextQuestion(const std::string& text, const reading::Reader& reader, const Wishes& wishes, const WishSpace& space);

  /// A score 0..1 for every song. All songs are held against the text's meaning and topics; the lyrics of the nearest,
  /// and of those that hold its words, are read.
  [[nodiscard]] std::shared_ptr<const recommend::Way> way(unsigned threads) const;
  /// Puts the words and the line that answer into the song's reasons, the line first.
  void explain(const catalog::StoredSong& stored, answers::RecommendedSong& song) const;

 private:
  /// Nearness by topics, 0..1, of every song: shape [songs].
  [[nodiscard]] std::vector<float> topic_nearness() const;
  /// Rows whose lyrics are worth reading, ascending.
  [[nodiscard]] std::vector<std::uint32_t> candidates(const std::vector<float>& values) const;
  /// Reads the lyrics of the candidates and adds what they answer to their scores.
  void add_replies(std::vector<float>& values, unsigned threads) const;

  const WishSpace& space_;
  std::optional<wishes::Question> question_;  ///< nothing when only the model knows a word
  std::vector<float> roots_;                  ///< [parts] square roots of the text's mixture; empty: not known
};

}  // namespace leitmotif::people
