#include "leitmotif/library/path_tails.hpp"

#include <algorithm>
#include <array>

#include "leitmotif/catalog/files.hpp"
#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/text/encoding.hpp"
#include "leitmotif/text/song_names.hpp"

namespace leitmotif::library {
namespace {

/// Names of folders in old encodings are read as a lyric's text is.
std::string readable(const std::string& path) {
  if (!text::first_invalid_utf8(path)) return path;
  try {
    return text::decode_text(path);
  } catch (const Error&) {
    return path;
  }
}

constexpr std::array<std::string_view, 3> kLost = {"\uFFFD", "?", "_"};

/// The keys of what stands between the letters that a name lost.
std::vector<std::string> pieces_of(std::string_view name) {
  std::vector<std::string> pieces;
  while (true) {
    std::size_t end = name.size();
    std::size_t behind = name.size();
    for (const std::string_view lost : kLost)
      if (const std::size_t at = name.find(lost); at < end) {
        end = at;
        behind = at + lost.size();
      }
    pieces.push_back(text::name_key(name.substr(0, end)));
    if (end == name.size()) return pieces;
    name.remove_prefix(behind);
  }
}

/// Whether a key is these pieces with at most two letters between each and the next.
bool fits_pieces(std::string_view key, const std::vector<std::string>& pieces, std::size_t from = 0) {
  constexpr std::size_t kMostLostBytes = 4;
  if (from == pieces.size()) return key.empty();
  const std::size_t most = from == 0 && !pieces[0].empty() ? 0 : kMostLostBytes;
  for (std::size_t lost = 0; lost <= std::min(most, key.size()); ++lost) {
    const std::string_view rest = key.substr(lost);
    if (rest.starts_with(pieces[from]) && fits_pieces(rest.substr(pieces[from].size()), pieces, from + 1)) return true;
    if (from + 1 == pieces.size() && pieces[from].empty() && rest.empty()) return true;
  }
  return false;
}

}  // namespace

PathParts parts_of_path(std::string_view path) {
  PathParts parts;
  const std::size_t slash = path.rfind('/');
  std::string_view folders = path.substr(0, slash == std::string_view::npos ? 0 : slash);
  while (!folders.empty()) {
    const std::string_view folder = folders.substr(0, folders.find('/'));
    if (!folder.empty() && folder != "." && folder != "..") parts.folders.push_back(text::name_key(folder));
    folders.remove_prefix(std::min(folder.size() + 1, folders.size()));
  }
  const std::string_view name = path.substr(slash == std::string_view::npos ? 0 : slash + 1);
  constexpr std::size_t kLongestExtension = 6;
  const std::size_t dot = name.rfind('.');
  const bool has_extension = dot != std::string_view::npos && dot > 0 && name.size() - dot <= kLongestExtension &&
                             name.find(' ', dot) == std::string_view::npos;
  parts.stem = name.substr(0, has_extension ? dot : name.size());
  if (has_extension) parts.extension = ascii::lower_case(name.substr(dot));
  return parts;
}

PathTails::PathTails(const catalog::Catalog& library) {
  library.files().for_each([&](const catalog::FileRow& row) {
    if (!row.song) return;
    PathParts parts = parts_of_path(readable(row.path.native()));
    by_stem_.emplace(text::name_key(parts.stem), File{std::move(parts.folders), std::move(parts.extension), *row.song});
  });
}

PathTails::Match PathTails::find(std::string_view path) const {
  const PathParts wanted = parts_of_path(path);
  const auto [begin, end] = by_stem_.equal_range(text::name_key(wanted.stem));
  Match best;
  bool best_extension = false;
  bool several = false;
  for (auto entry = begin; entry != end; ++entry) {
    const File& file = entry->second;
    const auto differ =
        std::mismatch(file.folders.rbegin(), file.folders.rend(), wanted.folders.rbegin(), wanted.folders.rend());
    const Match match{file.song, 1 + static_cast<std::size_t>(differ.first - file.folders.rbegin())};
    const bool same_extension = file.extension == wanted.extension;
    const bool better = match.parts != best.parts ? match.parts > best.parts : same_extension && !best_extension;
    if (better) {
      best = match;
      best_extension = same_extension;
      several = false;
    } else if (match.parts == best.parts && same_extension == best_extension && match.song != best.song) {
      several = true;
    }
  }
  return several ? Match{} : best;
}

std::int64_t PathTails::find_with_gaps(std::string_view path) const {
  constexpr std::size_t kMostPieces = 12;
  constexpr std::size_t kFewestLetters = 4;
  const std::vector<std::string> stem = pieces_of(parts_of_path(path).stem);
  const std::size_t slash = path.rfind('/');
  const std::string_view folders = path.substr(0, slash == std::string_view::npos ? 0 : slash);
  const std::vector<std::string> folder = pieces_of(folders.substr(folders.rfind('/') + 1));
  std::size_t letters = 0;
  for (const std::string& piece : stem) letters += piece.size();
  if (stem.size() + folder.size() < 3 || stem.size() + folder.size() > kMostPieces || letters < kFewestLetters)
    return 0;
  std::int64_t song = 0;
  for (const auto& [key, file] : by_stem_) {
    if (!fits_pieces(key, stem)) continue;
    if (!folders.empty() && (file.folders.empty() || !fits_pieces(file.folders.back(), folder))) continue;
    if (song != 0 && song != file.song) return 0;
    song = file.song;
  }
  return song;
}

}  // namespace leitmotif::library
