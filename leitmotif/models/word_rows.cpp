#include "leitmotif/models/word_rows.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "leitmotif/core/error.hpp"

namespace leitmotif::models {
namespace {

static_assert(std::endian::native == std::endian::little, "the first byte of a word is the lowest of its number");

constexpr std::size_t kHalf = 8;
constexpr std::uint64_t kBlanks = 0x2020202020202020U;
constexpr std::uint64_t kOnes = 0x0101010101010101U;
constexpr std::uint64_t kHighBits = 0x8080808080808080U;

/// How many of the eight bytes stand before the first blank.   Source: Mycroft 1987, the test for a zero byte; the
/// lowest byte that it marks is always right.
std::size_t bytes_before_blank(std::uint64_t bytes) noexcept {
  const std::uint64_t zero_where_blank = bytes ^ kBlanks;
  const std::uint64_t marks = (zero_where_blank - kOnes) & ~zero_where_blank & kHighBits;
  return static_cast<std::size_t>(std::countr_zero(marks)) / 8;
}

std::uint64_t first_bytes(std::uint64_t bytes, std::size_t count) noexcept {
  return count == kHalf ? bytes : bytes & ((std::uint64_t{1} << (8 * count)) - 1);
}

std::uint64_t read_half(std::string_view text) noexcept {
  std::uint64_t bytes = 0;
  if (text.size() >= kHalf)
    std::memcpy(&bytes, text.data(), kHalf);
  else if (!text.empty())
    std::memcpy(&bytes, text.data(), text.size());
  return bytes;
}

}  // namespace

[[gnu::always_inline]] inline WordRows::Key WordRows::first_word(std::string_view text) noexcept {
  Key key;
  const std::uint64_t low = read_half(text);
  key.length = std::min(bytes_before_blank(low), text.size());
  key.low = first_bytes(low, key.length);
  if (key.length < kHalf || text.size() == kHalf) return key;
  const std::string_view rest = text.substr(kHalf);
  const std::uint64_t high = read_half(rest);
  const std::size_t length = std::min(bytes_before_blank(high), rest.size());
  key.high = first_bytes(high, length);
  key.length = kHalf + length;
  if (length == kHalf) key.length = std::min(text.find(' ', 2 * kHalf), text.size());
  return key;
}

[[gnu::always_inline]] inline std::size_t WordRows::hash(const Key& key) noexcept {
  std::uint64_t mixed = (key.low ^ std::rotl(key.high, 29) ^ key.length) * 0x9E3779B97F4A7C15U;
  mixed ^= mixed >> 32U;
  return static_cast<std::size_t>(mixed);
}

[[gnu::always_inline]] inline const WordRows::Slot& WordRows::look_up(const Key& key, const char* word) const noexcept {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash(key) & mask;; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.length == 0) return slot;
    if (slot.low != key.low || slot.high != key.high || slot.length != key.length) continue;
    if (key.length <= 2 * kHalf || std::memcmp(words_[slot.row].data(), word, key.length) == 0) return slot;
  }
}

WordRows::WordRows(std::span<const std::string> words)
    : words_(words.begin(), words.end()), slots_(std::bit_ceil(4 * words.size() + 1)) {
  for (std::uint32_t row = 0; row < words_.size(); ++row) {
    const std::string& word = words_[row];
    const Key key = first_word(word);
    if (word.empty() || key.length != word.size())
      throw Error(ErrorKind::invalid_argument,
                  "word " + std::to_string(row) + " of a model is '" + word + "'; expected a word without blanks");
    Slot& slot = const_cast<Slot&>(look_up(key, word.data()));
    if (slot.length != 0)
      throw Error(ErrorKind::invalid_argument, "the word '" + word + "' stands twice in a model; expected once");
    slot = {key.low, key.high, static_cast<std::uint32_t>(key.length), row};
  }
}

std::optional<std::uint32_t> WordRows::find(std::string_view word) const noexcept {
  const Key key = first_word(word);
  if (key.length != word.size() || word.empty()) return std::nullopt;
  const Slot& slot = look_up(key, word.data());
  return slot.length == 0 ? std::nullopt : std::optional(slot.row);
}

std::vector<RowCount> WordRows::count(const Tokens& tokens) const {
  std::vector<RowCount> counts;
  std::vector<std::uint32_t> place(words_.size(), 0);  // in `counts`, from 1
  std::string_view text = tokens.joined();
  while (!text.empty()) {
    const Key key = first_word(text);
    const Slot& slot = look_up(key, text.data());
    if (slot.length != 0 && key.length != 0) {
      std::uint32_t& known = place[slot.row];
      if (known == 0) {
        counts.push_back({slot.row, 0});
        known = static_cast<std::uint32_t>(counts.size());
      }
      ++counts[known - 1].count;
    }
    text.remove_prefix(std::min(key.length + 1, text.size()));
  }
  return counts;
}

}  // namespace leitmotif::models
