// What generated songs have in common with real ones, as numbers: shares, means, correlations, quantiles.
// Flow: read by song_generator.cpp.
// Source: measured on the music data set (Moura et al., DOI 10.17632/3t9vbwxgr5.3); statistics only, no row of it.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "leitmotif/core/records.hpp"

namespace leitmotif::corpus {

/// The genres that generated songs have, and the share of each of them among all songs.
inline constexpr std::size_t kGeneratedGenres = 7;
inline constexpr std::array<std::string_view, kGeneratedGenres> kGenres = {"pop",  "country", "blues",  "rock",
                                                                           "jazz", "reggae",  "hip hop"};
/// The share of each genre among all generated songs.
inline constexpr std::array<double, kGeneratedGenres> kGenreShare = {0.248, 0.190, 0.163, 0.142, 0.136, 0.089, 0.032};

/// The years that generated songs come from, both ends included, and how many decades those are.
inline constexpr int kFirstGeneratedYear = 1950;
inline constexpr int kLastGeneratedYear = 2019;
inline constexpr std::size_t kDecades = 7;
/// The share of each decade from the 1950s on in a genre's songs.
inline constexpr std::array<std::array<double, kDecades>, kGeneratedGenres> kDecadeShare = {{
    {0.047, 0.155, 0.153, 0.169, 0.154, 0.157, 0.165},
    {0.047, 0.178, 0.163, 0.182, 0.175, 0.129, 0.126},
    {0.078, 0.123, 0.139, 0.170, 0.121, 0.177, 0.192},
    {0.027, 0.072, 0.138, 0.207, 0.182, 0.164, 0.210},
    {0.108, 0.103, 0.143, 0.128, 0.150, 0.180, 0.188},
    {0.000, 0.030, 0.105, 0.142, 0.203, 0.242, 0.278},
    {0.000, 0.000, 0.000, 0.006, 0.041, 0.225, 0.728},
}};

/// Mean topic weights of a genre's songs, in the order of kMixtureParts.
inline constexpr std::array<std::array<double, kMixtureParts.size()>, kGeneratedGenres> kGenreMixture = {{
    {.025, .098, .131, .059, .015, .016, .068, .083, .052, .070, .043, .055, .023, .029, .148, .031},
    {.019, .074, .127, .062, .012, .020, .058, .083, .068, .073, .067, .048, .020, .026, .166, .030},
    {.032, .131, .103, .062, .018, .022, .053, .076, .078, .067, .050, .049, .024, .028, .116, .037},
    {.015, .182, .126, .061, .019, .013, .037, .072, .062, .043, .039, .048, .025, .025, .133, .030},
    {.018, .110, .133, .054, .015, .015, .063, .067, .096, .079, .036, .060, .025, .025, .124, .029},
    {.018, .146, .141, .053, .022, .017, .025, .074, .140, .046, .044, .042, .039, .030, .079, .030},
    {.014, .095, .060, .027, .021, .012, .012, .059, .407, .027, .053, .029, .018, .028, .035, .018},
}};

/// Normal scores (the standard normal quantile of a value's rank): the year first, then kAudioFeatures.
inline constexpr std::size_t kScores = 1 + kAudioFeatures.size();
using Scores = std::array<double, kScores>;
/// The year's normal score at the beginning of 1950, 1960, ..., 2020; straight lines between. The ends stand for the
/// first and last thousandth.
inline constexpr std::array<double, kDecades + 1> kYearScore = {-3.09, -1.571, -0.869, -0.385,
                                                                0.087, 0.445,  0.915,  3.09};
/// Mean scores of a genre.
inline constexpr std::array<Scores, kGeneratedGenres> kGenreScores = {{
    {-0.691, -0.190, -0.164, 0.134, -0.120, 0.160, -0.055},
    {-0.113, 0.040, -0.208, 0.321, -0.353, -0.016, -0.355},
    {0.026, -0.284, 0.063, 0.020, 0.201, 0.017, 0.084},
    {0.208, -0.391, 0.514, -0.631, 0.149, -0.318, 0.614},
    {-0.044, -0.070, -0.449, 0.422, 0.557, -0.298, -0.387},
    {0.502, 1.023, 0.216, -0.390, -0.241, 0.640, 0.113},
    {1.362, 1.232, 0.646, -0.485, -0.783, 0.227, 0.520},
}};
/// Covariances of the scores within a genre.
inline constexpr std::array<Scores, kScores> kScoreCovariance = {{
    {0.826, 0.060, 0.349, -0.329, 0.034, -0.082, 0.300},
    {0.060, 0.795, -0.014, -0.002, -0.045, 0.417, 0.003},
    {0.349, -0.014, 0.893, -0.421, -0.105, 0.117, 0.667},
    {-0.329, -0.002, -0.421, 0.861, -0.104, -0.100, -0.603},
    {0.034, -0.045, -0.105, -0.104, 0.885, -0.074, 0.052},
    {-0.082, 0.417, 0.117, -0.100, -0.074, 0.923, 0.254},
    {0.300, 0.003, 0.667, -0.603, 0.052, 0.254, 0.877},
}};
/// Correlations of the scores over all songs: what the two tables above come to together.
inline constexpr std::array<Scores, kScores> kScoreCorrelation = {{
    {1.000, 0.176, 0.434, -0.418, 0.007, -0.064, 0.368},
    {0.176, 1.000, 0.009, -0.031, -0.129, 0.510, -0.002},
    {0.434, 0.009, 1.000, -0.539, -0.133, 0.127, 0.777},
    {-0.418, -0.031, -0.539, 1.000, -0.087, -0.114, -0.729},
    {0.007, -0.129, -0.133, -0.087, 1.000, -0.130, 0.048},
    {-0.064, 0.510, 0.127, -0.114, -0.130, 1.000, 0.252},
    {0.368, -0.002, 0.777, -0.729, 0.048, 0.252, 1.000},
}};

/// The 0 %, 5 %, ..., 100 % quantiles of each audio feature.
inline constexpr std::array<std::array<double, 21>, kAudioFeatures.size()> kFeatureQuantiles = {{
    {.005, .234, .295, .339, .377, .411, .440, .466, .491, .513, .534,
     .557, .581, .604, .627, .652, .682, .714, .754, .808, .994},
    {.000, .465, .513, .544, .568, .588, .606, .623, .639, .654, .669,
     .683, .698, .712, .727, .741, .755, .770, .787, .808, .968},
    {.0000, .0005, .0033, .0100, .0221, .0409, .0658, .1002, .1406, .1928, .2550,
     .3283, .4086, .4960, .5813, .6637, .7400, .8082, .8695, .9307, 1.0000},
    {.0000, .0000, .0000, .0000, .0000, .0000, .0000, .0000, .0000, .0001, .0001,
     .0003, .0008, .0020, .0050, .0132, .0373, .1174, .3431, .7364, .9970},
    {.000, .128, .187, .241, .292, .334, .377, .422, .466, .510, .548,
     .590, .630, .669, .708, .747, .788, .829, .876, .933, .997},
    {.000, .147, .218, .273, .320, .364, .406, .446, .486, .525, .564,
     .604, .644, .682, .720, .760, .804, .847, .889, .938, 1.000},
}};

/// Artists: 22 for a hundred songs; number k (from 0) has songs in proportion to (k + 16)^-0.8.
inline constexpr double kArtistsPerSong = 0.22;
inline constexpr double kArtistRankOffset = 16;
inline constexpr double kArtistRankExponent = 0.8;
/// How often a song is of its artist's own genre.
inline constexpr double kOwnGenreShare = 0.94;
/// Standard deviation of an artist's years.
inline constexpr double kArtistYears = 5.4;
/// The part of the scores' variance within genre and year that is the artist's.
inline constexpr double kArtistScoreShare = 0.44;
/// Dirichlet concentrations: artists around their genre's mixture, songs around their artist's. Together they give the
/// spread of the real weights (1 / (1 + 3.2) of the largest possible) with a tenth of it between artists.
inline constexpr double kArtistConcentration = 35;
inline constexpr double kSongConcentration = 3.6;

/// Words of a lyric: log-normal, 1 to 199.
inline constexpr double kLogWordsMean = 4.085;
inline constexpr double kLogWordsDeviation = 0.602;
inline constexpr std::size_t kMostGeneratedWords = 199;
/// The share of words that belong to no topic, and how many different ones there are: number k (from 0) in proportion
/// to 1 / (k + 2.7).
inline constexpr double kOtherWordShare = 0.34;
inline constexpr std::size_t kOtherWords = 40000;
inline constexpr double kOtherRankOffset = 2.7;
/// How often a word is one that was sung before; chosen so that 56 % of a song's words are different ones.
inline constexpr double kRepeatShare = 0.33;
/// Words of titles: 1, 2, 3 or 4 of the lyric's.
inline constexpr std::array<double, 4> kTitleWords = {0.15, 0.25, 0.24, 0.36};

}  // namespace leitmotif::corpus
