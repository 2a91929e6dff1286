#include "leitmotif/core/markup.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "support/html_checker.hpp"

namespace leitmotif {
namespace {

using ::testing::IsEmpty;
using ::testing::Not;

const std::string kReplacement = "\xEF\xBF\xBD";

TEST(Markup, EscapesWhatWouldBeRead) {
  EXPECT_EQ(escaped("<script>alert('x')</script>").str(), "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
  EXPECT_EQ(escaped("R&B \"soul\"").str(), "R&amp;B &quot;soul&quot;");
  EXPECT_EQ(escaped("café 日本 🎵").str(), "café 日本 🎵");
}

TEST(Markup, ReplacesWhatIsNoText) {
  EXPECT_EQ(escaped(std::string_view("a\0b\x1b", 4)).str(), "a" + kReplacement + "b" + kReplacement);
  EXPECT_EQ(escaped("\xff").str(), kReplacement);
  EXPECT_EQ(escaped("\xc0\xaf").str(), kReplacement + kReplacement) << "an overlong slash";
  EXPECT_EQ(escaped("\xed\xa0\x80").str(), kReplacement + kReplacement + kReplacement) << "half a surrogate pair";
  EXPECT_EQ(escaped("x\xe2\x82").str(), "x" + kReplacement + kReplacement) << "cut short";
}

TEST(Markup, ElementsHoldTextOrMarkup) {
  EXPECT_EQ(element("b", "1 < 2").str(), "<b>1 &lt; 2</b>");
  EXPECT_EQ(element("p", {{"title", "\"><script>"}}, element("b", "x")).str(),
            "<p title=\"&quot;&gt;&lt;script&gt;\"><b>x</b></p>");
  EXPECT_EQ(empty_element("br", {}).str(), "<br/>");
}

TEST(Markup, AnyBytesStayText) {
  std::mt19937 random(3);
  for (int round = 0; round < 500; ++round) {
    std::string bytes;
    for (int i = 0; i < 40; ++i) bytes += static_cast<char>(random() % 256);
    const std::string page = "<!doctype html>\n" + element("p", {{"title", bytes}}, bytes).str();
    EXPECT_THAT(testing::faults_of_html(page), IsEmpty());
  }
}

TEST(HtmlChecker, NoticesWhatItIsFor) {
  const std::string start = "<!doctype html>\n";
  EXPECT_THAT(testing::faults_of_html(start + "<p>a &amp; b<br/></p>"), IsEmpty());
  for (const std::string bad : {"<p>", "</p>", "<b><p></b></p>", "<p>a & b</p>", "<p>1 > 2</p>", "<p class=x></p>"})
    EXPECT_THAT(testing::faults_of_html(start + bad), Not(IsEmpty())) << bad;
  for (const std::string bad : {"<img src=\"a\"/>", "<a href=\"x\">", "<p onclick=\"x\">", "url(x)", "https://a"})
    EXPECT_THAT(testing::outside_references(bad), Not(IsEmpty())) << bad;
  EXPECT_THAT(testing::outside_references("<a href=\"#part\">on = off</a>"), IsEmpty());
}

}  // namespace
}  // namespace leitmotif
