#include "apps/kept_file.hpp"

#include "apps/terminal.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"

namespace leitmotif::apps {
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

void KeptFile::replaced() {
  if (second_.empty()) return;
  if (MappedFile(second_).bytes() == MappedFile(file_).bytes()) return;  // and the second name goes
  warn(file_.string() + ": was there before; the earlier file is kept as " + second_.filename().string());
  second_.clear();
}

void write_output(const std::filesystem::path& output, std::string_view text) {
  if (output == "-") return print(text);
  KeptFile kept(output, Keep::first);
  write_file(output, text);
  kept.replaced();
}

}  // namespace leitmotif::apps
