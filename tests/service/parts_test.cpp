// A service in parts, each a process of its own: every answer is the one process's to the byte, and a part that gives
// nothing is said in one line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <memory>
#include <random>
#include <regex>

#include "leitmotif/core/json.hpp"
#include "support/background_program.hpp"
#include "support/http_client.hpp"
#include "support/postgres_server.hpp"
#include "support/program.hpp"
#include "support/running_service.hpp"
#include "support/small_model.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::size_t kParts = 4;
constexpr std::size_t kSongs = 3000;

/// An answer without what says how long it took.
std::string without_times(const std::string& answer) {
  static const std::regex number("\"milliseconds\":[^,}]*");
  return std::regex_replace(answer, number, "");
}

/// Songs of every topic, many by the same artists, some without lyrics or sound; editions of others among them.
std::string table_of_songs() {
  std::mt19937 random(7);
  std::string text =
      "artist_name,track_name,release_date,genre,lyrics,danceability,loudness,acousticness,instrumentalness,valence,"
      "energy\n";
  constexpr std::array kGenres = {"rock", "pop", "jazz"};
  for (std::size_t i = 0; i < kSongs; ++i) {
    const std::size_t artist = random() % 3 == 0 ? random() % 4 : random() % 400;
    text += "Artist " + std::to_string(artist) + ",Song " + std::to_string(i % 2900) + (i >= 2900 ? " (Live)," : ",") +
            std::to_string(1950 + random() % 70) + "," + kGenres[random() % 3] + ",";
    const std::size_t words = i % 50 == 9 ? 1 : 4 + random() % 9;
    for (std::size_t word = 0; word < words; ++word)
      text += std::string(kSmallWords[random() % kSmallWords.size()]) + " ";
    if (i % 40 == 3) text += "curse shit";
    for (int feature = 0; feature < 6; ++feature)
      text += i % 13 == 5 ? "," : ",0." + std::to_string(100 + random() % 900);
    text += "\n";
  }
  return text;
}

/// Questions of all ways, alone and together.
class Questions {
 public:
  Json next() {
    Json question = Json::object();
    const std::size_t way = count_++ % 12;
    add_way(question, way);
    if (happens(3) && way != 6) add_way(question, random_() % 5);
    if (happens(3)) question["artist_cap"] = random_() % 4;
    if (happens(3)) question["variety"] = static_cast<double>(random_() % 10) / 10;
    if (happens(3)) question["random"] = true;
    if (happens(4)) question["genre"] = happens(2) ? "rock" : "jazz";
    if (happens(4)) question["years"] = "1960-1995";
    if (happens(8)) question["artist"] = "Artist 1";
    if (happens(5)) question["explicit"] = "avoid";
    if (happens(9)) question["fresh"] = true;
    if (happens(9)) question["instrumental"] = "avoid";
    question["seed"] = random_() % 1000;
    question["n"] = way == 6 ? 2 + random_() % 12 : happens(12) ? 400 : 1 + random_() % 30;
    return question;
  }

 private:
  [[nodiscard]] bool happens(std::size_t once_in) { return random_() % once_in == 0; }
  [[nodiscard]] std::string song() { return std::to_string(1 + random_() % kSongs); }
  void add_way(Json& question, std::size_t way) {
    constexpr std::array kTopics = {"sadness", "music", "romantic", "violence"};
    constexpr std::array kWishes = {"love", "sad", "party", "calm"};
    if (way == 0) question["topic"] = kTopics[random_() % 4];
    if (way == 1) question["mix"] = "sadness=0." + std::to_string(1 + random_() % 9) + ",romantic=1";
    if (way == 2) question["mood"] = happens(2) ? "calm" : "0.7,0.81";
    if (way == 3) question["like"] = Json::array({song(), song()});
    if (way == 4) question["about"] = kWishes[random_() % 4];
    if (way == 5) question["text"] = "a kiss and tears at night " + std::to_string(random_() % 9);
    if (way == 6) question["from"] = song(), question["to"] = song();
    if (way == 7) question["like"] = song(), question["unlike"] = song();
    if (way == 8) question["from_list"] = Json::array({song(), song(), song()});
    if (way == 9) question["for"] = "me";
    if (way == 11) question["ask"] = std::string(kWishes[random_() % 4]) + " songs about tears from the 80s";
    if (way == 10) question["topic"] = kTopics[random_() % 4], question["like"] = song();
  }

