// OpenSubsonic's answers in both forms.
#include "leitmotif/servers/rest_answer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace leitmotif::servers {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(RestAnswer, IsTheSameInBothForms) {
  const Json content = {
      {"similarSongs2",
       Json{{"song",
             Json::array({Json{{"id", "1"},
                               {"title", "A & \"B\" <c>"},
                               {"year", 1999},
                               {"isDir", false},
                               {"isrc", Json::array({"USABC9912345"})}},
                          Json{{"id", "2"}, {"title", "\x01 \xEF\xBF\xBF"}, {"4bad", 1}, {"none", nullptr}}})}}}};
  const std::string json = rest_answer(content, RestForm::json);
  EXPECT_EQ(parse_json(json, "answer")["subsonic-response"]["similarSongs2"]["song"][0]["title"].get<std::string>(),
            "A & \"B\" <c>");
  const std::string xml = rest_answer(content, RestForm::xml);
  EXPECT_THAT(xml, HasSubstr(R"(<subsonic-response xmlns="http://subsonic.org/restapi" status="ok" version="1.16.1")"));
  EXPECT_THAT(xml, HasSubstr(R"(<song id="1" title="A &amp; &quot;B&quot; &lt;c&gt;" year="1999" isDir="false">)"));
  EXPECT_THAT(xml, HasSubstr("<isrc>USABC9912345</isrc></song>"));
  EXPECT_THAT(xml, Not(HasSubstr("\x01")));
  EXPECT_THAT(xml, Not(HasSubstr("\xEF\xBF\xBF")));
  EXPECT_THAT(xml, Not(HasSubstr("4bad")));
  EXPECT_THAT(xml, HasSubstr("</similarSongs2></subsonic-response>"));
}

TEST(RestAnswer, WordsOfALineAreTextInXml) {
  const Json content = {
      {"lyricsList",
       Json{{"structuredLyrics",
             Json::array(
                 {Json{{"lang", "en"}, {"line", Json::array({Json{{"value", "a < b"}}, Json{{"value", ""}}})}}})}}}};
  EXPECT_THAT(rest_answer(content, RestForm::xml),
              HasSubstr(R"(<structuredLyrics lang="en"><line>a &lt; b</line><line/></structuredLyrics>)"));
}

TEST(RestAnswer, FailuresHaveCodes) {
  EXPECT_THAT(rest_failure(70, "there is no \"x\"", RestForm::xml),
              HasSubstr(R"(<error code="70" message="there is no &quot;x&quot;"/>)"));
  const Json failed = parse_json(rest_failure(40, "no", RestForm::json), "answer")["subsonic-response"];
  EXPECT_EQ(failed["status"].get<std::string>(), "failed");
  EXPECT_EQ(failed["error"]["code"].get<int>(), 40);
  EXPECT_EQ(rest_form("json"), RestForm::json);
  for (const char* other : {"", "xml", "jsonp", "JSON"}) EXPECT_EQ(rest_form(other), RestForm::xml);
}

}  // namespace
}  // namespace leitmotif::servers
