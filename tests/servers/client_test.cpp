// The client against a server in memory, and over loopback against one that misbehaves.
#include "leitmotif/servers/client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "leitmotif/core/error.hpp"
#include "leitmotif/core/files.hpp"
#include "leitmotif/servers/account_file.hpp"
#include "support/expect_error.hpp"
#include "support/http_server.hpp"
#include "support/matchers.hpp"
#include "support/music_server.hpp"
#include "support/temporary_folder.hpp"

namespace leitmotif::servers {
namespace {

using namespace leitmotif::testing;
using leitmotif::testing::TemporaryFolder;  // the project has one of its own

Account account_on(const MusicServer& server, const std::string& url = "http://127.0.0.1:4533") {
  return {"home", url, server.user, server.secret, SignIn::token, true, false};
}

TEST(Client, FindsEveryWayToSignIn) {
  for (const SignIn way : {SignIn::api_key, SignIn::token, SignIn::password})
    for (const bool posts : {true, false}) {
      MusicServer server;
      server.ways = {way};
      server.takes_posts = posts;
      Account account = account_on(server);
      if (way == SignIn::api_key) account.user.clear();
      Client client(account, server);
      client.find_sign_in();
      EXPECT_EQ(client.account().sign_in, way) << posts;
      EXPECT_EQ(client.account().posts, posts) << name_of(way);
      EXPECT_NO_THROW(client.ask("ping"));
    }
}

TEST(Client, SaysWhyItIsNotLetIn) {
  MusicServer server;
  Account account = account_on(server);
  account.secret = "wrong one";
  Client client(account, server);
  const Error error = error_of([&] { client.find_sign_in(); });
  EXPECT_EQ(error.kind(), ErrorKind::invalid_argument);
  EXPECT_THAT(error.what(), HasSubstr("home (ping) does not know this user and password"));
  EXPECT_THAT(error.what(), Not(HasSubstr("wrong one")));
  EXPECT_EQ(server.methods.size(), 1U);  // a wrong password is not tried again in other ways
}

TEST(Client, ListsEverySongOnceWhateverPagesTheServerGives) {
  MusicServer server;
  for (int i = 0; i < 1201; ++i) server.songs.push_back({std::to_string(i), "A", "T" + std::to_string(i)});
  for (const std::size_t page : {500U, 100U, 1201U}) {
    server.most_songs = page;
    Client client(account_on(server), server);
    std::vector<std::string> ids;
    client.for_each_song([&](const FoundEntry& found) { ids.push_back(found.entry.id); });
    EXPECT_EQ(ids.size(), 1201U) << page;
    EXPECT_LE(client.requests(), 1201 / page + 2) << page;
  }
}

TEST(Client, TakesNoOtherSongsLyric) {
  MusicServer server;
  server.songs = {{"1", "The Wrens", "Rainy Love", "rain and love"}, {"2", "The Wrens", "Love", ""}};
  Client client(account_on(server), server);
  const RemoteEntry love{{.artist = "The Wrens", .title = "Love"}, "2"};
  EXPECT_EQ(client.lyric(love), "");
  server.songs[1].lyric = "love alone";
  std::swap(server.songs[0], server.songs[1]);
  EXPECT_EQ(client.lyric(love), "love alone");
  server.extensions = {"songLyrics"};
  Client by_id(account_on(server), server);
  std::swap(server.songs[0], server.songs[1]);
  EXPECT_EQ(by_id.lyric(love), "love alone");
  EXPECT_EQ(by_id.lyric({{.artist = "x", .title = "y"}, "gone"}), "");
}

TEST(Client, WritesLongListsInPiecesAndInOrder) {
  for (const bool posts : {true, false}) {
    MusicServer server;
    server.says_made_list = false;
    server.takes_posts = posts;
    Account account = account_on(server);
    account.posts = posts;
    Client client(account, server);
    std::vector<std::string> songs;
    for (int i = 0; i < 3000; ++i) songs.push_back("0a0b0c0d-0000-4111-8222-" + std::to_string(100000000000 + i));
    const std::string id = client.make_list("Leitmotif: long", songs, client.lists());
    client.fill_list(id, songs);
    EXPECT_EQ(client.songs_of_list(id), songs);
    EXPECT_LE(server.longest_line, kMostLineBytes);
    EXPECT_EQ(server.lists.size(), 1U);
  }
}

/// What asking such a server throws, with short waits.
Error error_from(const std::function<HttpResponse(const HttpRequest&)>& answer) {
  HttpServer server(answer);
  const auto way = http_transport({std::chrono::milliseconds(2000), std::chrono::milliseconds(50), 1U << 20U});
  Client client({"home", server.url(""), "ann", "open sesame", SignIn::token, true, false}, *way);
  return error_of([&] { client.ask("ping"); });
}

TEST(Client, SaysInOneLineWhatHappenedOnTheWay) {
  const std::string good = R"({"subsonic-response":{"status":"ok"}})";
  struct Case {
    HttpResponse response;
    ErrorKind kind;
    std::string words;
  };
  const std::vector<Case> cases = {
      {{200, {{"Content-Type", "text/html"}}, "<html>hello</html>"}, ErrorKind::corrupt_data, "a web page"},
      {{301, {{"Location", "https://elsewhere.example/rest/ping?p=enc:00"}}, ""}, ErrorKind::io, "elsewhere.example"},
      {{404, {}, "no"}, ErrorKind::not_found, "no OpenSubsonic interface"},
      {{503, {}, "no"}, ErrorKind::io, "HTTP 503"},
      {{200, {}, good, 10}, ErrorKind::io, "cut"},
      {{200, {}, good, 10, true}, ErrorKind::io, "not a byte for 0"},
      {{200, {}, std::string(2U << 20U, 'x')}, ErrorKind::resource_limit, "more than 1 MiB"}};
  for (const Case& one : cases) {
    const Error error = error_from([&](const HttpRequest&) { return one.response; });
    EXPECT_EQ(error.kind(), one.kind) << error.what();
    EXPECT_THAT(error.what(), HasSubstr(one.words));
    EXPECT_THAT(error.what(), Not(HasSubstr("sesame")));
    EXPECT_THAT(error.what(), Not(HasSubstr("enc:")));
    EXPECT_THAT(error.what(), Not(HasSubstr("\n")));
  }
}

TEST(Client, SendsWhatSignsInAsABodyAndNotInTheLine) {
  HttpServer server([](const HttpRequest&) {
    return HttpResponse{200, {{"Content-Type", "application/json"}}, R"({"subsonic-response":{"status":"ok"}})"};
  });
  const auto way = http_transport();
  Client client({"home", server.url(""), "ann", "open sesame", SignIn::password, true, false}, *way);
  client.ask("ping");
  ASSERT_EQ(server.requests().size(), 1U);
  EXPECT_EQ(server.requests().front().method, "POST");
  EXPECT_EQ(server.requests().front().target, "/rest/ping");
  EXPECT_THAT(server.requests().front().body, HasSubstr("p=enc%3A6f70656e20736573616d65"));
}

TEST(Client, NobodyAnswers) {
  std::string url;
  {
    url = HttpServer([](const HttpRequest&) { return HttpResponse{}; }).url("");
  }
  const auto way = http_transport({std::chrono::milliseconds(2000), std::chrono::milliseconds(2000), 1U << 20U});
  Client client({"home", url, "ann", "open sesame", SignIn::token, true, false}, *way);
  EXPECT_EQ(error_of([&] { client.ask("ping"); }).kind(), ErrorKind::io);
}

TEST(AccountFile, IsForItsOwnerAlone) {
  const leitmotif::testing::TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "servers.json";
  EXPECT_TRUE(read_accounts(file).empty());
  const Account work{"work", "https://work.example", "", "key", SignIn::api_key, false, false};
  const Account home{"home", "http://127.0.0.1", "ann", "p\xC3\xA4ss \"1\"", SignIn::password, true, true};
  write_accounts(file, {work, home});
  struct stat status {};
  ASSERT_EQ(::stat(file.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777U, 0600U);
  const std::vector<Account> back = read_accounts(file);
  ASSERT_EQ(back.size(), 2U);
  EXPECT_EQ(back[0].secret, home.secret);
  EXPECT_EQ(back[0].sign_in, SignIn::password);
  EXPECT_TRUE(back[0].plain_password);
  EXPECT_EQ(back[1].sign_in, SignIn::api_key);
  EXPECT_FALSE(back[1].posts);
  EXPECT_EQ(account_of(back, "work").url, work.url);
  EXPECT_THAT(error_of([&] { (void)account_of(back, ""); }).what(), HasSubstr("home, work"));
  EXPECT_EQ(error_of([&] { (void)account_of({}, "x"); }).kind(), ErrorKind::not_found);
  ::chmod(file.c_str(), 0644);
  EXPECT_EQ(error_of([&] { (void)read_accounts(file); }).kind(), ErrorKind::io);
  ::chmod(file.c_str(), 0600);
  write_file(file, "{\"servers\":[{\"name\":1}]}");
  ::chmod(file.c_str(), 0600);
  EXPECT_EQ(error_of([&] { (void)read_accounts(file); }).kind(), ErrorKind::corrupt_data);
}

}  // namespace
}  // namespace leitmotif::servers