  std::mt19937 random_{11};
  std::size_t count_ = 0;
};

/// A library, one process with it, and a front with its parts.
class InParts : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<TemporaryFolder>();
    write_small_model(folder_->path() / "model");
    program({"import", folder_->write("songs.csv", table_of_songs()), "--library", library(), "--model", model()});
    whole_ = serve(library(), {});
    for (const char* song : {"3", "40", "77"})
      EXPECT_EQ(
          ask(whole_->port(), "POST", "/api/v1/listeners/me/hearts", R"({"song":)" + std::string(song) + "}").status,
          201)
          << song;
    // Reading the songs for wishes writes to the library, so the parts would have to read it again.
    EXPECT_EQ(asked(*whole_, {{"about", "love"}}).status, 200);
    for (std::size_t part = 1; part <= kParts; ++part)
      parts_.push_back(serve(library(), {"--part", std::to_string(part) + "/" + std::to_string(kParts)}));
  }
  static void TearDownTestSuite() {
    parts_.clear();
    whole_.reset();
    folder_.reset();
  }
  static std::string library() { return (folder_->path() / "library.db").string(); }
  static std::string model() { return (folder_->path() / "model").string(); }
  static void program(const std::vector<std::string>& words) {
    const ProgramResult result = run_program(words);
    ASSERT_EQ(result.status, 0) << result.err;
  }
  static std::unique_ptr<RunningService> serve(const std::string& library, std::vector<std::string> words) {
    words.insert(words.end(), {"--library", library, "--model", model(), "--quiet"});
    return std::make_unique<RunningService>(words);
  }
  static std::string address(const RunningService& service) {
    return "http://127.0.0.1:" + std::to_string(service.port());
  }
  static std::string addresses(const std::vector<const RunningService*>& services) {
    std::string list;
    for (const RunningService* service : services) list += (list.empty() ? "" : ",") + address(*service);
    return list;
  }
  static std::string all_addresses() {
    std::vector<const RunningService*> services;
    for (const auto& part : parts_) services.push_back(part.get());
    std::ranges::reverse(services);
    return addresses(services);
  }
  static HttpAnswer asked(const RunningService& service, const Json& question) {
    return ask(service.port(), "POST", "/api/v1/recommend", question.dump());
  }
  static std::string message_in(const HttpAnswer& answer) {
    return Json::accept(answer.body) ? Json::parse(answer.body)["error"]["message"].text() : answer.body;
  }

  static std::unique_ptr<TemporaryFolder> folder_;
  static std::unique_ptr<RunningService> whole_;
  static std::vector<std::unique_ptr<RunningService>> parts_;
};
std::unique_ptr<TemporaryFolder> InParts::folder_;
std::unique_ptr<RunningService> InParts::whole_;
std::vector<std::unique_ptr<RunningService>> InParts::parts_;

TEST_F(InParts, EveryAnswerIsThatOfOneProcessToTheByte) {
  const auto front = serve(library(), {"--parts", all_addresses()});
  Questions questions;
  std::size_t answered = 0;
  for (int i = 0; i < 400; ++i) {
    const Json question = questions.next();
    const HttpAnswer one = asked(*whole_, question);
    const HttpAnswer many = asked(*front, question);
    ASSERT_EQ(many.status, one.status) << question.dump() << many.body;
    if (one.status != 200) continue;
    ++answered;
    ASSERT_EQ(without_times(many.body), without_times(one.body)) << question.dump();
  }
  EXPECT_GT(answered, 300U);
}

