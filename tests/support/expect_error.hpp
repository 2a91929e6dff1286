// What an action throws, for tests of bad input.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "leitmotif/core/error.hpp"

namespace leitmotif::testing {

/// The error that `action` throws; a test failure when it throws none.
inline Error error_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return error;
  }
  ADD_FAILURE() << "nothing was thrown";
  return {ErrorKind::internal, ""};
}

/// Checks the kind of what is thrown and that its message holds `part`.
inline void expect_refusal(const std::function<void()>& action, ErrorKind kind, const std::string& part) {
  const Error error = error_of(action);
  EXPECT_EQ(error.kind(), kind);
  EXPECT_NE(std::string(error.what()).find(part), std::string::npos) << error.what();
}

}  // namespace leitmotif::testing
