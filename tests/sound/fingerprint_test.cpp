#include "leitmotif/sound/fingerprint.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "leitmotif/core/random_source.hpp"

namespace leitmotif::sound {
namespace {

using Numbers = std::vector<std::uint32_t>;

/// Bits low first, filled up to whole bytes.
std::string packed(const std::vector<std::uint32_t>& values, unsigned bits) {
  std::string bytes((values.size() * bits + 7) / 8, '\0');
  std::size_t place = 0;
  for (const std::uint32_t value : values)
    for (unsigned bit = 0; bit < bits; ++bit, ++place)
      if ((value >> bit & 1U) != 0) bytes[place / 8] = static_cast<char>(bytes[place / 8] | 1 << place % 8);
  return bytes;
}

std::string letters_of(const std::string& bytes) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string text;
  for (std::size_t bit = 0; bit < bytes.size() * 8; bit += 6) {
    std::size_t value = 0;
    for (std::size_t next = bit; next < bit + 6; ++next) {
      const std::size_t byte = next < bytes.size() * 8 ? static_cast<unsigned char>(bytes[next / 8]) : 0U;
      value = value << 1U | (byte >> (7 - next % 8) & 1U);
    }
    text += kLetters[value];
  }
  return text;
}

/// As Chromaprint writes them.
std::string text_of(const Numbers& numbers) {
  std::vector<std::uint32_t> gaps;
  std::vector<std::uint32_t> more;
  std::uint32_t before = 0;
  for (const std::uint32_t number : numbers) {
    std::uint32_t last = 0;
    for (std::uint32_t bit = 1; bit <= 32; ++bit) {
      if (((number ^ before) >> (bit - 1) & 1U) == 0) continue;
      const std::uint32_t gap = bit - last;
      gaps.push_back(std::min(gap, 7U));
      if (gap >= 7) more.push_back(gap - 7);
      last = bit;
    }
    gaps.push_back(0);
    before = number;
  }
  std::string bytes(1, '\1');
  for (const unsigned shift : {16U, 8U, 0U}) bytes += static_cast<char>(numbers.size() >> shift & 0xFFU);
  return letters_of(bytes + packed(gaps, 3) + packed(more, 5));
}

Numbers drawn(std::size_t count, std::uint64_t seed) {
  RandomSource random(seed);
  Numbers numbers(count);
  for (std::uint32_t& number : numbers) number = static_cast<std::uint32_t>(random.below(1ULL << 32U));
  return numbers;
}

/// Each bit is another with this probability in a third of the numbers, as encoders and noise do it.
Numbers disturbed(Numbers numbers, double probability) {
  RandomSource random(99);
  for (std::uint32_t& number : numbers)
    if (random.below(3) == 0)
      for (unsigned bit = 0; bit < 32; ++bit)
        if (random.uniform() < probability) number ^= 1U << bit;
  return numbers;
}

TEST(Fingerprint, NumbersAreThoseThatWerePacked) {
  for (const Numbers& numbers :
       {Numbers{}, Numbers{0}, Numbers{1}, Numbers{0xFFFFFFFFU, 0, 0x80000000U}, drawn(300, 1)})
    EXPECT_EQ(fingerprint_numbers(text_of(numbers)), numbers);
}

TEST(Fingerprint, TextThatIsNoneHasNoNumbers) {
  const std::string whole = text_of(drawn(40, 2));
  for (std::size_t size = 0; size < whole.size(); ++size)
    EXPECT_TRUE(fingerprint_numbers(std::string_view(whole).substr(0, size)).empty()) << size;
  EXPECT_TRUE(fingerprint_numbers("not a fingerprint!").empty());
  EXPECT_TRUE(fingerprint_numbers("AQ____8A").empty()) << "it promises sixteen million numbers";
  RandomSource random(4);
  for (int k = 0; k < 2000; ++k) {
    std::string broken = whole;
    broken[random.below(broken.size())] = static_cast<char>(random.below(256));
    EXPECT_LE(fingerprint_numbers(broken).size(), 8 * broken.size());
  }
}

TEST(SameRecording, IsFoundWhereverItBeginsAndThoughBitsDiffer) {
  const Numbers a = drawn(900, 3);
  const Numbers b = drawn(900, 4);
  Numbers later = disturbed(a, 0.1);
  later.erase(later.begin(), later.begin() + 30);
  Numbers far = disturbed(b, 0.05);
  far.insert(far.begin(), 60, 7);
  const std::vector<Fingerprinted> pieces = {{200, a}, {201, b}, {203, later}, {200, far}, {200, drawn(900, 5)}};
  const std::vector<SameRecording> same = same_recordings(pieces);
  ASSERT_EQ(same.size(), 2U);
  EXPECT_EQ(same[0].piece, 2U);
  EXPECT_EQ(same[0].as, 0U);
  EXPECT_EQ(same[1].piece, 3U);
  EXPECT_EQ(same[1].as, 1U);
}

TEST(SameRecording, IsNotWhatOnlyBeginsTheSameHardlyChangesOrDiffersTooMuch) {
  const Numbers a = drawn(900, 3);
  EXPECT_EQ(same_recordings(std::vector<Fingerprinted>{{200, a}, {204, a}}).size(), 1U);
  EXPECT_TRUE(same_recordings(std::vector<Fingerprinted>{{200, a}, {230, a}}).empty()) << "of other lengths";
  Numbers beginning = drawn(900, 6);
  std::copy_n(a.begin(), 200, beginning.begin());
  EXPECT_TRUE(same_recordings(std::vector<Fingerprinted>{{200, a}, {200, beginning}}).empty());
  const Numbers tone(900, 12345);
  EXPECT_TRUE(same_recordings(std::vector<Fingerprinted>{{200, tone}, {200, tone}}).empty());
  EXPECT_TRUE(same_recordings(std::vector<Fingerprinted>{{200, {}}, {200, {}}, {3, {1, 2, 3}}}).empty());
  Numbers half = a;
  for (std::size_t k = 0; k < half.size(); k += 2) half[k] = ~half[k];
  EXPECT_TRUE(same_recordings(std::vector<Fingerprinted>{{200, a}, {200, half}}).empty());
}

}  // namespace
}  // namespace leitmotif::sound
