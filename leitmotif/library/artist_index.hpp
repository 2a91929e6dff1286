// The artists of a library by the keys of their names, so that every spelling leads to them.
// Flow: columns -> ArtistIndex, made once for a snapshot -> numbers of artists.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "leitmotif/core/song_columns.hpp"

namespace leitmotif::library {

/// An index that the first who asks for it makes. Const functions may be called by several threads at once.
class LazyArtistIndex {
 public:
  LazyArtistIndex();

  /// The numbers of the artists that a name means, ascending: those whose fields name exactly the same people, and
  /// those who sing with them ("Otto Kestrel feat. Ida Wren" for "otto kestrel"); without such, those of whose field it
  /// is a part. Empty: nobody. `columns` must be the same at every call. Cost: the first call some microseconds an
  /// artist.
  [[nodiscard]] std::vector<std::uint32_t> named(const SongColumns& columns, std::string_view name) const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace leitmotif::library
