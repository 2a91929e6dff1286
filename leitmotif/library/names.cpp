#include "leitmotif/library/names.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/edit_distance.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/text/song_names.hpp"

namespace leitmotif::library {
namespace {

constexpr std::size_t kMostListed = 16;
constexpr std::size_t kMostCandidates = 3;
/// What stands between artist and title: hyphen, en dash, em dash.
constexpr std::array<std::string_view, 3> kBetween = {" - ", " \u2013 ", " \u2014 "};

/// The name most like the one that was typed, when it is like it at all: the shortest that begins with it, else the one
/// with the fewest letters to change.
std::string nearest(std::string_view name, std::span<const std::string> known) {
  const std::string wanted = ascii::lower_case(name);
  std::string best;
  for (const std::string& candidate : known)
    if (wanted.size() > 2 && ascii::begins_with(candidate, wanted) && (best.empty() || candidate.size() < best.size()))
      best = candidate;
  if (!best.empty()) return best;
  std::size_t least = wanted.size() / 3 + 2;
  for (const std::string& candidate : known) {
    const std::size_t apart = candidate.empty() ? least : edit_distance(wanted, ascii::lower_case(candidate));
    if (apart >= least) continue;
    least = apart;
    best = candidate;
  }
  return best;
}

std::string numbered(const Snapshot& snapshot, std::uint32_t row) {
  const catalog::SongHead head = snapshot.head(row);
  std::string text = std::to_string(head.id) + " (" + head.artist + " - " + head.title;
  if (head.year) text += ", " + std::to_string(*head.year);
  return text + ")";
}

[[noreturn]] void refuse_ambiguous(const Snapshot& snapshot, std::string_view name, std::string_view what,
                                   std::span<const std::uint32_t> rows) {
  std::string reason = "several songs are called '" + std::string(name) + "'; give the number:";
  for (std::size_t i = 0; i < std::min(rows.size(), kMostListed); ++i)
    reason += (i == 0 ? " " : ", ") + numbered(snapshot, rows[i]);
  throw Error(ErrorKind::invalid_argument, std::string(what), reason);
}

/// The song whose title has the fewest letters to change, when those are few; empty when there is none.
std::string nearest_song(const Snapshot& snapshot, std::string_view name) {
  const auto dash = std::ranges::find_if(kBetween, [&](auto one) { return name.find(one) != std::string_view::npos; });
  const std::string wanted =
      ascii::lower_case(dash == kBetween.end() ? name : name.substr(name.find(*dash) + dash->size()));
  std::size_t least = std::min(wanted.size() / 4 + 2, wanted.size() / 2 + 1);
  std::string best;
  for (std::uint32_t row = 0; row < snapshot.size(); ++row) {
    const std::string_view title = snapshot.columns.titles[row];
    if (std::max(title.size(), wanted.size()) - std::min(title.size(), wanted.size()) >= least) continue;
    const std::size_t apart = edit_distance(wanted, ascii::lower_case(title));
    if (apart >= least) continue;
    least = apart;
    const catalog::SongHead head = snapshot.head(row);
    best = head.artist + " - " + head.title;
  }
  return best;
}

[[noreturn]] void refuse_unknown(const Snapshot& snapshot, std::string_view name, std::string_view what) {
  std::string reason = "there is no song '" + std::string(name) + "' in the library";
  std::string candidates;
  // The catalogue refuses words it cannot search for, which is no reason to say anything else here.
  try {
    for (const catalog::FoundSong& found : snapshot.library->songs().search(name, kMostCandidates, 0).songs)
      candidates += (candidates.empty() ? "" : "; ") + found.head.artist + " - " + found.head.title;
  } catch (const Error&) {
    candidates.clear();
  }
  if (std::ranges::all_of(kBetween, [&](auto dash) { return name.find(dash) == std::string_view::npos; }))
    reason += "; expected a number or ARTIST - TITLE";
  const std::string guess = nearest_song(snapshot, name);
  if (!guess.empty()) reason += "; did you mean " + guess + "?";
  if (!candidates.empty()) reason += "; found by these words: " + candidates;
  throw Error(ErrorKind::not_found, std::string(what), reason);
}

/// Both names may hold what stands between them, so every place is tried; without one it is a title.
std::vector<std::uint32_t> rows_called(const Snapshot& snapshot, std::string_view name) {
  std::vector<std::uint32_t> rows;
  for (const std::string_view dash : kBetween)
    for (std::size_t at = name.find(dash); at != std::string_view::npos; at = name.find(dash, at + 1)) {
      const auto found = snapshot.rows_named(name.substr(0, at), name.substr(at + dash.size()));
      rows.insert(rows.end(), found.begin(), found.end());
    }
  return rows.empty() && !text::is_no_name(name) ? snapshot.rows_titled(name) : rows;
}

/// Whether songs are editions of one, told apart by what their titles say: then any of them is meant.
bool are_editions(const Snapshot& snapshot, std::span<const std::uint32_t> rows) {
  const auto edition = [&](std::uint32_t row) { return text::title_keys(snapshot.columns.titles[row]).edition; };
  for (const std::uint32_t row : rows.subspan(1)) {
    const std::uint64_t work = snapshot.columns.work(row);
    if (work == 0 || work != snapshot.columns.work(rows.front()) || edition(row) == edition(rows.front())) return false;
  }
  return true;
}

}  // namespace

std::string unknown_name(std::string_view what, std::string_view name, std::span<const std::string> known) {
  std::string message = std::string(what) + (what.empty() ? "'" : " '") + std::string(name) + "' is not known";
  const std::string guess = nearest(name, known);
  if (!guess.empty()) message += "; did you mean " + guess + "?";
  std::string list;
  std::size_t listed = 0;
  for (const std::string& candidate : known) {
    if (candidate.empty()) continue;
    if (listed++ == kMostListed) {
      list += ", ...";
      break;
    }
    list += (list.empty() ? "" : ", ") + candidate;
  }
  if (list.empty()) return message + "; no song here has one";
  return message + (guess.empty() ? "; known: " : " known: ") + list;
}

std::size_t position_of(std::string_view name, std::span<const std::string> known, std::string_view what) {
  const std::string wanted = ascii::lower_case(name);
  for (std::size_t i = 0; i < known.size(); ++i)
    if (!name.empty() && ascii::lower_case(known[i]) == wanted) return i;
  const std::string key = text::name_key(name);
  for (std::size_t i = 0; i < known.size(); ++i)
    if (!key.empty() && text::name_key(known[i]) == key) return i;
  throw Error(ErrorKind::invalid_argument, std::string(what), unknown_name("", name, known));
}

std::uint32_t row_named(const Snapshot& snapshot, std::string_view name, std::string_view what) {
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), id);
  if (error == std::errc() && end == name.data() + name.size()) {
    if (const auto row = snapshot.row_of(id)) return *row;
    throw Error(ErrorKind::not_found, std::string(what), "there is no song " + std::string(name));
  }
  const std::vector<std::uint32_t> rows = rows_called(snapshot, name);
  if (rows.empty()) refuse_unknown(snapshot, name, what);
  if (rows.size() > 1 && !are_editions(snapshot, rows)) refuse_ambiguous(snapshot, name, what, rows);
  return rows.front();
}

}  // namespace leitmotif::library
