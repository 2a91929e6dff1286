// One function asked again and again, with what it has to say each time.
#pragma once

#include <gtest/gtest.h>

#include <initializer_list>
#include <utility>

namespace leitmotif::testing {

/// Expects `asked` to give the second text of each row for the first.
template <class Function>
void expect_each(const Function& asked, std::initializer_list<std::pair<const char*, const char*>> rows) {
  for (const auto& [text, expected] : rows) EXPECT_EQ(asked(text), expected) << "of '" << text << "'";
}

}  // namespace leitmotif::testing