TEST_F(InParts, ALibraryOnAServerAnswersTheSameInParts) {
  if (!PostgresServer::can_run()) GTEST_SKIP() << "there is no initdb of PostgreSQL; ./dev setup-servers installs one";
  const std::string place = PostgresServer::shared().fresh_database();
  program({"library", "copy", library(), place});
  std::vector<std::unique_ptr<RunningService>> parts;
  for (const char* part : {"1/2", "2/2"}) parts.push_back(serve(place, {"--part", part}));
  const auto front = serve(place, {"--parts", addresses({parts[0].get(), parts[1].get()})});
  Questions questions;
  for (int i = 0; i < 60; ++i) {
    const Json question = questions.next();
    const HttpAnswer one = asked(*whole_, question);
    const HttpAnswer many = asked(*front, question);
    ASSERT_EQ(many.status, one.status) << question.dump() << many.body;
    if (one.status != 200) continue;
    ASSERT_EQ(without_times(many.body), without_times(one.body)) << question.dump();
  }
}

TEST_F(InParts, APartThatIsGoneIsSaidOrLeftOutWhenThatIsEnough) {
  auto last = serve(library(), {"--part", "4/4"});
  const std::string gone = address(*last);
  const auto front =
      serve(library(), {"--parts", addresses({parts_[0].get(), parts_[1].get(), parts_[2].get(), last.get()})});
  const Json question = {{"mood", "calm"}, {"n", 20}};
  EXPECT_EQ(asked(*front, question).status, 200);
  last->stop();
  const HttpAnswer refused = asked(*front, question);
  EXPECT_EQ(refused.status, 503);
  EXPECT_THAT(message_in(refused), HasSubstr(gone));
  EXPECT_THAT(message_in(refused), Not(HasSubstr("\n")));
  Json enough = question;
  enough["partial"] = true;
  const HttpAnswer partial = asked(*front, enough);
  ASSERT_EQ(partial.status, 200) << partial.body;
  const Json answer = Json::parse(partial.body);
  EXPECT_EQ(answer["missing_parts"].dump(), "[4]");
  EXPECT_EQ(answer["songs"].size(), 20U);
  for (const Json& song : answer["songs"]) EXPECT_LE(song["id"].get<int>(), static_cast<int>(kSongs * 3 / 4));
  // A topic alone is answered by the front, which knows the order of all songs; so is what is worked out over all of
  // them.
  for (const Json& alone : {Json{{"topic", "music"}}, Json{{"about", "love"}}, Json{{"text", "a kiss"}},
                            Json{{"for", "me"}}, Json{{"from_list", {"3"}}}, Json{{"ask", "sad songs"}}})
    EXPECT_EQ(asked(*front, alone).status, 200) << alone.dump();
}

/// HAProxy before two processes that look through the same share, as docs/many-machines.md sets it up.
std::string balancer_of_two(std::uint16_t port, const std::string& first, const std::string& second) {
  return "global\n  maxconn 100\n"
         "defaults\n  mode http\n  timeout connect 500ms\n  timeout client 60s\n  timeout server 60s\n"
         "  retries 3\n  retry-on conn-failure empty-response\n  option redispatch 1\n"
         "listen part4\n  bind 127.0.0.1:" +
         std::to_string(port) +
         "\n  option httpchk GET /readyz\n"
         "  default-server check inter 500ms fall 1 rise 1 observe layer4 error-limit 1 on-error mark-down\n"
         "  server part4 " +
         first.substr(first.rfind('/') + 1) + "\n  server part4b " + second.substr(second.rfind('/') + 1) + " backup\n";
}

TEST_F(InParts, AReplicaAnswersForAPartThatWasKilledAndWithoutOneThatIsSaid) {
  const std::filesystem::path haproxy = installed("haproxy");
  if (haproxy.empty()) GTEST_SKIP() << "there is no haproxy; ./dev setup-servers installs it";
  const auto first = serve(library(), {"--part", "4/4"});
  const auto second = serve(library(), {"--part", "4/4"});
  const std::uint16_t port = free_port();
  const std::filesystem::path setup =
      folder_->write("haproxy.cfg", balancer_of_two(port, address(*first), address(*second)));
  const BackgroundProgram balancer({haproxy.string(), "-db", "-f", setup.string()}, folder_->path());
  ASSERT_TRUE(listens(port));
  const std::string shared = "http://127.0.0.1:" + std::to_string(port);
  const auto front =
      serve(library(), {"--parts", addresses({parts_[0].get(), parts_[1].get(), parts_[2].get()}) + "," + shared});
  const auto is_whole = [&](const Json& question) {
    const HttpAnswer many = asked(*front, question);
    EXPECT_EQ(many.status, 200) << many.body;
    EXPECT_EQ(without_times(many.body), without_times(asked(*whole_, question).body));
  };
  const Json question = {{"mood", "calm"}, {"n", 20}};
  is_whole(question);
  ::kill(first->id(), SIGKILL);
  for (int song = 1; song <= 10; ++song) is_whole({{"like", std::to_string(song)}, {"n", 20}});
  ::kill(second->id(), SIGKILL);
  const HttpAnswer refused = asked(*front, question);
  EXPECT_EQ(refused.status, 503);
  EXPECT_THAT(message_in(refused), HasSubstr(shared));
  EXPECT_THAT(message_in(refused), Not(HasSubstr("\n")));
}

