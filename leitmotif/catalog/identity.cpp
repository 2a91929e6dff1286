#include "leitmotif/catalog/identity.hpp"

#include "leitmotif/core/ascii.hpp"

namespace leitmotif::catalog {
namespace {

constexpr std::string_view kWhiteSpace = " \t\n\v\f\r";
// Parts of an identity are joined by a character that no name needs.
constexpr char kJoin = '\x1f';

using ascii::lower;

}  // namespace

std::string compared_form(std::string_view name) {
  const std::size_t begin = name.find_first_not_of(kWhiteSpace);
  if (begin == std::string_view::npos) return {};
  const std::size_t end = name.find_last_not_of(kWhiteSpace) + 1;
  std::string compared(name.substr(begin, end - begin));
  for (char& c : compared) c = lower(c);
  return compared;
}

std::string identity_of(const Song& song) {
  std::string identity = beginning_of(song.artist, song.title);
  if (song.year) identity += std::to_string(*song.year);
  identity += kJoin;
  // The artist's length keeps apart what a join character inside a name would confuse.
  identity += std::to_string(compared_form(song.artist).size());
  return identity;
}

std::string identity_of(const LabelledSong& row) {
  std::string identity = identity_of(row.song);
  if (!row.apart.empty()) identity += kJoin + row.apart;
  return identity;
}

std::string beginning_of(std::string_view artist) { return compared_form(artist) + kJoin; }

std::string beginning_of(std::string_view artist, std::string_view title) {
  return beginning_of(artist) + compared_form(title) + kJoin;
}

std::int64_t digest_of(std::string_view identity) {
  const std::size_t join = identity.find(kJoin);
  const std::uint64_t artist = lasting_hash(identity.substr(0, join));
  const std::uint64_t whole = join == std::string_view::npos ? artist : lasting_hash(identity.substr(join), artist);
  return static_cast<std::int64_t>((artist >> 48U) << 32U | whole >> 32U);
}

}  // namespace leitmotif::catalog
