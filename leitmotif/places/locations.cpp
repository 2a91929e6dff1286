#include "leitmotif/places/locations.hpp"

#include <array>
#include <string>

#include "leitmotif/catalog/open.hpp"
#include "leitmotif/catalog/postgresql/address.hpp"
#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/environment.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/places/carried_data.hpp"

namespace leitmotif::places {
namespace {

namespace fs = std::filesystem;

/// The model of data/models that is used by default.
constexpr const char* kShippedModel = "topics.safetensors";
constexpr const char* kShippedSimilarity = "similarity.safetensors";

/// An address without what names of files do not have.
std::string name_of_file(std::string address) {
  for (char& c : address)
    if (!ascii::is_letter_or_digit(c) && c != '.' && c != '-' && c != '@') c = '_';
  return address;
}

}  // namespace

fs::path default_library() {
  fs::path base = path_from_environment("XDG_DATA_HOME");
  if (base.empty()) {
    const fs::path home = path_from_environment("HOME");
    if (home.empty())
      throw Error(ErrorKind::not_found,
                  "no place for the library: neither XDG_DATA_HOME nor HOME is set; use --library");
    base = home / ".local" / "share";
  }
  return base / "leitmotif" / "library.db";
}

fs::path Places::rejects_of(const fs::path& file) const {
  fs::path place = base;
  return place += "." + (file == "-" ? std::string("stdin") : file.filename().string()) + ".rejects.csv";
}

Places places_of(const fs::path& library) {
  Places places;
  if (catalog::is_on_server(library)) {
    places.name = catalog::postgresql::shown_address(library.native());
    places.base = default_library().parent_path() / "servers" / name_of_file(places.name) / "library";
    std::error_code ignored;  // shows when something is written there
    fs::create_directories(places.base.parent_path(), ignored);
  } else {
    places.name = library.filename().string();
    places.base = library;
  }
  places.folder = places.base.parent_path();
  places.models = places.folder / "models";
  const auto with = [&](const char* ending) { return fs::path(places.base) += ending; };
  places.jobs = with(".jobs.json");
  places.token = with(".token");
  places.tokens = with(".tokens.json");
  places.servers = with(".servers.json");
  return places;
}

fs::path data_folder() {
  if (fs::path named = path_from_environment("LEITMOTIF_DATA"); !named.empty()) return named;
  const fs::path program = program_folder();
  // The second is the source tree as seen from build/PRESET/bin.
  const std::array<fs::path, 2> places = {program / "../share/leitmotif", program / "../../../data"};
  for (const fs::path& place : places) {
    std::error_code ignored;
    if (fs::is_directory(place / "songbook", ignored)) return fs::canonical(place);
  }
  return unpacked_data();
}

fs::path default_model() { return data_folder() / "models" / kShippedModel; }

fs::path default_similarity_model() { return data_folder() / "models" / kShippedSimilarity; }

}  // namespace leitmotif::places
