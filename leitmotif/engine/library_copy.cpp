#include "leitmotif/engine/library_copy.hpp"

#include <chrono>
#include <map>
#include <system_error>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/places/locations.hpp"

namespace leitmotif::engine {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestLearnedWish = std::size_t{16} << 20U;

fs::path wishes_beside(const fs::path& library) { return places::places_of(library).base.string() + ".wishes"; }

/// Files of wishes to be copied, with their bytes.
std::map<fs::path, std::string> wishes_to_copy(const fs::path& from, const fs::path& to) {
  std::map<fs::path, std::string> files;
  std::error_code missing;
  for (const fs::directory_entry& entry : fs::directory_iterator(wishes_beside(from), missing)) {
    if (!entry.is_regular_file()) continue;
    const fs::path place = wishes_beside(to) / entry.path().filename();
    std::string bytes = read_file(entry.path(), kLargestLearnedWish);
    if (fs::exists(place) && read_file(place, kLargestLearnedWish) != bytes)
      throw Error(ErrorKind::invalid_argument, place.string() + ": there is another wish of this name already");
    files.emplace(place, std::move(bytes));
  }
  return files;
}

Json counts_of(const catalog::CopyReport& report) {
  Json counts = Json::object();
  for (const catalog::CopiedRows& one : report.tables) counts[one.table] = one.rows;
  return counts;
}

}  // namespace

LibraryCopy copy_library(const fs::path& from, const fs::path& to, const OnProgress& on_progress) {
  const auto begun = std::chrono::steady_clock::now();
  LibraryCopy copy;
  copy.from = places::places_of(from).name;
  copy.to = places::places_of(to).name;
  const std::map<fs::path, std::string> wishes = wishes_to_copy(from, to);
  copy.rows = catalog::copy(from, to, on_progress);
  for (const auto& [place, bytes] : wishes) {
    fs::create_directories(place.parent_path());
    write_file(place, bytes);
  }
  copy.wishes = wishes.size();
  copy.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  return copy;
}

const wire::Table<LibraryCopy>& library_copy_table() {
  using F = wire::Field<LibraryCopy>;
  static const wire::Table<LibraryCopy> table(
      "LibraryCopy",
      {F::value("from", &LibraryCopy::from, wire::any_text()), F::value("to", &LibraryCopy::to, wire::any_text()),
       F::value(
           "rows", [](const LibraryCopy& copy) { return counts_of(copy.rows); },
           wire::map_of(wire::count(), "rows by table; see docs/library-file.md")),
       F::value("wishes", &LibraryCopy::wishes, wire::count("learned wishes")),
       F::value(
           "resumed", [](const LibraryCopy& copy) { return copy.rows.resumed; },
           wire::count("songs that an earlier run had copied")),
       F::value(
           "was_whole", [](const LibraryCopy& copy) { return copy.rows.was_whole; },
           wire::truth("the copy was there already; nothing was written")),
       F::value("seconds", &LibraryCopy::seconds, wire::any_number())});
  return table;
}

}  // namespace leitmotif::engine
