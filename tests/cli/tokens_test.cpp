// Tokens with names from the command line.
#include <gtest/gtest.h>

#include "cli/stranger.hpp"

namespace leitmotif::testing {
namespace {

class TokensCommand : public Stranger {};

TEST_F(TokensCommand, AreMadeShownOnceAndRemoved) {
  EXPECT_EQ(json({"tokens", "list"})["tokens"].size(), 0U);
  const Json made = json({"tokens", "add", "kitchen", "--scope", "keep", "--days", "30"});
  EXPECT_EQ(made["name"], "kitchen");
  EXPECT_EQ(made["token"].text().size(), 64U);
  const ProgramResult plain = run({"tokens", "add", "guest"});
  EXPECT_EQ(plain.out.size(), 65U) << "the token alone, for a script";
  const Json listed = json({"tokens", "list"});
  ASSERT_EQ(listed["tokens"].size(), 2U);
  EXPECT_EQ(listed["tokens"][0]["name"], "guest");
  EXPECT_EQ(listed["tokens"][0]["scope"], "listen");
  EXPECT_EQ(listed["tokens"][0]["ends"], 0);
  EXPECT_GT(listed["tokens"][1]["ends"].get<std::int64_t>(), listed["tokens"][1]["made"].get<std::int64_t>());
  EXPECT_TRUE(std::filesystem::exists(library().parent_path() / "library.db.tokens.json")) << "beside the library";
  EXPECT_EQ(listed.dump().find(made["token"].text()), std::string::npos) << "tokens themselves are not kept";
  EXPECT_EQ(run({"tokens", "remove", "kitchen"}).status, 0);
  EXPECT_EQ(json({"tokens", "list"})["tokens"].size(), 1U);
}

TEST_F(TokensCommand, RefuseWhatMakesNoSense) {
  expect_done(run({"tokens", "add", "guest"}));
  expect_refused(run({"tokens", "add", "guest"}), 2, "guest");
  expect_refused(run({"tokens", "add", "other", "--scope", "all"}), 2, "listen");
  expect_refused(run({"tokens", "add", "other", "--days", "0"}), 2, "days");
  expect_refused(run({"tokens", "remove", "nobody"}), 3, "nobody");
}

}  // namespace
}  // namespace leitmotif::testing
