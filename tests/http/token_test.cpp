// The token that other addresses than loopback demand.
#include "leitmotif/http/token.hpp"

#include <gtest/gtest.h>

#include "support/expect_error.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::http {
namespace {

TEST(Token, IsKeptOnlyAsAHash) {
  const leitmotif::testing::TemporaryFolder folder;
  const auto file = folder.path() / "inner" / "library.db.token";
  const std::string token = make_token(file);
  EXPECT_EQ(token.size(), 64U);
  EXPECT_NE(token, new_token());
  EXPECT_EQ(std::filesystem::status(file).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  TokenKeeper keeper(file);
  EXPECT_TRUE(keeper.knows(token));
  EXPECT_TRUE(keeper.knows(token));
  EXPECT_FALSE(keeper.knows(std::string(64, '0')));
  EXPECT_FALSE(keeper.knows(""));
  EXPECT_EQ(leitmotif::testing::error_of([&] { TokenKeeper bad(folder.write("x", token)); }).kind(),
            ErrorKind::corrupt_data);
}

}  // namespace
}  // namespace leitmotif::http
