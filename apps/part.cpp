#include "apps/part.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "apps/terminal.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::apps {

wire::Option part_option(std::string& typed) {
  return {"--part", "K/N",
          "the K-th of N parts of about the same size; all parts joined are the whole (default: a Slurm array's task)",
          &typed};
}

Share chosen_part(const std::string& typed) {
  if (!typed.empty()) return parse_share(typed);
  const std::optional<Share> share = share_of_array();
  if (!share) return {};
  say(fmt::format("leitmotif: part {}/{}, this task's of its Slurm array (--part 1/1: everything)\n", share->part,
                  share->of));
  return *share;
}

Share chosen_part_of_files(const std::string& typed, const std::vector<std::string>& files) {
  const auto is_read_once = [](const std::string& file) {
    std::error_code ignored;
    return file == "-" || (std::filesystem::exists(file, ignored) && !std::filesystem::is_regular_file(file, ignored) &&
                           !std::filesystem::is_directory(file, ignored));
  };
  const auto once = std::ranges::find_if(files, is_read_once);
  if (once == files.end()) return chosen_part(typed);
  if (typed.empty() || parse_share(typed).is_whole()) return {};
  throw Error(ErrorKind::invalid_argument,
              fmt::format("--part needs files whose lines can be counted first, and '{}' can be read only once",
                          without_controls(*once)));
}

}  // namespace leitmotif::apps
