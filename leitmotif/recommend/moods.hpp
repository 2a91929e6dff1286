// The usual names of moods as points in the plane of valence (how pleasant) and energy (how lively).
// Source: the circle of Russell 1980, "A circumplex model of affect": names stand at angles around a centre; the radius
// is ours. Valence and energy are audio features of the data set, 0..1.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "leitmotif/recommend/query.hpp"

namespace leitmotif::recommend {

/// A mood that people can name.
struct NamedMood {
  std::string_view name;
  Mood mood;
};

/// Names at their places in Russell's circumplex (1980): valence and energy, each 0..1.
inline constexpr std::array<NamedMood, 14> kMoods = {{
    {"happy", {0.88, 0.70}},
    {"excited", {0.80, 0.90}},
    {"energetic", {0.60, 0.95}},
    {"tense", {0.30, 0.85}},
    {"angry", {0.20, 0.90}},
    {"anxious", {0.15, 0.65}},
    {"gloomy", {0.10, 0.40}},
    {"sad", {0.15, 0.25}},
    {"melancholy", {0.25, 0.20}},
    {"tired", {0.40, 0.08}},
    {"calm", {0.60, 0.10}},
    {"peaceful", {0.70, 0.15}},
    {"relaxed", {0.80, 0.25}},
    {"content", {0.88, 0.40}},
}};

}  // namespace leitmotif::recommend
