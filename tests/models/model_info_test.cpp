#include "leitmotif/models/model_tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "leitmotif/core/json.hpp"
#include "support/small_model.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::models {
namespace {

TEST(ModelInfo, HasTheWholeCardAndTheFilesOwnFacts) {
  const testing::TemporaryFolder folder;
  const ModelFile file = ModelFile::load(testing::write_small_model(folder.path() / "model"));
  const Json json = Json::parse(model_info_table().text(model_info(file)));
  EXPECT_EQ(json["id"], file.id());
  EXPECT_EQ(json["bytes"], std::filesystem::file_size(folder.path() / "model"));
  EXPECT_EQ(json["format_version"], "1");
  const Json card = parse_json(file.text("card"), "card");
  for (const auto& entry : card.items()) EXPECT_EQ(json[entry.key], entry.value) << entry.key;
  ASSERT_EQ(json["tensors"].size(), 8U);
  EXPECT_EQ(json["tensors"][0], Json({{"name", "idf"}, {"shape", {8}}}));
  EXPECT_EQ(json["tensors"][2], Json({{"name", "layer1.weight"}, {"shape", {8, 8}}}));
}

}  // namespace
}  // namespace leitmotif::models
