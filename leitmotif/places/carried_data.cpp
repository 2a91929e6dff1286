#include "leitmotif/places/carried_data.hpp"

#include <fstream>

#include "leitmotif/core/digest.hpp"
#include "leitmotif/core/environment.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/core/temporary_folder.hpp"
#include "leitmotif/corpus/zip.hpp"

namespace leitmotif::places {
namespace {

namespace fs = std::filesystem;

fs::path cache_folder() {
  if (fs::path cache = path_from_environment("XDG_CACHE_HOME"); !cache.empty()) return cache / "leitmotif";
  const fs::path home = path_from_environment("HOME");
  if (home.empty())
    throw Error(ErrorKind::not_found,
                "no place for the shipped models: neither XDG_CACHE_HOME nor HOME is set; set LEITMOTIF_DATA to them");
  return home / ".cache" / "leitmotif";
}

/// Closes a file that was written; what a full disk kept back shows only now.
void close_written(std::ofstream& file, const fs::path& name) {
  if (!file.is_open()) return;
  file.close();
  if (!file) throw Error(ErrorKind::io, name.string() + ": cannot be written");
}

/// Writes the archive's files below a folder.
void unpack(const fs::path& folder) {
  fs::create_directories(folder);
  const fs::path archive = folder / "data.zip";
  write_file(archive, carried_archive());
  std::ofstream file;
  fs::path place;
  const auto is_file = [](std::string_view name) { return !name.ends_with('/'); };
  corpus::for_zip_entries(archive, is_file, [&](std::string_view name, std::string_view bytes, bool is_first) {
    if (is_first) {
      close_written(file, place);
      place = folder / name;
      fs::create_directories(place.parent_path());
      file.open(place, std::ios::binary | std::ios::trunc);
    }
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!file) throw Error(ErrorKind::io, place.string() + ": cannot be written");
  });
  close_written(file, place);
  fs::remove(archive);
}

}  // namespace

fs::path unpacked_data() {
  const fs::path cache = cache_folder();
  fs::path whole = cache / ("data-" + sha256_hex(carried_archive()).substr(0, 16));
  if (fs::is_directory(whole)) return whole;
  std::error_code failed;
  fs::create_directories(cache, failed);
  const TemporaryFolder beside(cache);
  const fs::path made = beside.path() / "data";
  unpack(made);
  fs::rename(made, whole, failed);
  // Where that fails, another program was first, which unpacked the same.
  if (failed && !fs::is_directory(whole))
    throw Error(ErrorKind::io, whole.string() + ": cannot be made; set LEITMOTIF_DATA to the folder of the models");
  return whole;
}

}  // namespace leitmotif::places
