#include "leitmotif/core/share.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <limits>
#include <map>
#include <string>

#include "support/expect_error.hpp"

namespace leitmotif {
namespace {

using ::testing::HasSubstr;

TEST(Share, IsReadAsKOfN) {
  EXPECT_EQ(parse_share("3/8").part, 3U);
  EXPECT_EQ(parse_share("3/8").of, 8U);
  for (const char* wrong :
       {"", "3", "/", "0/4", "5/4", "1/0", "1/2/3", "-1/2", "a/b", "1 / 2", "1/99999999999999999999", "1/100001"})
    EXPECT_THAT(testing::error_of([&] { (void)parse_share(wrong); }).what(), HasSubstr("a part is K/N")) << wrong;
}

TEST(Share, PartsAreNeighboursOfOneSizeAndTheWhole) {
  for (const std::size_t count :
       {std::size_t{0}, std::size_t{1}, std::size_t{7}, std::size_t{1000}, std::numeric_limits<std::size_t>::max() / 2})
    for (const std::size_t of : {std::size_t{1}, std::size_t{2}, std::size_t{7}, std::size_t{1001}}) {
      std::size_t end = 0;
      for (std::size_t part = 1; part <= of; ++part) {
        const ShareRange range = range_of({part, of}, count);
        ASSERT_EQ(range.begin, end);
        ASSERT_GE(range.size(), count / of);
        ASSERT_LE(range.size(), count / of + 1);
        end = range.end;
      }
      EXPECT_EQ(end, count);
    }
}

/// Variables as Slurm sets them, for as long as this lives.
class SlurmVariables {
 public:
  explicit SlurmVariables(const std::map<std::string, std::string>& values) : values_(values) {
    for (const auto& [name, value] : values_) ::setenv(("SLURM_ARRAY_TASK_" + name).c_str(), value.c_str(), 1);
  }
  ~SlurmVariables() {
    for (const auto& [name, value] : values_) ::unsetenv(("SLURM_ARRAY_TASK_" + name).c_str());
  }
  SlurmVariables(const SlurmVariables&) = delete;
  SlurmVariables& operator=(const SlurmVariables&) = delete;

 private:
  std::map<std::string, std::string> values_;
};

TEST(Share, IsTheTasksPlaceInASlurmArray) {
  EXPECT_FALSE(share_of_array());
  {
    const SlurmVariables task({{"ID", "5"}, {"COUNT", "8"}, {"MIN", "0"}, {"MAX", "7"}, {"STEP", "1"}});
    EXPECT_EQ(share_of_array()->part, 6U);
    EXPECT_EQ(share_of_array()->of, 8U);
  }
  {
    const SlurmVariables task({{"ID", "15"}, {"COUNT", "3"}, {"MIN", "10"}, {"MAX", "20"}, {"STEP", "5"}});
    EXPECT_EQ(share_of_array()->part, 2U);
    EXPECT_EQ(share_of_array()->of, 3U);
  }
}

TEST(Share, OfAnArrayWithGapsIsNotGuessed) {
  const SlurmVariables task({{"ID", "7"}, {"COUNT", "3"}, {"MIN", "1"}, {"MAX", "7"}, {"STEP", "1"}});
  testing::expect_refusal([] { (void)share_of_array(); }, ErrorKind::invalid_argument, "--part K/N");
}

}  // namespace
}  // namespace leitmotif
