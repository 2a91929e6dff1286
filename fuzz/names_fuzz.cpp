// Any bytes as names: keys are their own keys, and nothing that has a character is without one.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "leitmotif/text/language_tags.hpp"
#include "leitmotif/text/song_names.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace leitmotif;
  const std::string_view name(reinterpret_cast<const char*>(data), size);
  const std::string key = text::name_key(name);
  if (text::name_key(key) != key) std::abort();
  if (text::title_keys(name).title.empty() != key.empty()) std::abort();
  if (text::artist_keys(name).empty() != key.empty()) std::abort();
  if (text::without_track_number(name).size() > size || text::without_any_number(name).size() > size) std::abort();
  (void)text::work_of(name, name);
  (void)text::language_code(name);
  return 0;
}
