#include "leitmotif/corpus/written_stamp.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace leitmotif::corpus {
namespace {

std::string stamp_between(std::int64_t at_ms, char open, char close) {
  constexpr std::int64_t kMostMinutes = 999;
  at_ms = std::max<std::int64_t>(at_ms, 0);
  const std::int64_t minutes = std::min(at_ms / 60000, kMostMinutes);
  std::array<char, 24> written{};
  std::snprintf(written.data(), written.size(), "%c%02d:%02d.%03d%c", open, static_cast<int>(minutes),
                static_cast<int>(at_ms / 1000 % 60), static_cast<int>(at_ms % 1000), close);
  return written.data();
}

}  // namespace

std::string line_stamp(std::int64_t at_ms) { return stamp_between(at_ms, '[', ']'); }
std::string word_stamp(std::int64_t at_ms) { return stamp_between(at_ms, '<', '>'); }

}  // namespace leitmotif::corpus
