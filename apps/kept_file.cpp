#include "apps/kept_file.hpp"

#include <fmt/format.h>

#include "apps/terminal.hpp"
#include "leitmotif/core/files.hpp"

namespace leitmotif::apps {

void KeptFile::replaced() {
  const std::filesystem::path earlier = kept_.replaced();
  if (!earlier.empty())
    warn(file_.string() + ": was there before; the earlier file is kept as " + earlier.filename().string());
}

void tell_kept(const std::vector<std::filesystem::path>& kept) {
  if (kept.size() == 1)
    warn("a file was there before; it is kept as " + kept.front().string());
  else if (!kept.empty())
    warn(fmt::format("{} files were there before; they are kept, the first as {}", kept.size(), kept.front().string()));
}

void write_output(const std::filesystem::path& output, std::string_view text) {
  if (output == "-") return print(text);
  KeptFile kept(output, Keep::first);
  write_file(output, text);
  kept.replaced();
}

}  // namespace leitmotif::apps
