// People's wishes as ways to ask, and the level of explicit words as a filter.
// Flow: RecommendRequest, WishSpace -> ways and rows left out of a Query; ranked songs -> what caused their parts.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/answers/answers.hpp"
#include "leitmotif/answers/request.hpp"
#include "leitmotif/people/wishes.hpp"
#include "leitmotif/recommend/query.hpp"
#include "leitmotif/recommend/ways/way.hpp"

namespace leitmotif::people {

/// The part of a score that a wish gives.
inline constexpr recommend::PartKind kAbout{"about"};

/// A way whose values were worked out before: one a song, NaN when nothing is known.
class ColumnWay final : public recommend::Way {
 public:
  /// What its part is called, and a value for each song.
  ColumnWay(recommend::PartKind kind, std::vector<float> values) : kind_(kind), values_(std::move(values)) {}
  [[nodiscard]] recommend::PartKind kind() const noexcept override { return kind_; }
  void score(std::size_t begin, std::span<float> values, std::span<std::uint32_t> group) const override;
  [[nodiscard]] recommend::Match match(std::size_t song) const override;

 private:
  recommend::PartKind kind_;
  std::vector<float> values_;
};

/// Whether a request needs the columns of wishes.
[[nodiscard]] bool needs_wishes(const answers::RecommendRequest& request) noexcept;
/// Adds a way for each wish of the request, and leaves out songs that are more explicit than it allows.
/// Throws invalid_argument (no such wish).
void add_wishes(const answers::RecommendRequest& request, const Wishes& wishes, const WishSpace& space,
                recommend::Query& query);
/// Says which words and which sound caused the parts that wishes gave, and puts them first among the reasons.
void explain_wishes(const answers::RecommendRequest& request, const WishSpace& space, const reading::Reader& reader,
                    answers::RecommendedSong& song);
/// Fills in the level of a note that has what was published, the words behind it and what it rests on. A flag raises
/// the level; that a song is published as clean never lowers what its words say.
void judge_words(const WordsOfSong& words, answers::ExplicitNote& note);

}  // namespace leitmotif::people
