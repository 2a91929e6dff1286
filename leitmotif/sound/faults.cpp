#include "leitmotif/sound/faults.hpp"

#include <cmath>

namespace leitmotif::sound {
namespace {

constexpr double kClippedShare = 0.001;  // one of a thousand samples: heard as distortion
constexpr double kOneChannelDb = -59;    // left minus right by left plus right
constexpr double kMissingSeconds = 2;
constexpr double kMissingShare = 0.02;
constexpr double kHighBitRate = 225000;
constexpr double kFullBandHz = 17000;  // encoders at 128 kbit/s end at 16
constexpr double kCliffDb = 25;        // instruments fade out, encoders cut
constexpr int kFullRate = 44100;

std::string rounded(double number, double unit) {
  const auto units = static_cast<long long>(std::llround(number / unit));
  return std::to_string(units);
}

/// Whether only samples of it were listened to. Of records from before they were, nothing is said.
bool is_sampled(const Measurement& m) { return m.listened_seconds > 0 && m.listened_seconds < m.seconds - 1; }

bool is_truncated(const Measurement& m) {
  const bool ends_early = !is_sampled(m) && m.seconds >= kMostSeconds;
  if (!m.stream.exact_length || m.stream.seconds <= 0 || ends_early) return false;
  const double missing = m.stream.seconds - m.seconds;
  return missing > kMissingSeconds && missing > kMissingShare * m.stream.seconds;
}

bool has_low_bandwidth(const Measurement& m) {
  const bool promises_more = m.stream.lossless || m.stream.bit_rate >= kHighBitRate;
  return promises_more && m.stream.rate >= kFullRate && m.bandwidth_hz > 0 && m.bandwidth_hz < kFullBandHz &&
         m.cliff_db >= kCliffDb;
}

}  // namespace

std::vector<Fault> faults_of(const Measurement& m) {
  std::vector<Fault> faults;
  if (m.kind == "silence")
    faults.push_back({"silent", "there is nothing to hear in " +
                                    (is_sampled(m) ? "the " + rounded(m.listened_seconds, 1) + " of its " +
                                                         rounded(m.seconds, 1) + " seconds that were listened to"
                                                   : "its " + rounded(m.seconds, 1) + " seconds")});
  if (is_truncated(m))
    faults.push_back({"truncated", "ends after " + rounded(m.seconds, 1) + " of " + rounded(m.stream.seconds, 1) +
                                       " seconds" + (m.problem.empty() ? "" : "; it " + m.problem)});
  else if (!m.problem.empty())
    faults.push_back({"damaged", "it " + m.problem});
  if (m.clipped_share > kClippedShare)
    faults.push_back({"clipped", rounded(m.clipped_share, 0.001) + " of 1000 samples are cut off at full scale"});
  if (m.stream.channels == 2 && m.kind != "silence" && m.side_db < kOneChannelDb)
    faults.push_back({"mono-twice", "both channels hold the same"});
  if (has_low_bandwidth(m))
    faults.push_back(
        {"low-bandwidth", "nothing lies above " + rounded(m.bandwidth_hz / 1000, 1) + " kHz, though it is " +
                              (m.stream.lossless ? m.stream.codec : rounded(m.stream.bit_rate / 1000, 1) + " kbit/s")});
  return faults;
}

std::string_view advice_for(std::string_view kind) {
  if (kind == "silent") return "check whether it is meant to be silent; if not, fetch it again";
  if (kind == "truncated") return "fetch it again, or rip it again: its end is missing";
  if (kind == "damaged") return "fetch it again, or rip it again";
  if (kind == "clipped") return "nothing, if it was mastered so; another edition may sound better";
  if (kind == "mono-twice") return "nothing; as one channel it would be half as large";
  return "it was probably made from a file of lower quality; look for the original";
}

}  // namespace leitmotif::sound
