// Any bytes as a lyric in any language, and as the tables of languages: pieces must lie in the lyric and in its order,
// and a table must be read or refused.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "leitmotif/core/error.hpp"
#include "leitmotif/languages/carry.hpp"
#include "leitmotif/text/unicode.hpp"

namespace {

using namespace leitmotif;

void require(bool condition) {
  if (!condition) std::abort();
}

void check_lyric(std::string_view lyric) {
  const languages::CarriedLyric carried = languages::Bridges::shipped().carry(lyric);
  require(carried.carried <= carried.words);
  require(carried.pieces.empty() || carried.how == languages::HowRead::carried_over);
  std::size_t before = 0;
  for (const languages::EnglishPiece& piece : carried.pieces) {
    require(piece.begin >= before && piece.end > piece.begin && piece.end <= lyric.size());
    before = piece.end;
  }
  require(!text::first_invalid_byte(carried.english(lyric)));
}

void check_tables(const std::string& words, const std::string& grammar) {
  try {
    const languages::Bridges bridges(words, grammar);
    for (const std::string& code : bridges.languages()) (void)bridges.bridge(code).find("word");
  } catch (const Error& error) {
    require(error.kind() == ErrorKind::corrupt_data || error.kind() == ErrorKind::not_found);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_lyric(text);
  check_lyric("mi corazón y la noche\n" + std::string(text));
  const std::string head = "language en English\ncommon the\nlanguage es Spanish\nn | one | many s\n";
  check_tables(std::string(text), head);
  check_tables("n heart | corazón\n", head + std::string(text));
  return 0;
}
