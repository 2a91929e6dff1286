#include "leitmotif/features/labels.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "leitmotif/core/error.hpp"
#include "support/matchers.hpp"

namespace leitmotif::features {
namespace {

std::vector<LabelledSong> rows_of(std::initializer_list<const char*> topics) {
  std::vector<LabelledSong> rows;
  for (const char* topic : topics) {
    rows.emplace_back();
    rows.back().labels.topic = topic;
    rows.back().line = rows.size() + 1;
  }
  return rows;
}

template <class Call>
std::string message_of(ErrorKind kind, Call call) {
  try {
    call();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), kind) << error.what();
    return error.what();
  }
  return "no error";
}

TEST(ClassLabels, AreSortedAndDistinct) {
  const ClassLabels labels = class_labels(rows_of({"sadness", "music", "sadness", "feelings"}));
  EXPECT_THAT(labels.names, ElementsAre("feelings", "music", "sadness"));
  EXPECT_THAT(labels.index, ElementsAre(2, 1, 2, 0));
}

TEST(ClassLabels, OneTopicIsOneClass) {
  const ClassLabels labels = class_labels(rows_of({"music", "music"}));
  EXPECT_THAT(labels.names, ElementsAre("music"));
  EXPECT_THAT(labels.index, ElementsAre(0, 0));
}

TEST(ClassLabels, NameTheFirstRowWithoutTopic) {
  EXPECT_THAT(message_of(ErrorKind::corrupt_data,
                         [] {
                           (void)class_labels(rows_of({"music", "", "sadness", ""}));
                         }),
              HasSubstr("line 3: the topic is missing"));
  auto rows = rows_of({"", "music"});
  rows[0].line = 0;
  EXPECT_THAT(message_of(ErrorKind::corrupt_data, [&] { (void)class_labels(rows); }), HasSubstr("row 1: "));
}

TEST(ClassLabels, SayWhenNoRowHasATopic) {
  EXPECT_THAT(message_of(ErrorKind::corrupt_data,
                         [] {
                           (void)class_labels(rows_of({"", ""}));
                         }),
              HasSubstr("none of the 2 rows"));
  EXPECT_THAT(message_of(ErrorKind::corrupt_data, [] { (void)class_labels({}); }), HasSubstr("no rows"));
}

TEST(ClassLabels, RefuseMoreThanAThousandTopics) {
  std::vector<LabelledSong> rows(kMaxClasses + 1);
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].labels.topic = std::to_string(i);
  EXPECT_THAT(message_of(ErrorKind::resource_limit, [&] { (void)class_labels(rows); }), HasSubstr("more than 1000"));
  rows.pop_back();
  EXPECT_EQ(class_labels(rows).names.size(), kMaxClasses);
}

TEST(ClassIndices, FollowTheGivenNames) {
  const std::vector<std::string> names = {"feelings", "music", "sadness"};
  EXPECT_THAT(class_indices(rows_of({"sadness", "music"}), names), ElementsAre(2, 1));
}

TEST(ClassIndices, NameTheRowWhoseTopicIsUnknown) {
  const std::vector<std::string> names = {"music", "sadness"};
  EXPECT_THAT(message_of(ErrorKind::corrupt_data,
                         [&] {
                           (void)class_indices(rows_of({"music", "polka"}), names);
                         }),
              AllOf(HasSubstr("line 3"), HasSubstr("'polka'"), HasSubstr("music, sadness")));
}

}  // namespace
}  // namespace leitmotif::features
