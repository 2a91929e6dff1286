// Who may ask: whoever the music server lets in.
#include "leitmotif/servers/callers.hpp"

#include <gtest/gtest.h>

#include "leitmotif/core/digest.hpp"
#include "leitmotif/core/error.hpp"
#include "support/music_server.hpp"

namespace leitmotif::servers {
namespace {

using leitmotif::testing::MusicServer;

/// Hands what is asked to a server that others look at too.
class Through final : public Transport {
 public:
  explicit Through(MusicServer& server) : server_(server) {}
  HttpAnswer send(const Ask& ask) override { return server_.send(ask); }

 private:
  MusicServer& server_;
};

class Silent final : public Transport {
 public:
  HttpAnswer send(const Ask&) override { throw Error(ErrorKind::io, "10.0.0.1: not a byte for 30 s"); }
};

TEST(Callers, TheServersPingDecidesAndCountsForAMinute) {
  MusicServer server;
  Callers::Clock::time_point now{};
  Callers callers(
      {"home", "http://127.0.0.1", "", "", SignIn::token, true}, [&] { return std::make_unique<Through>(server); },
      [&] { return now; });
  const Parameters ann = {{"u", "ann"}, {"t", md5_hex(server.secret + "salt12")}, {"s", "salt12"}, {"id", "7"}};
  EXPECT_FALSE(callers.refusal(ann));
  EXPECT_FALSE(callers.refusal(ann));
  EXPECT_EQ(server.methods.size(), 1U);
  now += std::chrono::seconds(61);
  EXPECT_FALSE(callers.refusal(ann));
  EXPECT_EQ(server.methods.size(), 2U);
  // A refusal is asked again, and another salt is another question.
  Parameters wrong = ann;
  wrong[1].second = md5_hex("guess");
  EXPECT_EQ(callers.refusal(wrong)->code, 40);
  EXPECT_EQ(callers.refusal(wrong)->code, 40);
  EXPECT_EQ(server.methods.size(), 4U);
  EXPECT_EQ(callers.refusal({{"id", "7"}})->code, 10);
  EXPECT_EQ(server.methods.size(), 4U);
}

TEST(Callers, AServerThatCannotBeAskedLetsNobodyIn) {
  Callers callers({"home", "http://10.0.0.1", "", "", SignIn::token, true}, [] { return std::make_unique<Silent>(); });
  const auto refused = callers.refusal({{"u", "ann"}, {"p", "x"}});
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->code, 0);
  EXPECT_NE(refused->message.find("30 s"), std::string::npos);
}

}  // namespace
}  // namespace leitmotif::servers
