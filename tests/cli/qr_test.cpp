// The code that a phone scans to come in, read as a phone reads it: from the picture on the terminal.
// Source: ISO/IEC 18004, versions 1 to 6 with error correction L, bytes.
#include <signal.h>

#include <array>
#include <regex>

#include "cli/stranger.hpp"

namespace leitmotif::testing {
namespace {

using ::testing::HasSubstr;
using Modules = std::vector<std::vector<bool>>;

/// The dark modules of a picture of half blocks on a terminal, the quiet zone of two left out.
Modules modules_of(const std::string& screen) {
  Modules rows;
  std::size_t end = 0;
  for (std::size_t at = 0; at < screen.size(); at = end + 1) {
    end = std::min(screen.find('\n', at), screen.size());
    std::string line = std::regex_replace(screen.substr(at, end - at), std::regex("\x1B\\[[0-9;]*m|\r"), "");
    if (line.find("\u2588") == std::string::npos && line.find("\u2580") == std::string::npos) continue;
    std::vector<bool> upper;
    std::vector<bool> lower;
    while (!line.empty()) {
      const bool is_block = line.starts_with("\u2588") || line.starts_with("\u2580") || line.starts_with("\u2584");
      upper.push_back(line.starts_with("\u2588") || line.starts_with("\u2580"));
      lower.push_back(line.starts_with("\u2588") || line.starts_with("\u2584"));
      line.erase(0, is_block ? 3 : 1);
    }
    rows.push_back(upper);
    rows.push_back(lower);
  }
  if (rows.empty()) return rows;
  const std::size_t width = rows.front().size() - 4;
  // The quiet zone above is a line without a block, which is not among the rows.
  rows.resize(width);
  for (std::vector<bool>& row : rows) row = std::vector<bool>(row.begin() + 2, row.begin() + 2 + std::ptrdiff_t(width));
  return rows;
}

/// Whether a module is of the code's own pattern instead of what it says.
bool is_pattern(std::size_t row, std::size_t column, std::size_t width) {
  const auto is_low = [](std::size_t at) { return at < 9; };
  const auto is_high = [&](std::size_t at) { return at >= width - 8; };
  if (is_low(row) && (is_low(column) || is_high(column))) return true;
  if (is_high(row) && is_low(column)) return true;
  const auto is_aligned = [&](std::size_t at) { return at + 9 >= width && at + 5 <= width; };
  return row == 6 || column == 6 || (width > 21 && is_aligned(row) && is_aligned(column));
}

bool is_masked(int mask, std::size_t i, std::size_t j) {
  const std::array<bool, 8> masks = {(i + j) % 2 == 0,
                                     i % 2 == 0,
                                     j % 3 == 0,
                                     (i + j) % 3 == 0,
                                     (i / 2 + j / 3) % 2 == 0,
                                     (i * j) % 2 + (i * j) % 3 == 0,
                                     ((i * j) % 2 + (i * j) % 3) % 2 == 0,
                                     ((i + j) % 2 + (i * j) % 3) % 2 == 0};
  return masks.at(static_cast<std::size_t>(mask));
}

/// The code words in the order they stand: two columns at a time, up and down.
std::vector<unsigned> code_words(const Modules& code) {
  const std::size_t width = code.size();
  const int mask = (code[8][2] ? 4 : 0) + (code[8][3] ? 2 : 0) + (code[8][4] ? 1 : 0);
  std::vector<unsigned> words;
  std::size_t bits = 0;
  bool upwards = true;
  for (std::size_t right = width - 1; right >= 1; right -= 2, upwards = !upwards) {
    if (right == 6) right = 5;
    for (std::size_t step = 0; step < width; ++step)
      for (const std::size_t column : {right, right - 1}) {
        const std::size_t row = upwards ? width - 1 - step : step;
        if (is_pattern(row, column, width)) continue;
        if (bits++ % 8 == 0) words.push_back(0);
        words.back() = 2 * words.back() + (code[row][column] != is_masked(mask ^ 5, row, column) ? 1U : 0U);
      }
    if (right == 1) break;
  }
  return words;
}

/// What a code says; empty for one that is not bytes.
std::string said_by(const Modules& code) {
  constexpr std::array<std::size_t, 7> kDataWords = {0, 19, 34, 55, 80, 108, 136};
  const std::size_t version = (code.size() - 17) / 4;
  const std::vector<unsigned> words = code_words(code);
  std::vector<unsigned> data;
  const std::size_t blocks = version == 6 ? 2 : 1;  // they stand in turn
  for (std::size_t block = 0; block < blocks; ++block)
    for (std::size_t i = block; i < kDataWords.at(version); i += blocks) data.push_back(words[i]);
  const auto eight_bits = [&](std::size_t at) { return (data[at] & 15U) << 4U | data[at + 1] >> 4U; };
  if (data[0] >> 4U != 4) return "";
  std::string text;
  for (std::size_t i = 0; i < eight_bits(0); ++i) text += static_cast<char>(eight_bits(1 + i));
  return text;
}

using QrCode = Stranger;

// ux 39: a phone comes in by the code alone.
TEST_F(QrCode, LeadsAPhoneInWithTheTokenThatWasPrinted) {
  ProgramOptions options;
  options.columns = 120;
  bool was_ended = false;
  options.watch = [&](const RunningProgram& program) {
    if (was_ended || program.out.find("in the network:") == std::string::npos || !program.out.ends_with("\x1B[0m\r\n"))
      return;
    was_ended = true;
    ::kill(program.id, SIGTERM);
  };
  options.limit = std::chrono::seconds(60);
  const ProgramResult served =
      run({"serve", "--host", "0.0.0.0", "--port", "0", "--quiet", "--library", path("own.db")}, options);
  std::smatch address;
  std::smatch token;
  if (!std::regex_search(served.out, address, std::regex("in the network: (http://\\S+)")))
    GTEST_SKIP() << "this machine is in no network";
  ASSERT_TRUE(std::regex_search(served.out, token, std::regex("shown only now: ([0-9a-f]{64})"))) << served.out;
  const Modules code = modules_of(served.out);
  ASSERT_GE(code.size(), 21U) << served.out;
  ASSERT_EQ(code.size() % 4, 1U);
  ASSERT_LE(code.size(), 41U) << "version 6";
  EXPECT_EQ(said_by(code), address.str(1) + "login#token=" + token.str(1));
}

}  // namespace
}  // namespace leitmotif::testing
