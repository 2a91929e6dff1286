#include "apps/standard_input.hpp"

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"

namespace leitmotif::apps {
namespace {

constexpr std::size_t kMostInput = 1U << 30U;
constexpr const char* kInputName = "standard-input";

/// Playlists are known by their names.
std::string ending_of(std::string_view bytes) {
  if (bytes.starts_with("#EXTM3U") || bytes.starts_with("\xEF\xBB\xBF#EXTM3U")) return ".m3u8";
  return bytes.starts_with("<") ? ".xspf" : "";
}

}  // namespace

std::filesystem::path StandardInput::file(const std::filesystem::path& named) {
  if (named != "-") return named;
  if (folder_) throw Error(ErrorKind::invalid_argument, "-: standard input can be read only once");
  folder_.emplace();
  const std::string bytes = read_file(named, kMostInput);
  std::filesystem::path file = folder_->path() / (kInputName + ending_of(bytes));
  write_file(file, bytes);
  return file;
}

std::filesystem::path StandardInput::name_of(const std::filesystem::path& given) const {
  return folder_ && given.parent_path() == folder_->path() ? "-" : given;
}

}  // namespace leitmotif::apps
