#include "leitmotif/core/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace leitmotif {
namespace {

namespace fs = std::filesystem;

TEST(TemporaryFolder, GoesWithItsOwner) {
  fs::path path;
  {
    const TemporaryFolder folder;
    path = folder.path();
    EXPECT_TRUE(fs::is_directory(path));
  }
  EXPECT_FALSE(fs::exists(path));
}

}  // namespace
}  // namespace leitmotif
