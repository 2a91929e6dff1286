// One function asked again and again, with what it has to say each time.
#pragma once

#include <gtest/gtest.h>

#include <initializer_list>
#include <utility>

namespace leitmotif::testing {

/// Expects `asked` to give the text of each row for what stands before it: a text too, or a Value.
template <class Value = const char*, class Function>
void expect_each(const Function& asked, std::initializer_list<std::pair<Value, const char*>> rows) {
  for (const auto& [value, expected] : rows) EXPECT_EQ(asked(value), expected) << "of '" << value << "'";
}

}  // namespace leitmotif::testing
