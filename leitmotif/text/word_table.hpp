// A table from words to small numbers that is filled once and then only read: open addressing over one block of text.
// Flow: what WordNet, the stop words and the first names are looked up in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace leitmotif::text {

/// Words with a value each. Const methods are thread-safe.
class WordTable {
 public:
  /// A word and what is kept with it.
  struct Entry {
    std::string_view word;  ///< lies in the table
    std::uint32_t value = 0;
  };

  WordTable() = default;
  /// Takes room for this many words and bytes of text at once; more are possible, then the table grows.
  WordTable(std::size_t words, std::size_t bytes);

  /// Adds a word, or changes the value it has. Throws resource_limit beyond 4 GB of text.
  void set(std::string_view word, std::uint32_t value);
  /// The word and its value, or nothing. Lifetime: valid until the next `set` or the table's end; moving the table
  /// keeps it valid.
  [[nodiscard]] std::optional<Entry> find(std::string_view word) const noexcept;
  [[nodiscard]] std::size_t size() const noexcept { return words_.size(); }

 private:
  /// Small, so that the slots of all of WordNet's nouns stay in a processor's cache.
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t word = kFree;  ///< position in `words_`
  };
  struct Word {
    std::uint32_t begin = 0;  ///< in `text_`
    std::uint32_t length = 0;
    std::uint32_t value = 0;
  };
  static constexpr std::uint32_t kFree = UINT32_MAX;

  [[nodiscard]] std::string_view text_of(const Word& word) const noexcept {
    return {text_.data() + word.begin, word.length};
  }
  [[nodiscard]] std::size_t position(std::string_view word, std::uint32_t hash) const noexcept;
  void grow(std::size_t slots);

  std::vector<Slot> slots_;
  std::vector<Word> words_;
  std::vector<char> text_;
  std::size_t longest_ = 0;  ///< bytes
};

}  // namespace leitmotif::text
