// Model files that are not whole, not ours, or changed: every command that needs a model refuses them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/stranger.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/models/model_file.hpp"
#include "leitmotif/reading/reader.hpp"
#include "support/expect_error.hpp"
#include "support/places.hpp"
#include "support/small_model.hpp"

namespace leitmotif::testing {
namespace {

using Words = std::vector<std::string>;

std::filesystem::path shipped_model() { return source_folder() / "data" / "models" / "topics.safetensors"; }

class BadModel : public Stranger {
 protected:
  void expect_bad(const std::string& bytes, int status, const std::string& says) const {
    const std::string model = file("bad.safetensors", bytes);
    expect_refused(run({"recommend", "--topic", "sadness", "--model", model}), status, says);
    EXPECT_FALSE(std::filesystem::exists(folder_.path() / "home"));
  }
};

TEST_F(BadModel, IsRefusedByEveryCommandThatNeedsOne) {
  const std::string model = file("bad.safetensors", "not a model at all, only a text\n");
  const std::string csv = file("a.csv", "lyrics,topic\ntears,sadness\n");
  for (const Words& words : {Words{"recommend", "--topic", "sadness"}, Words{"classify", csv}, Words{"import", csv},
                             Words{"import", "--songbook"}, Words{"songs"}, Words{"evaluate", csv}}) {
    for (const auto& [named, status] : {std::pair{model, 4}, {path("missing"), 3}, {folder_.path().string(), 6}}) {
      Words command = words;
      command.insert(command.end(), {"--model", named});
      const ProgramResult result = run(command);
      expect_refused(result, status, named);
      EXPECT_EQ(result.out, "");
    }
  }
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "home"));
}

TEST_F(BadModel, CutShort) {
  const std::string whole = read_file(shipped_model(), 1U << 30U);
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{7}, std::size_t{8}, std::size_t{100}, whole.size() / 2, whole.size() - 1})
    expect_bad(whole.substr(0, size), 4, "bad.safetensors");
  expect_bad(whole + "x", 4, "bad.safetensors");
}

TEST_F(BadModel, OfAnotherProgram) {
  const std::string header = R"({"weight":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})";
  std::string bytes(8, '\0');
  bytes[0] = static_cast<char>(header.size());
  expect_bad(bytes + header + std::string(4, '\0'), 4, "bad.safetensors");
  const std::string named = R"({"__metadata__":{"format":"pt"}})";
  bytes[0] = static_cast<char>(named.size());
  expect_bad(bytes + named, 4, "another program");
}

TEST_F(BadModel, OfAKindFromTheFuture) {
  const models::ModelFile small = models::ModelFile::load(write_small_model(path("small")));
  std::map<std::string, std::string> texts = small.texts();
  const std::size_t at = texts["card"].find("\"ffnn\"");
  ASSERT_NE(at, std::string::npos);
  texts["card"].replace(at, 6, "\"haiku\"");
  models::write_model_file(path("future"), texts, {});
  expect_bad(read_file(path("future"), 1U << 20U), 7, "haiku");
}

TEST_F(BadModel, WithAnyByteChanged) {
  std::string bytes = read_file(write_small_model(path("small")), 1U << 20U);
  for (std::size_t i = 0; i < bytes.size(); i += 7) {
    bytes[i] = static_cast<char>(bytes[i] ^ 0x20);
    const std::string changed = file("changed", bytes);
    const Error error = error_of([&] { (void)models::load_classifier(changed); });
    EXPECT_TRUE(error.kind() == ErrorKind::corrupt_data || error.kind() == ErrorKind::resource_limit) << i;
    bytes[i] = static_cast<char>(bytes[i] ^ 0x20);
  }
}

TEST_F(BadModel, TheShippedOneWithAByteChanged) {
  std::string bytes = read_file(shipped_model(), 1U << 30U);
  // Every 997th byte, or in a large file as many of these as can be tried in some seconds.
  const std::size_t step = 997 * std::max<std::size_t>(1, bytes.size() / 997 / 100);
  for (std::size_t i = 0; i < bytes.size(); i += step) {
    bytes[i] = static_cast<char>(bytes[i] ^ 1);
    const std::string changed = file("changed", bytes);
    EXPECT_EQ(error_of([&] { (void)models::load_classifier(changed); }).kind(), ErrorKind::corrupt_data) << i;
    if (i % (step * 20) == 0) expect_bad(bytes, 4, "bad.safetensors");
    bytes[i] = static_cast<char>(bytes[i] ^ 1);
  }
}

TEST_F(BadModel, WhoseSampleLinesComeOutOtherwise) {
  const models::ModelFile small = models::ModelFile::load(write_small_model(path("small")));
  std::map<std::string, std::string> texts = small.texts();
  const std::string sample = "\"tokens\":\"nothing known here\"";
  const std::size_t at = texts["card"].find(sample);
  ASSERT_NE(at, std::string::npos);
  texts["card"].replace(at, sample.size(), "\"tokens\":\"nothing known there\"");
  std::map<std::string, models::TensorView> tensors;
  for (const std::string name : {"layer1.weight", "layer1.bias", "layer2.weight", "layer2.bias", "layer3.weight",
                                 "layer3.bias", "idf", "temperature"})
    tensors[name] = {small.shape(name), small.tensor(name, small.shape(name))};
  models::write_model_file(path("other"), texts, tensors);
  expect_bad(read_file(path("other"), 1U << 20U), 4, "sample line");
}

}  // namespace
}  // namespace leitmotif::testing
