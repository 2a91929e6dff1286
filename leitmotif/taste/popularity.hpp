// What most lists have: the plainest answer, and what others are held against.
#pragma once

#include "leitmotif/taste/lists.hpp"

namespace leitmotif::taste {

/// A song's score is in how many lists it is, whoever asks.
class Popularity final : public Scorer {
 public:
  explicit Popularity(const SparseMatrix& lists);
  void score(std::span<const Item> given, std::span<float> scores) const override;

  Popularity(Popularity&&) noexcept = default;

 private:
  std::vector<float> counts_;
};

}  // namespace leitmotif::taste
