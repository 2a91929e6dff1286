#include "leitmotif/text/word_table.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "leitmotif/core/error.hpp"

namespace leitmotif::text {
namespace {

constexpr std::size_t kSmallest = 16;

std::uint64_t mix(std::uint64_t value) noexcept {
  value *= 0x9E3779B97F4A7C15U;
  return value ^ (value >> 32U);
}

template <typename Number>
std::uint64_t load(const char* bytes) noexcept {
  Number number = 0;
  std::memcpy(&number, bytes, sizeof number);
  return number;
}

/// All bytes of a word of up to 16, in two loads that may overlap; of a longer one the last 16.
std::uint64_t ends_of(const char* bytes, std::size_t size) noexcept {
  if (size >= 16) return mix(load<std::uint64_t>(bytes + size - 16)) ^ load<std::uint64_t>(bytes + size - 8);
  if (size >= 8) return mix(load<std::uint64_t>(bytes)) ^ load<std::uint64_t>(bytes + size - 8);
  if (size >= 4) return load<std::uint32_t>(bytes) << 32U | load<std::uint32_t>(bytes + size - 4);
  if (size == 0) return 0;
  return load<std::uint8_t>(bytes) << 16U | load<std::uint8_t>(bytes + size / 2) << 8U |
         load<std::uint8_t>(bytes + size - 1);
}

std::uint32_t hash_of(std::string_view word) noexcept {
  std::uint64_t hash = mix(word.size() + 1);
  for (std::size_t at = 0; at + 16 < word.size(); at += 8) hash = mix(hash ^ load<std::uint64_t>(word.data() + at));
  return static_cast<std::uint32_t>(mix(hash ^ ends_of(word.data(), word.size())) >> 16U);
}

}  // namespace

WordTable::WordTable(std::size_t words, std::size_t bytes) {
  grow(std::bit_ceil(std::max(words * 2, kSmallest)));
  words_.reserve(words);
  text_.reserve(bytes);
}

/// Where the word stands, or the free slot where it would.
std::size_t WordTable::position(std::string_view word, std::uint32_t hash) const noexcept {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.word == kFree || (slot.hash == hash && text_of(words_[slot.word]) == word)) return at;
  }
}

void WordTable::grow(std::size_t slots) {
  std::vector<Slot> old(slots);
  old.swap(slots_);
  const std::size_t mask = slots - 1;
  for (const Slot& slot : old) {
    if (slot.word == kFree) continue;
    std::size_t at = slot.hash & mask;
    while (slots_[at].word != kFree) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

void WordTable::set(std::string_view word, std::uint32_t value) {
  if (word.size() >= kFree - text_.size()) throw Error(ErrorKind::resource_limit, "a word table is larger than 4 GB");
  if ((words_.size() + 1) * 2 > slots_.size()) grow(std::max(slots_.size() * 2, kSmallest));
  const std::uint32_t hash = hash_of(word);
  Slot& slot = slots_[position(word, hash)];
  if (slot.word == kFree) {
    slot = {hash, static_cast<std::uint32_t>(words_.size())};
    words_.push_back({static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(word.size()), value});
    text_.insert(text_.end(), word.begin(), word.end());
    longest_ = std::max(longest_, word.size());
  }
  words_[slot.word].value = value;
}

std::optional<WordTable::Entry> WordTable::find(std::string_view word) const noexcept {
  // Saves hashing what cannot be there, however long an odd text makes a word.
  if (words_.empty() || word.size() > longest_) return std::nullopt;
  const Slot& slot = slots_[position(word, hash_of(word))];
  if (slot.word == kFree) return std::nullopt;
  const Word& found = words_[slot.word];
  return Entry{text_of(found), found.value};
}

}  // namespace leitmotif::text
