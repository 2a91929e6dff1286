// Any bytes through all pipelines: no crash, and words that keep the promises of Tokens.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "leitmotif/core/error.hpp"
#include "leitmotif/text/preprocessor.hpp"
#include "leitmotif/text/unicode.hpp"

namespace {

using leitmotif::Tokens;
using leitmotif::text::Pipeline;
using leitmotif::text::Preprocessor;
using leitmotif::text::WordNet;

void require(bool holds) {
  if (!holds) std::abort();
}

bool holds_space(std::string_view word) {
  for (std::size_t at = 0; at < word.size();) {
    const auto character = leitmotif::text::character_at(word, at);
    if (leitmotif::text::is_space(character.code)) return true;
    at += character.bytes;
  }
  return false;
}

void check(const Preprocessor& preprocessor, const Preprocessor& none, std::string_view text) {
  const Tokens tokens = preprocessor.preprocess(text);
  for (const std::string_view word : tokens) {
    require(!word.empty());
    require(!leitmotif::text::first_invalid_byte(word));
    require(!holds_space(word));
  }
  require(none.preprocess(tokens.joined()) == tokens);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto kWordNet = std::make_shared<const WordNet>(WordNet::load(WordNet::default_folder()));
  static const Preprocessor kPaper(Pipeline::paper, kWordNet);
  static const Preprocessor kCorpus(Pipeline::corpus, kWordNet);
  static const Preprocessor kNone(Pipeline::none, nullptr);
  // libFuzzer hands over bytes; the pipelines read characters.
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const bool valid = !leitmotif::text::first_invalid_byte(text);
  for (const Preprocessor* preprocessor : {&kPaper, &kCorpus, &kNone}) {
    try {
      check(*preprocessor, kNone, text);
      require(valid);
    } catch (const leitmotif::Error& error) {
      require(!valid && error.kind() == leitmotif::ErrorKind::corrupt_data);
    }
  }
  return 0;
}
