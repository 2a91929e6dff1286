// The topic colours can be told apart with every kind of colour vision, on light and dark backgrounds.
// Source: Machado, Oliveira and Fernandes 2009 (dichromacy, severity 1, in linear light); CIEDE2000 after Sharma, Wu
// and Dalal 2005; contrast of WCAG 2.
#include "leitmotif/report/palette.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "leitmotif/core/records.hpp"

namespace leitmotif::report {
namespace {

/// Two colours nearer than this are hard to tell apart as small marks.
constexpr double kLeastDistance = 10;
constexpr double kLeastContrast = 3;

using Three = std::array<double, 3>;

Three linear_light(const std::string& hex) {
  Three result{};
  for (std::size_t i = 0; i < 3; ++i) {
    const double c = std::stoi(hex.substr(1 + 2 * i, 2), nullptr, 16) / 255.0;
    result[i] = c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  }
  return result;
}

Three times(const std::array<Three, 3>& matrix, const Three& v) {
  Three result{};
  for (std::size_t i = 0; i < 3; ++i) result[i] = matrix[i][0] * v[0] + matrix[i][1] * v[1] + matrix[i][2] * v[2];
  return result;
}

Three lab(const Three& rgb) {
  const Three xyz = times(
      {{{0.4124564, 0.3575761, 0.1804375}, {0.2126729, 0.7151522, 0.0721750}, {0.0193339, 0.1191920, 0.9503041}}}, rgb);
  const auto f = [](double t) { return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116; };
  const double x = f(xyz[0] / 0.95047);
  const double y = f(xyz[1]);
  const double z = f(xyz[2] / 1.08883);
  return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double radians(double degrees) { return degrees * std::numbers::pi / 180; }

double ciede2000(const Three& one, const Three& two) {
  const double mean_chroma = (std::hypot(one[1], one[2]) + std::hypot(two[1], two[2])) / 2;
  const double seventh = std::pow(mean_chroma, 7);
  const double g = 0.5 * (1 - std::sqrt(seventh / (seventh + std::pow(25.0, 7))));
  const double a1 = one[1] * (1 + g);
  const double a2 = two[1] * (1 + g);
  const double c1 = std::hypot(a1, one[2]);
  const double c2 = std::hypot(a2, two[2]);
  const auto hue = [](double a, double b) {
    const double h = a == 0 && b == 0 ? 0 : std::atan2(b, a) * 180 / std::numbers::pi;
    return h < 0 ? h + 360 : h;
  };
  const double h1 = hue(a1, one[2]);
  const double h2 = hue(a2, two[2]);
  double dh = h2 - h1;
  double mean_hue = h1 + h2;
  if (c1 * c2 == 0) {
    dh = 0;
  } else if (std::abs(h1 - h2) <= 180) {
    mean_hue /= 2;
  } else {
    dh += dh > 0 ? -360 : 360;
    mean_hue = (mean_hue + (mean_hue < 360 ? 360 : -360)) / 2;
  }
  const double big_h = 2 * std::sqrt(c1 * c2) * std::sin(radians(dh / 2));
  const double l = (one[0] + two[0]) / 2 - 50;
  const double c = (c1 + c2) / 2;
  const double t = 1 - 0.17 * std::cos(radians(mean_hue - 30)) + 0.24 * std::cos(radians(2 * mean_hue)) +
                   0.32 * std::cos(radians(3 * mean_hue + 6)) - 0.20 * std::cos(radians(4 * mean_hue - 63));
  const double sl = 1 + 0.015 * l * l / std::sqrt(20 + l * l);
  const double sc = 1 + 0.045 * c;
  const double sh = 1 + 0.015 * c * t;
  const double c7 = std::pow(c, 7);
  const double rt = -2 * std::sqrt(c7 / (c7 + std::pow(25.0, 7))) *
                    std::sin(radians(60 * std::exp(-std::pow((mean_hue - 275) / 25, 2))));
  const double dl = (two[0] - one[0]) / sl;
  const double dc = (c2 - c1) / sc;
  const double dhh = big_h / sh;
  return std::sqrt(dl * dl + dc * dc + dhh * dhh + rt * dc * dhh);
}

double contrast(const std::string& one, const std::string& two) {
  const auto luminance = [](const std::string& hex) {
    const Three v = linear_light(hex);
    return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2];
  };
  const double a = luminance(one);
  const double b = luminance(two);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

TEST(PaletteTest, TheDistanceIsTheStandardOne) {
  // Three pairs of Sharma, Wu and Dalal's test data.
  EXPECT_NEAR(ciede2000({50, 2.6772, -79.7751}, {50, 0, -82.7485}), 2.0425, 1e-4);
  EXPECT_NEAR(ciede2000({50, 0, 0}, {50, -1, 2}), 2.3669, 1e-4);
  EXPECT_NEAR(ciede2000({50, 2.5, 0}, {58, 24, 15}), 19.4535, 1e-4);
}

TEST(PaletteTest, EveryTopicHasItsColoursAndItsNumber) {
  ASSERT_EQ(topic_colours().size(), kTopics.size());
  for (std::size_t i = 0; i < kTopics.size(); ++i) {
    EXPECT_EQ(topic_colours()[i].topic, kTopics[i]);
    EXPECT_EQ(colour_number(kTopics[i]), i);
  }
  EXPECT_EQ(colour_number("polka"), kTopics.size());
}

TEST(PaletteTest, ColoursAreToldApartWithEveryColourVision) {
  const std::array<std::array<Three, 3>, 4> visions = {{
      {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
      {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
      {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
      {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}},
  }};
  for (const bool dark : {false, true})
    for (std::size_t v = 0; v < visions.size(); ++v)
      for (std::size_t a = 0; a < kTopics.size(); ++a)
        for (std::size_t b = 0; b < a; ++b) {
          const auto seen = [&](const TopicColour& colour) {
            Three rgb = times(visions[v], linear_light(dark ? colour.dark : colour.light));
            for (double& c : rgb) c = std::clamp(c, 0.0, 1.0);
            return lab(rgb);
          };
          EXPECT_GE(ciede2000(seen(topic_colours()[a]), seen(topic_colours()[b])), kLeastDistance)
              << kTopics[a] << " and " << kTopics[b] << " at vision " << v << (dark ? ", dark" : ", light");
        }
}

TEST(PaletteTest, ColoursStandOutFromBothBackgrounds) {
  for (const TopicColour& colour : topic_colours()) {
    for (const std::string ground : {"#ffffff", "#f4f6f8"})
      EXPECT_GE(contrast(colour.light, ground), kLeastContrast) << colour.topic;
    for (const std::string ground : {"#171c23", "#0f1318"})
      EXPECT_GE(contrast(colour.dark, ground), kLeastContrast) << colour.topic;
  }
}

}  // namespace
}  // namespace leitmotif::report
