#include "leitmotif/catalog/lists.hpp"

#include "leitmotif/catalog/identity.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::catalog {

void require_sound_list(std::string_view name, std::span<const std::int64_t> songs) {
  if (compared_form(name).empty()) throw Error(ErrorKind::invalid_argument, "the name of a list is empty");
  for (const char c : name)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
      throw Error(ErrorKind::invalid_argument, "the name of a list holds a control character");
  if (name.size() > kMostListNameBytes)
    throw Error(ErrorKind::resource_limit, "the name of a list has " + std::to_string(name.size()) +
                                               " bytes; the limit is " + std::to_string(kMostListNameBytes));
  if (songs.size() > kMostListSongs)
    throw Error(ErrorKind::resource_limit,
                "a list of " + std::to_string(songs.size()) + " songs; the limit is " + std::to_string(kMostListSongs));
}

}  // namespace leitmotif::catalog
