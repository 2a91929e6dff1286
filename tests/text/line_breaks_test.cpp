#include "leitmotif/text/line_breaks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "leitmotif/core/ascii.hpp"

namespace leitmotif::text {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);)
    if (const auto bare = ascii::trimmed(line); !bare.empty()) lines.emplace_back(bare);
  return lines;
}

TEST(LineBreaks, EveryWayOfWritingThemMakesTheSameLines) {
  const std::vector<std::string> lines = {"over the river", "under the bridge", "home again"};
  for (const std::string separator : {"\n", "<br>", "<br/>", "<BR />", " <br>\n", "</p><p>", "<div>", "\\n", "\\r\\n",
                                      "\\n\\n", "\u2028", "\u2029", "\u0085", "\v", "\f"}) {
    const std::string text = lines[0] + separator + lines[1] + separator + lines[2];
    const std::string broken = with_line_breaks(text);
    EXPECT_EQ(lines_of(broken), lines) << separator;
    EXPECT_EQ(broken.size(), text.size()) << separator;
    EXPECT_EQ(has_odd_line_breaks(text), separator != "\n") << separator;
  }
}

TEST(LineBreaks, WhatOnlyLooksLikeOneStays) {
  for (const std::string text :
       {"a\\nb once", "one\ntwo\nthree\\nfour", "x <3 y", "<b>bold</b>", "<pre>", "<brown>", "a \\ b", ""})
    EXPECT_EQ(with_line_breaks(text), text);
}

}  // namespace
}  // namespace leitmotif::text