TEST_F(InParts, APartIsNotAskedForWhatIsWorkedOutOverAllSongs) {
  const Json question = {{"question", {{"about", "love"}}}, {"most", 3}, {"state", Json::object()}};
  const HttpAnswer answer = ask(parts_[0]->port(), "POST", "/api/v1/parts/scan", question.dump());
  EXPECT_EQ(answer.status, 422) << answer.body;
  EXPECT_THAT(message_in(answer), HasSubstr("ask the service itself"));
}

TEST_F(InParts, TwoPartsOfOneNumberAndPartsOfOtherSharesAreSaid) {
  const Json question = {{"mood", "calm"}};
  const auto again = serve(library(), {"--part", "2/4"});
  const auto twice =
      serve(library(), {"--parts", addresses({parts_[0].get(), parts_[1].get(), again.get(), parts_[3].get()})});
  HttpAnswer answer = asked(*twice, question);
  EXPECT_EQ(answer.status, 503);
  EXPECT_THAT(message_in(answer), HasSubstr("are both part 2/4"));
  const auto few = serve(library(), {"--parts", addresses({parts_[0].get(), parts_[1].get()})});
  answer = asked(*few, question);
  EXPECT_EQ(answer.status, 503);
  EXPECT_THAT(message_in(answer), HasSubstr("is part 1/4, but 2 parts are asked"));
}

TEST_F(InParts, APartWithOtherSongsOrAnotherModelIsSaid) {
  const Json question = {{"mood", "calm"}};
  const std::string other = (folder_->path() / "other.db").string();
  program({"import", folder_->write("few.csv", table_of_songs().substr(0, 20'000)), "--library", other, "--model",
           model()});
  const auto stranger = serve(other, {"--part", "1/1"});
  const auto front = serve(library(), {"--parts", address(*stranger)});
  HttpAnswer answer = asked(*front, question);
  EXPECT_EQ(answer.status, 503);
  EXPECT_THAT(message_in(answer), HasSubstr("part 1/1 has another state of the songs"));
}

TEST_F(InParts, WhatIsWrittenIsInTheNextAnswer) {
  const auto front = serve(library(), {"--parts", all_addresses()});
  const Json question = {{"mood", "calm"}, {"n", 3}, {"artist_cap", 0}};
  const Json before = Json::parse(asked(*front, question).body);
  const std::string first = before["songs"][0]["id"].dump();
  EXPECT_EQ(ask(front->port(), "POST", "/api/v1/blocks", R"({"song":)" + first + "}").status, 201);
  const HttpAnswer after = asked(*front, question);
  ASSERT_EQ(after.status, 200) << after.body;
  EXPECT_EQ(Json::parse(after.body)["songs"][0]["id"].dump(), before["songs"][1]["id"].dump());
  EXPECT_EQ(ask(front->port(), "DELETE", "/api/v1/blocks", R"({"song":)" + first + "}").status, 200);
}

TEST_F(InParts, AddressesThatAreNoneAreRefusedAtTheStart) {
  for (const char* wrong : {"127.0.0.1:80", "http://a,http://a/"}) {
    const ProgramResult result = run_program({"serve", "--port", "0", "--library", library(), "--parts", wrong});
    EXPECT_EQ(result.status, 2) << wrong;
    EXPECT_THAT(result.err, HasSubstr("parts:"));
  }
}

}  // namespace
}  // namespace leitmotif::testing
