// The protocol without a network: what is asked, and what answers mean.
#include "leitmotif/servers/subsonic.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "leitmotif/core/digest.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/core/json.hpp"
#include "leitmotif/text/music_ids.hpp"
#include "support/expect_error.hpp"
#include "support/matchers.hpp"

namespace leitmotif::servers {
namespace {

using leitmotif::testing::error_of;
using leitmotif::testing::expect_refusal;

const Account kAnn = {"home", "http://192.168.1.2:4533", "ann", "sesame", SignIn::token, true, false};

TEST(Subsonic, TokensAreThoseOfTheDocumentation) {
  // The example of subsonic.org/pages/api.jsp.
  const Ask ask = ask_of(kAnn, "ping", {}, "c19b2d");
  EXPECT_EQ(ask.url, "http://192.168.1.2:4533/rest/ping");
  EXPECT_THAT(ask.form, HasSubstr("t=26719a1196d2a940705a59634eb18eab&s=c19b2d"));
  EXPECT_THAT(ask.form, Not(HasSubstr("sesame")));
}

TEST(Subsonic, KeysComeWithoutUserAndPasswordsAsDigits) {
  Account account = kAnn;
  account.sign_in = SignIn::api_key;
  EXPECT_THAT(ask_of(account, "ping", {}, "salt12").form, HasSubstr("apiKey=sesame"));
  EXPECT_THAT(ask_of(account, "ping", {}, "salt12").form, Not(HasSubstr("u=ann")));
  account.sign_in = SignIn::password;
  account.url = "https://music.example";
  EXPECT_THAT(ask_of(account, "ping", {}, "salt12").form, HasSubstr("p=enc%3A736573616d65"));
}

TEST(Subsonic, APasswordIsSentAsItIsOnlyWhereNobodyElseReads) {
  Account account = kAnn;
  account.sign_in = SignIn::password;
  const Error error = error_of([&] { (void)ask_of(account, "ping", {}, "salt12"); });
  EXPECT_EQ(error.kind(), ErrorKind::invalid_argument);
  EXPECT_THAT(error.what(), HasSubstr("--plain-password"));
  EXPECT_THAT(error.what(), Not(HasSubstr("sesame")));
  for (const char* url : {"http://127.0.0.1:80", "http://localhost", "http://[::1]:4533", "https://music.example"}) {
    account.url = url;
    EXPECT_NO_THROW((void)ask_of(account, "ping", {}, "salt12")) << url;
  }
  // A name that only begins like one of this machine is another's.
  for (const char* url : {"http://127.0.0.1.evil.example", "http://localhost.example", "http://10.0.0.1"}) {
    account.url = url;
    EXPECT_ANY_THROW((void)ask_of(account, "ping", {}, "salt12")) << url;
  }
  account.plain_password = true;
  EXPECT_NO_THROW((void)ask_of(account, "ping", {}, "salt12"));
}

TEST(Subsonic, AddressesAreTakenAsPeopleWriteThem) {
  for (const auto& [written, url] : std::vector<std::pair<std::string, std::string>>{
           {"https://music.example/", "https://music.example"},
           {" HTTPS://music.example/navi/rest/ping.view?u=x ", "https://music.example/navi"},
           {"music.example", "https://music.example"},
           {"localhost:4533", "http://localhost:4533"},
           {"127.0.0.1:4533/restful", "http://127.0.0.1:4533/restful"},
           {"http://[::1]:80/rest", "http://[::1]:80"}})
    EXPECT_EQ(base_url(written), url) << written;
  for (const char* wrong : {"", "ftp://music.example", "https://ann:secret@music.example", "http://", "http://a b"})
    EXPECT_EQ(error_of([&] { (void)base_url(wrong); }).kind(), ErrorKind::invalid_argument) << wrong;
  EXPECT_THAT(error_of([] { (void)base_url("https://ann:secret@music.example"); }).what(), Not(HasSubstr("secret")));
}

TEST(Subsonic, LinesOfGetRequestsHaveALimit) {
  Account account = kAnn;
  account.posts = false;
  Parameters songs;
  for (int i = 0; i < 45; ++i) songs.emplace_back("songIdToAdd", std::string(128, 'x'));
  EXPECT_LE(ask_of(account, "updatePlaylist", songs, "salt12salt12salt").url.size(), kMostLineBytes);
  for (int i = 0; i < 45; ++i) songs.emplace_back("songIdToAdd", std::string(128, 'y'));
  expect_refusal([&] { (void)ask_of(account, "updatePlaylist", songs, "salt12"); }, ErrorKind::resource_limit, "limit");
}

TEST(Subsonic, EveryCodeIsOneLineOfTheRightKind) {
  const std::vector<std::pair<int, ErrorKind>> kinds = {{0, ErrorKind::io},
                                                        {10, ErrorKind::unsupported},
                                                        {20, ErrorKind::unsupported},
                                                        {30, ErrorKind::unsupported},
                                                        {40, ErrorKind::invalid_argument},
                                                        {41, ErrorKind::unsupported},
                                                        {42, ErrorKind::unsupported},
                                                        {43, ErrorKind::invalid_argument},
                                                        {44, ErrorKind::invalid_argument},
                                                        {50, ErrorKind::invalid_argument},
                                                        {60, ErrorKind::unsupported},
                                                        {70, ErrorKind::not_found},
                                                        {99, ErrorKind::io}};
  for (const auto& [code, kind] : kinds) {
    const std::string body = R"({"subsonic-response":{"status":"failed","error":{"code":)" + std::to_string(code) +
                             R"(,"message":"said\nthe server"}}})";
    const HttpAnswer answer{200, "application/json", {}, body};
    const Error error = error_of([&] { (void)read_answer(answer, "home (ping)"); });
    EXPECT_EQ(error.kind(), kind) << code;
    EXPECT_THAT(error.what(), HasSubstr("said the server"));
    EXPECT_THAT(error.what(), Not(HasSubstr("\n")));
    EXPECT_EQ(code_of(answer), code);
  }
}

TEST(Subsonic, WhatIsNoAnswerIsSaid) {
  const auto kind_of = [](const HttpAnswer& answer) {
    return error_of([&] { (void)read_answer(answer, "home"); }).kind();
  };
  EXPECT_EQ(kind_of({200, "text/html", {}, "<!doctype html><p>hello"}), ErrorKind::corrupt_data);
  EXPECT_EQ(kind_of({200, "application/json", {}, "[1,2"}), ErrorKind::corrupt_data);
  EXPECT_EQ(kind_of({200, "application/json", {}, "{}"}), ErrorKind::corrupt_data);
  EXPECT_EQ(kind_of({401, "text/html", {}, "no"}), ErrorKind::invalid_argument);
  EXPECT_EQ(kind_of({404, "text/html", {}, "no"}), ErrorKind::not_found);
  EXPECT_EQ(kind_of({502, "text/html", {}, "bad gateway"}), ErrorKind::io);
  const Error moved = error_of([] {
    (void)read_answer({302, "text/html", "https://other.example/rest/ping?t=abc&s=def", ""}, "home");
  });
  EXPECT_EQ(moved.kind(), ErrorKind::io);
  EXPECT_THAT(moved.what(), HasSubstr("https://other.example/rest/ping"));
  EXPECT_THAT(moved.what(), Not(HasSubstr("abc")));
}

TEST(Subsonic, SongsAreTakenAndOtherThingsAreNot) {
  const Json child = parse_json(
      R"({"id":7,"title":"One","artist":"A","year":1999,"duration":201,"genre":"Pop","isrc":["us-abc-99-12345"],)"
      R"("explicitStatus":"explicit","musicBrainzId":"0A0B0C0D-0000-4111-8222-333344445555"})",
      "child");
  const auto entry = entry_from(child);
  ASSERT_TRUE(entry);
  EXPECT_EQ(entry->id, "7");
  EXPECT_EQ(entry->genre, "pop");
  EXPECT_EQ(entry->length_ms, 201'000);
  EXPECT_EQ(entry->ids.isrc, "USABC9912345");
  EXPECT_EQ(entry->explicit_status, "explicit");
  EXPECT_EQ(entry->ids.recording_id, "0a0b0c0d-0000-4111-8222-333344445555");
  for (const char* other : {R"({"id":"1","title":"x","isDir":true})", R"({"id":"1","title":"x","isVideo":true})",
                            R"({"id":"1","title":"x","type":"podcast"})", R"({"title":"x"})", R"({"id":"1"})", "3"})
    EXPECT_FALSE(entry_from(parse_json(other, "child"))) << other;
}

TEST(Subsonic, OfStructuredLyricsTheFirstInEnglishCounts) {
  const Json answer = parse_json(
      R"({"lyricsList":{"structuredLyrics":[{"lang":"de","line":[{"value":"eins"}]},{"lang":"eng","line":[]},)"
      R"({"lang":"eng","synced":true,"line":[{"start":1,"value":"one"},{"start":2,"value":""},{"value":"two"}]}]}})",
      "answer");
  EXPECT_EQ(structured_words(answer), "one\n\ntwo");
  EXPECT_EQ(structured_words(parse_json(R"({"lyricsList":{}})", "answer")), "");
  EXPECT_EQ(structured_words(Json::object()), "");
}

TEST(Md5, OfTheStandardsExamples) {
  EXPECT_EQ(md5_hex(""), "d41d8cd98f00b204e9800998ecf8427e");
  EXPECT_EQ(md5_hex("abc"), "900150983cd24fb0d6963f7d28e17f72");
}

}  // namespace
}  // namespace leitmotif::servers
