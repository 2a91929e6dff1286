// Tokens with names.
#include "leitmotif/http/token_book.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "support/expect_error.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::http {
namespace {

class Book : public ::testing::Test {
 protected:
  const leitmotif::testing::TemporaryFolder folder_;
  const std::filesystem::path file_ = folder_.path() / "library.tokens.json";
  TokenBook book_{file_};
};

TEST_F(Book, KnowsWhoseATokenIsAndKeepsOnlyItsDigest) {
  EXPECT_TRUE(book_.list().empty());
  const std::string token = book_.add("Ada", Scope::keep, 0);
  ASSERT_EQ(token.size(), 64U);
  ASSERT_TRUE(book_.holder_of(token));
  EXPECT_EQ(book_.holder_of(token)->name, "Ada");
  EXPECT_EQ(book_.holder_of(token)->scope, Scope::keep);
  EXPECT_FALSE(book_.holder_of(std::string(64, '0')));
  EXPECT_FALSE(book_.holder_of(""));
  EXPECT_EQ(read_file(file_, 4096).find(token), std::string::npos);
  struct stat status = {};
  ASSERT_EQ(::stat(file_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  EXPECT_EQ(TokenBook(file_).holder_of(token)->name, "Ada") << "after a restart";
}

TEST_F(Book, ForgetsWhoIsRemovedAndWhoseTimeIsOver) {
  const std::string token = book_.add("Ada", Scope::listen, 1);
  EXPECT_GT(book_.list().front().ends, book_.list().front().made);
  EXPECT_TRUE(book_.remove("Ada"));
  EXPECT_FALSE(book_.remove("Ada"));
  EXPECT_FALSE(book_.holder_of(token));
  const std::string other = book_.add("Bo", Scope::manage, 1);
  std::string text = read_file(file_, 4096);
  const std::string ends = std::to_string(book_.list().front().ends);
  text.replace(text.find(ends), ends.size(), "7");
  write_file(file_, text);
  EXPECT_FALSE(TokenBook(file_).holder_of(other)) << "it ended in 1970";
}

TEST_F(Book, RefusesNamesThatAreNoneOrTaken) {
  (void)book_.add("Ada", Scope::listen, 0);
  for (const std::string& name : {std::string(), std::string("Ada"), std::string(101, 'a'), std::string("a\nb")})
    EXPECT_THROW((void)book_.add(name, Scope::listen, 0), Error) << name;
  EXPECT_THROW((void)parse_scope("owner"), Error);
}

TEST_F(Book, ABookThatIsDamagedLetsNobodyIn) {
  const std::string token = book_.add("Ada", Scope::listen, 0);
  write_file(file_, "{\"tokens\":[{}]}");
  EXPECT_FALSE(TokenBook(file_).holder_of(token));
  EXPECT_THROW((void)TokenBook(file_).list(), Error);
}

}  // namespace
}  // namespace leitmotif::http
