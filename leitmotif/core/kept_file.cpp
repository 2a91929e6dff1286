#include "leitmotif/core/kept_file.hpp"

#include <utility>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"

namespace leitmotif {
namespace {

constexpr int kMostKept = 10000;

}  // namespace

KeptFile::KeptFile(const std::filesystem::path& file, Keep keep) : file_(file) {
  std::error_code failed;
  if (keep == Keep::none || !std::filesystem::is_regular_file(file, failed)) return;
  for (int number = 1; number < kMostKept; ++number) {
    std::filesystem::path second = file;
    second += "." + std::to_string(number);
    if (std::filesystem::exists(second, failed)) {
      if (keep == Keep::first) return;
      continue;
    }
    std::filesystem::create_hard_link(file, second, failed);
    if (failed) std::filesystem::copy_file(file, second, failed);
    if (failed) throw Error(ErrorKind::io, second.string() + ": cannot be written: " + failed.message());
    second_ = second;
    return;
  }
  throw Error(ErrorKind::io, file.string() + ": too many earlier files are kept beside it; expected --overwrite");
}

KeptFile::~KeptFile() {
  std::error_code ignored;
  if (!second_.empty()) std::filesystem::remove(second_, ignored);
}

std::filesystem::path KeptFile::replaced() {
  if (second_.empty() || MappedFile(second_).bytes() == MappedFile(file_).bytes()) return {};
  return std::exchange(second_, {});
}

void KeptFiles::make(const std::filesystem::path& file, const std::function<void()>& make) {
  KeptFile kept(file, Keep::first);
  make();
  if (std::filesystem::path earlier = kept.replaced(); !earlier.empty()) kept_.push_back(std::move(earlier));
}

void KeptFiles::write(const std::filesystem::path& file, std::string_view text) {
  make(file, [&] { write_file(file, text); });
}

}  // namespace leitmotif
