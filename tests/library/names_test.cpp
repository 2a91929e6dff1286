#include "leitmotif/library/names.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace leitmotif::library {
namespace {

TEST(UnknownName, SaysWhatIsKnownOrThatNothingIs) {
  EXPECT_EQ(unknown_name("genre", "rok", std::vector<std::string>{"jazz", "rock"}),
            "genre 'rok' is not known; did you mean rock? known: jazz, rock");
  for (const auto& none : {std::vector<std::string>{}, std::vector<std::string>{""}})
    EXPECT_EQ(unknown_name("genre", "rock", none), "genre 'rock' is not known; no song here has one");
}

}  // namespace
}  // namespace leitmotif::library
