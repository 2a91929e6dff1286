#include "leitmotif/text/entities.hpp"

#include <gtest/gtest.h>

namespace leitmotif::text {
namespace {

TEST(WithoutEntities, NamedAndNumbered) {
  EXPECT_EQ(without_entities("Ann &amp; Ben&#39;s &quot;Sea&quot;"), "Ann & Ben's \"Sea\"");
  EXPECT_EQ(without_entities("Caf&eacute;&nbsp;&#x2013;&#8217;"), "Caf\u00E9 \u2013\u2019");
  EXPECT_EQ(without_entities("&amp;amp;"), "&amp;");
}

TEST(WithoutEntities, WhatIsNoneStays) {
  for (const std::string_view text : {"", "&", "&;", "R&B;", "AT&T", "&#;", "&#x;", "&#0;", "&#xD800;", "&#1114112;",
                                      "&verylongname;", "&#99999999999;"})
    EXPECT_EQ(without_entities(text), text);
}

}  // namespace
}  // namespace leitmotif::text
