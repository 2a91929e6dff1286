#include "leitmotif/corpus/zip.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/expect_error.hpp"
#include "support/matchers.hpp"
#include "support/stored_zip.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::corpus {
namespace {

using namespace leitmotif::testing;
using leitmotif::testing::TemporaryFolder;  // the project has one of its own

constexpr std::uint64_t kLimit = 1U << 20U;

/// songs.csv, deflated: "lyrics\n" and eight times "rain rain rain\n". Made with Python's zipfile.
const std::string kDeflated(
    "\x50\x4B\x03\x04\x14\x00\x00\x00\x08\x00\x00\x00\x21\x50\x58\x79\x19\x65\x12\x00\x00\x00\x7F\x00"
    "\x00\x00\x09\x00\x00\x00\x73\x6F\x6E\x67\x73\x2E\x63\x73\x76\xCB\xA9\x2C\xCA\x4C\x2E\xE6\x2A\x4A"
    "\xCC\xCC\x53\x80\x13\xF4\xE3\x02\x00\x50\x4B\x01\x02\x14\x03\x14\x00\x00\x00\x08\x00\x00\x00\x21"
    "\x50\x58\x79\x19\x65\x12\x00\x00\x00\x7F\x00\x00\x00\x09\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
    "\x00\x80\x01\x00\x00\x00\x00\x73\x6F\x6E\x67\x73\x2E\x63\x73\x76\x50\x4B\x05\x06\x00\x00\x00\x00"
    "\x01\x00\x01\x00\x37\x00\x00\x00\x39\x00\x00\x00\x00\x00",
    134);

class Zip : public ::testing::Test {
 protected:
  /// The chosen entry's name and bytes, `NAME: BYTES`.
  [[nodiscard]] std::string extracted(const std::string& archive, std::string_view entry = "data.csv",
                                      std::uint64_t limit = kLimit) const {
    std::string bytes;
    const std::string name = extract_zip_entry(folder_.write("x.zip", archive), entry, limit,
                                               [&](std::string_view piece) { bytes += piece; });
    return name + ": " + bytes;
  }
  [[nodiscard]] Error failure(const std::string& archive, std::uint64_t limit = kLimit) const {
    return error_of([&] { (void)extracted(archive, "data.csv", limit); });
  }

  TemporaryFolder folder_;
};

TEST_F(Zip, TakesTheNamedEntry) {
  EXPECT_EQ(extracted(stored_zip({{"a.csv", "1"}, {"data.csv", "2"}, {"b.csv", "3"}})), "data.csv: 2");
  EXPECT_EQ(extracted(stored_zip({{"my-data.csv", "1"}, {"folder/data.csv", "2"}})), "folder/data.csv: 2");
  EXPECT_EQ(extracted(stored_zip({{"data.csv", ""}})), "data.csv: ");
}

TEST_F(Zip, TakesTheOnlyCsvWhenTheNamedOneIsNotThere) {
  EXPECT_EQ(extracted(stored_zip({{"read.me", "1"}, {"other.csv", "2"}})), "other.csv: 2");
}

TEST_F(Zip, UnpacksDeflatedEntries) {
  std::string expected = "songs.csv: lyrics\n";
  for (int i = 0; i < 8; ++i) expected += "rain rain rain\n";
  EXPECT_EQ(extracted(kDeflated), expected);
}

TEST_F(Zip, HandsOverLargeEntriesInPieces) {
  const std::string large(700'000, 'x');
  EXPECT_EQ(extracted(stored_zip({{"data.csv", large}})), "data.csv: " + large);
}

TEST_F(Zip, StopsAtTheLimit) {
  EXPECT_EQ(failure(stored_zip({{"data.csv", std::string(101, 'x')}}), 100).kind(), ErrorKind::resource_limit);
  EXPECT_EQ(extracted(stored_zip({{"data.csv", std::string(100, 'x')}}), "data.csv", 100).size(), 110U);
}

TEST_F(Zip, SaysWhatIsWrong) {
  EXPECT_THAT(failure(stored_zip({{"a.txt", "1"}})).what(),
              HasSubstr("x.zip: has no entry 'data.csv' and 0 .csv files, expected one"));
  EXPECT_THAT(failure(stored_zip({{"a.csv", "1"}, {"b.csv", "2"}})).what(), HasSubstr("2 .csv files"));
  EXPECT_EQ(failure(stored_zip({{"data.csv", "secret, or so it says"}}, 1)).kind(), ErrorKind::unsupported);
  EXPECT_EQ(failure("").kind(), ErrorKind::corrupt_data);
  EXPECT_EQ(failure("PK\x03\x04 and nothing more").kind(), ErrorKind::corrupt_data);
  EXPECT_EQ(failure("lyrics\nthis is no archive\n").kind(), ErrorKind::corrupt_data);
}

TEST_F(Zip, ADamagedArchiveIsNoticed) {
  std::string archive = stored_zip({{"data.csv", "words that are checked"}});
  archive[archive.find("words")] = 'W';
  EXPECT_EQ(failure(archive).kind(), ErrorKind::corrupt_data);
  for (std::size_t bytes = 0; bytes < kDeflated.size(); ++bytes)
    EXPECT_EQ(failure(kDeflated.substr(0, bytes)).kind(), ErrorKind::corrupt_data) << bytes;
}

TEST_F(Zip, IsKnownByItsBeginning) {
  EXPECT_TRUE(is_zip(folder_.write("x", kDeflated)));
  EXPECT_FALSE(is_zip(folder_.write("x", "PK")));
  EXPECT_FALSE(is_zip(folder_.write("x", "")));
  EXPECT_EQ(error_of([&] { (void)is_zip(folder_.path() / "none"); }).kind(), ErrorKind::not_found);
}

}  // namespace
}  // namespace leitmotif::corpus
