#include "leitmotif/features/word_numbers.hpp"

#include <limits>

#include "leitmotif/core/error.hpp"

namespace leitmotif::features {

WordNumbers::WordNumbers() : slots_(1024), mask_(slots_.size() - 1) {}

std::uint32_t WordNumbers::insert(std::string_view word, std::uint32_t hash) {
  std::size_t slot = first_slot(hash);
  for (; slots_[slot].number != kNone; slot = (slot + 1) & mask_)
    if (slots_[slot].hash == hash && this->word(slots_[slot].number) == word) return slots_[slot].number;

  if (word.size() > std::numeric_limits<std::uint32_t>::max() - letters_.size())
    throw Error(ErrorKind::resource_limit, "the distinct words are longer than 4 GiB together");
  const auto number = static_cast<std::uint32_t>(size());
  letters_ += word;
  begins_.push_back(static_cast<std::uint32_t>(letters_.size()));
  slots_[slot] = {hash, number};
  if (size() * 2 > slots_.size()) grow();
  return number;
}

void WordNumbers::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  mask_ = slots_.size() - 1;
  for (const Slot& moved : old) {
    if (moved.number == kNone) continue;
    std::size_t slot = first_slot(moved.hash);
    while (slots_[slot].number != kNone) slot = (slot + 1) & mask_;
    slots_[slot] = moved;
  }
}

}  // namespace leitmotif::features
