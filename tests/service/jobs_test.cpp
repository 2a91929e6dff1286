// Jobs: one after the other, cancelled, remembered.
#include "leitmotif/service/jobs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "support/expect_error.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::service {
namespace {

using leitmotif::testing::error_of;

/// Waits, by asking, until a job is over.
Job finished(const Jobs& jobs, std::int64_t id) {
  while (!is_over(jobs.find(id)->state)) std::this_thread::yield();
  return *jobs.find(id);
}

/// Runs until it is told to stop.
std::string endless(const Job&, const OnProgress& progress) {
  for (std::size_t i = 0;; ++i) progress({"counting", i, 0});
}

TEST(Jobs, GiveResultsAndErrors) {
  const leitmotif::testing::TemporaryFolder folder;
  Jobs jobs(folder.path() / "jobs.json", [](const Job& job, const OnProgress& progress) -> std::string {
    progress({"working", 1, 2});
    if (job.kind == "bad") throw Error(ErrorKind::not_found, "there is no such file");
    return R"({"read":7})";
  });
  const Job good = finished(jobs, jobs.submit("good", "{}").id);
  EXPECT_EQ(good.state, JobState::done);
  EXPECT_EQ(good.result, R"({"read":7})");
  EXPECT_EQ(good.what, "working");
  EXPECT_EQ(good.total, 2U);
  EXPECT_GT(good.ended, 0);
  const Job bad = finished(jobs, jobs.submit("bad", R"({"path":"/x"})").id);
  EXPECT_EQ(bad.state, JobState::failed);
  EXPECT_EQ(bad.error, "there is no such file");
  EXPECT_EQ(bad.error_kind, "not_found");
  EXPECT_EQ(jobs.list().front().id, bad.id);
  EXPECT_FALSE(jobs.find(99));
}

TEST(Jobs, CanBeCancelledWhileTheyRunAndWhileTheyWait) {
  const leitmotif::testing::TemporaryFolder folder;
  Jobs jobs(folder.path() / "jobs.json", endless);
  const std::int64_t first = jobs.submit("endless", "{}").id;
  const std::int64_t second = jobs.submit("endless", "{}").id;
  EXPECT_TRUE(jobs.cancel(second));
  EXPECT_EQ(jobs.find(second)->state, JobState::cancelled);
  while (jobs.find(first)->done == 0) std::this_thread::yield();
  EXPECT_TRUE(jobs.cancel(first));
  EXPECT_EQ(finished(jobs, first).state, JobState::cancelled);
  EXPECT_FALSE(jobs.cancel(99));
}

TEST(Jobs, AreRememberedAndInterruptedByAStop) {
  const leitmotif::testing::TemporaryFolder folder;
  const auto file = folder.path() / "jobs.json";
  {
    Jobs jobs(file, endless);
    const std::int64_t id = jobs.submit("import", R"({"path":"/a\"b"})").id;
    while (jobs.find(id)->done == 0) std::this_thread::yield();
    jobs.submit("import", "{}");
  }
  Jobs again(file, endless);
  const std::vector<Job> list = again.list();
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(list[0].state, JobState::interrupted);
  EXPECT_EQ(list[1].state, JobState::interrupted);
  EXPECT_EQ(list[1].wish, R"({"path":"/a\"b"})");
  EXPECT_EQ(again.submit("import", "{}").id, 3);
}

TEST(Jobs, HaveLimitsAndRefuseAForeignFile) {
  const leitmotif::testing::TemporaryFolder folder;
  Jobs jobs(folder.path() / "jobs.json", endless);
  EXPECT_EQ(error_of([&] {
              for (std::size_t i = 0; i < kMostWaiting + 2; ++i) jobs.submit("endless", "{}");
            }).kind(),
            ErrorKind::resource_limit);
  for (const char* text : {"[]", "{", R"({"jobs":[{"id":1}]})", R"({"jobs":[{"id":"x"}]})"})
    EXPECT_EQ(error_of([&] { Jobs bad(folder.write("bad.json", text), endless); }).kind(), ErrorKind::corrupt_data)
        << text;
}

}  // namespace
}  // namespace leitmotif::service
