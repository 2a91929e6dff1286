#include "leitmotif/sound/listener.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

#include "leitmotif/core/vectorized.hpp"

namespace leitmotif::sound {
namespace {

constexpr std::size_t kBlockFrames = 4096;
constexpr std::size_t kSpectrumSize = 4096;
constexpr int kSecondsBetweenSpectra = 1;
constexpr float kFullScale = 0.9995F;
constexpr int kClippedRun = 3;
constexpr float kMostSample = 16;     // decoders of lossy formats pass full scale a little
constexpr double kSlackSeconds = 15;  // lengths that are promised are not quite right
constexpr double kRolloffShare = 0.85;
constexpr double kCliffHz = 600;
constexpr double kNothingDb = 90;  // below the loudest bin

/// Sums of squares of all samples, of left plus right, and of left minus right.
struct Levels {
  float squares = 0, mid = 0, side = 0;
};

/// Lanes that are summed side by side, so that no addition waits for the one before.
constexpr std::size_t kSideBySide = 16;
using Lanes = std::array<float, kSideBySide>;

float total(const Lanes& lanes) { return std::accumulate(lanes.begin(), lanes.end(), 0.0F); }

/// Interleaved samples of any number of channels; shape: [frames x channels].
Levels levels_of(const float* samples, std::size_t channels, std::size_t frames) {
  Levels levels;
  for (std::size_t i = 0; i < frames * channels; ++i) levels.squares += samples[i] * samples[i];
  const std::size_t second = channels > 1 ? 1 : 0;
  for (const float* frame = samples; frame != samples + frames * channels; frame += channels) {
    levels.mid += (frame[0] + frame[second]) * (frame[0] + frame[second]);
    levels.side += (frame[0] - frame[second]) * (frame[0] - frame[second]);
  }
  return levels;
}

/// The same of two channels.
LEITMOTIF_VECTORIZED Levels levels_of_two(const float* samples, std::size_t frames) {
  Lanes mid{};
  Lanes side{};
  std::size_t i = 0;
  for (; i + kSideBySide <= frames; i += kSideBySide)
    for (std::size_t k = 0; k < kSideBySide; ++k) {
      const float left = samples[2 * (i + k)];
      const float right = samples[2 * (i + k) + 1];
      mid[k] += (left + right) * (left + right);
      side[k] += (left - right) * (left - right);
    }
  Levels rest = levels_of(samples + 2 * i, 2, frames - i);
  rest.mid += total(mid);
  rest.side += total(side);
  rest.squares = (rest.mid + rest.side) / 2;
  return rest;
}

/// The mean of the channels; shape of `mono`: [frames].
LEITMOTIF_VECTORIZED void mix(const float* samples, std::size_t channels, std::size_t frames, float* mono) {
  const float share = 1 / static_cast<float>(channels);
  if (channels == 2) {
    for (std::size_t i = 0; i < frames; ++i) mono[i] = (samples[2 * i] + samples[2 * i + 1]) * share;
    return;
  }
  for (std::size_t i = 0; i < frames; ++i)
    mono[i] = std::accumulate(samples + i * channels, samples + (i + 1) * channels, 0.0F) * share;
}

/// How often the sign changes.
LEITMOTIF_VECTORIZED std::int32_t crossings_of(const float* mono, std::size_t frames) {
  std::int32_t crossings = 0;
  for (std::size_t i = 1; i < frames; ++i) crossings += (mono[i] < 0) != (mono[i - 1] < 0) ? 1 : 0;
  return crossings;
}

LEITMOTIF_VECTORIZED float peak_of(const float* samples, std::size_t count) {
  Lanes peaks{};
  std::size_t i = 0;
  for (; i + kSideBySide <= count; i += kSideBySide)
    for (std::size_t k = 0; k < kSideBySide; ++k)
      peaks[k] = std::abs(samples[i + k]) > peaks[k] ? std::abs(samples[i + k]) : peaks[k];
  float peak = *std::ranges::max_element(peaks);
  for (; i < count; ++i) peak = std::max(peak, std::abs(samples[i]));
  return peak;
}

/// What is no number, or far beyond full scale, counts as silence. Shape: both [count].
LEITMOTIF_VECTORIZED void clean(const float* samples, float* out, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i)
    out[i] = std::abs(samples[i]) <= kMostSample ? samples[i] : 0.0F;  // false for what is not a number
}

constexpr std::size_t kSpans = 30;
constexpr double kSpanSeconds = 60;
constexpr double kBelievedSeconds = 1e8;  // three years: no file is so long

std::int64_t samples_of(double seconds) { return static_cast<std::int64_t>(seconds * kAnalysisRate); }

/// Up to where samples are kept: past the middle, as far as the length is known.
std::int64_t end_of_keeping(const Stream& stream) {
  constexpr double kUnknown = kWholeSeconds + kMiddleSeconds / 4;
  const double end = stream.seconds > kWholeSeconds
                         ? std::max(kWholeSeconds, stream.seconds / 2 + kMiddleSeconds / 2 + kSlackSeconds)
                         : kUnknown;
  return samples_of(std::min(end, kMostSeconds));
}

}  // namespace

std::vector<Span> spans_of(double seconds) {
  if (!(seconds > kLongSeconds && seconds < kBelievedSeconds)) return {};
  std::vector<Span> spans = {{0, kMiddleSeconds}};
  for (std::size_t k = 1; k < kSpans; ++k) {
    const double begin = seconds * static_cast<double>(k) / static_cast<double>(kSpans);
    if (2 * k == kSpans)
      spans.push_back({begin - kMiddleSeconds / 2, begin + kMiddleSeconds / 2});
    else
      spans.push_back({begin, begin + kSpanSeconds});
  }
  spans.push_back({seconds - kSpanSeconds, seconds + kSlackSeconds});
  return spans;
}

Listener::Listener(Stream stream, Tap tap)
    : stream_(std::move(stream)),
      tap_(std::move(tap)),
      meter_(stream_.rate, stream_.channels),
      resampler_(stream_.rate),
      spectrum_(kSpectrumSize),
      mean_spectrum_(spectrum_.bins()),
      keep_until_(end_of_keeping(stream_)),
      spans_(spans_of(stream_.seconds)),
      runs_(stream_.channels) {
  // What a file promises is not trusted: no more than is ever kept.
  kept_.reserve(static_cast<std::size_t>(
      std::clamp<std::int64_t>(samples_of(stream_.seconds + 1), 0, samples_of(kWholeSeconds + kMiddleSeconds))));
}

bool Listener::add(std::span<const float> samples) {
  if (!spans_.empty()) return add_samples_of_long(samples);
  add_blocks(samples);
  return static_cast<double>(frames_) < kMostSeconds * stream_.rate;
}

bool Listener::add_samples_of_long(std::span<const float> samples) {
  const std::size_t channels = stream_.channels;
  while (samples.size() >= channels && span_ < spans_.size()) {
    const auto frames = static_cast<std::int64_t>(samples.size() / channels);
    const std::int64_t before = std::clamp<std::int64_t>(frame_at(spans_[span_].begin) - position_, 0, frames);
    position_ += before;
    samples = samples.subspan(static_cast<std::size_t>(before) * channels);
    const std::int64_t wanted = std::clamp<std::int64_t>(frame_at(spans_[span_].end) - position_, 0, frames - before);
    // What was kept of the spans before stands in for the middle only where the file ends before that.
    if (wanted > 0 && std::exchange(is_new_span_, false)) kept_.clear();
    add_blocks(samples.first(static_cast<std::size_t>(wanted) * channels));
    samples = samples.subspan(static_cast<std::size_t>(wanted) * channels);
    if (position_ >= frame_at(spans_[span_].end)) begin_next_span();
  }
  return span_ < spans_.size();
}

void Listener::begin_next_span() {
  ++span_;
  past_middle_ = 2 * span_ > spans_.size();
  is_new_span_ = !past_middle_;
}

std::int64_t Listener::frame_at(double seconds) const {
  return static_cast<std::int64_t>(std::max(0.0, seconds) * stream_.rate);
}

double Listener::wanted_from() const {
  const double now = static_cast<double>(position_) / stream_.rate;
  return span_ < spans_.size() ? std::max(now, spans_[span_].begin) : now;
}

void Listener::jump(double seconds) {
  position_ = std::max(position_, frame_at(seconds));
  while (span_ < spans_.size() && position_ >= frame_at(spans_[span_].end)) begin_next_span();
}

void Listener::add_blocks(std::span<const float> samples) {
  const std::size_t step = kBlockFrames * stream_.channels;
  for (std::size_t at = 0; at < samples.size(); at += step)
    add_block(samples.subspan(at, std::min(step, samples.size() - at)));
}

void Listener::add_block(std::span<const float> samples) {
  const std::size_t channels = stream_.channels;
  const std::size_t frames = samples.size() / channels;
  clean_.resize(frames * channels);
  clean(samples.data(), clean_.data(), clean_.size());
  mono_.resize(frames);
  add_levels();
  meter_.add(clean_);
  count_clipping(clean_);
  add_spectrum(mono_);
  frames_ += static_cast<std::int64_t>(frames);
  position_ += static_cast<std::int64_t>(frames);
  if (past_middle_) return;
  const std::size_t before = kept_.size();
  resampler_.add(mono_, kept_);
  note_analysed(before);
  if (spans_.empty()) keep(false);
}

void Listener::note_analysed(std::size_t kept_before) {
  const std::span<const float> fresh = std::span(kept_).subspan(kept_before);
  analysed_ += static_cast<std::int64_t>(fresh.size());
  if (tap_) tap_(fresh);
}

void Listener::add_levels() {
  const std::size_t channels = stream_.channels;
  if (channels == 1)
    std::ranges::copy(clean_, mono_.begin());
  else
    mix(clean_.data(), channels, mono_.size(), mono_.data());
  const Levels levels =
      channels == 2 ? levels_of_two(clean_.data(), mono_.size()) : levels_of(clean_.data(), channels, mono_.size());
  crossings_ += crossings_of(mono_.data(), mono_.size());
  squares_ += static_cast<double>(levels.squares);
  mid_ += static_cast<double>(levels.mid);
  side_ += static_cast<double>(levels.side);
}

void Listener::count_clipping(std::span<const float> samples) {
  const float peak = peak_of(samples.data(), samples.size());
  peak_ = std::max(peak_, peak);
  if (peak < kFullScale) {
    std::ranges::fill(runs_, 0);
    return;
  }
  for (std::size_t i = 0; i < samples.size(); ++i) {
    int& run = runs_[i % stream_.channels];
    run = std::abs(samples[i]) >= kFullScale ? run + 1 : 0;
    if (run >= kClippedRun) clipped_ += run == kClippedRun ? kClippedRun : 1;
  }
}

void Listener::add_spectrum(std::span<const float> mono) {
  if (frames_ < next_spectrum_) return;
  waiting_.insert(waiting_.end(), mono.begin(), mono.end());
  if (waiting_.size() < kSpectrumSize) return;
  std::vector<float> power(spectrum_.bins());
  spectrum_.transform(std::span(waiting_).first(kSpectrumSize), power);
  for (std::size_t k = 0; k < power.size(); ++k) mean_spectrum_[k] += static_cast<double>(power[k]);
  add_brightness(power);
  waiting_.clear();
  next_spectrum_ = frames_ + static_cast<std::int64_t>(kSecondsBetweenSpectra) * stream_.rate;
}

void Listener::add_brightness(std::vector<float>& power) {
  double sum = 0;
  double moment = 0;
  for (std::size_t k = 0; k < power.size(); ++k) {
    power[k] = std::sqrt(power[k]);
    sum += static_cast<double>(power[k]);
    moment += static_cast<double>(power[k]) * static_cast<double>(k);
  }
  if (sum <= 0) return;
  const double bin_hz = static_cast<double>(stream_.rate) / static_cast<double>(kSpectrumSize);
  std::size_t at = 0;
  for (double below = 0; at + 1 < power.size() && (below += static_cast<double>(power[at])) < kRolloffShare * sum;)
    ++at;
  centroids_ += moment / sum * bin_hz;
  rolloffs_ += static_cast<double>(at) * bin_hz;
  ++spectra_;
}

/// Drops what can no longer be in the middle.
void Listener::keep(bool last) {
  const std::int64_t most = samples_of(kWholeSeconds + 2 * kSlackSeconds);
  const std::int64_t end = kept_from_ + static_cast<std::int64_t>(kept_.size());
  if (end > keep_until_) kept_.resize(static_cast<std::size_t>(std::max<std::int64_t>(0, keep_until_ - kept_from_)));
  const auto size = static_cast<std::int64_t>(kept_.size());
  // In large pieces, because the rest has to be moved each time.
  if (size <= most + (last ? 0 : samples_of(kMiddleSeconds))) return;
  kept_.erase(kept_.begin(), kept_.begin() + (size - most));
  kept_from_ += size - most;
}

void Listener::find_bandwidth(Heard& heard) const {
  const double top = *std::ranges::max_element(mean_spectrum_);
  if (top <= 0) return;
  const auto level = [&](std::size_t k) { return 10 * std::log10(mean_spectrum_[k] / top + 1e-14); };
  const double bin_hz = static_cast<double>(stream_.rate) / static_cast<double>(kSpectrumSize);
  std::size_t last = mean_spectrum_.size() - 1;
  while (last > 0 && level(last) < -kNothingDb) --last;
  heard.bandwidth_hz = static_cast<double>(last) * bin_hz;
  const auto width = static_cast<std::size_t>(kCliffHz / bin_hz) + 1;
  double before = -140;
  for (std::size_t k = last > 2 * width ? last - 2 * width : 0; k + width <= last; ++k)
    before = std::max(before, level(k));
  const double after =
      last + 2 < mean_spectrum_.size() ? level(std::min(last + width, mean_spectrum_.size() - 1)) : before;
  heard.cliff_db = before - after;
}

std::vector<float> Listener::middle() const {
  const auto kept = static_cast<std::int64_t>(kept_.size());
  const std::int64_t wanted = samples_of(kMiddleSeconds);
  if (!spans_.empty()) return {kept_.begin(), kept_.begin() + std::min(kept, wanted)};
  if (analysed_ <= samples_of(kWholeSeconds) && kept_from_ == 0) return kept_;
  const std::int64_t begin =
      std::clamp<std::int64_t>(analysed_ / 2 - wanted / 2 - kept_from_, 0, std::max<std::int64_t>(0, kept - wanted));
  const std::int64_t count = std::min(wanted, kept - begin);
  return {kept_.begin() + begin, kept_.begin() + begin + count};
}

Heard Listener::finish() {
  if (spans_.empty()) {
    const std::size_t before = kept_.size();
    resampler_.finish(kept_);
    note_analysed(before);
    keep(true);
  }
  Heard heard;
  heard.stream = stream_;
  heard.seconds = static_cast<double>(position_) / stream_.rate;
  heard.listened_seconds = static_cast<double>(frames_) / stream_.rate;
  heard.loudness = meter_.loudness();
  const auto db = [](double power) { return 10 * std::log10(std::max(power, 1e-12)); };
  heard.peak_db = 2 * db(static_cast<double>(peak_));
  const auto samples = static_cast<double>(std::max<std::int64_t>(1, frames_)) * static_cast<double>(stream_.channels);
  heard.rms_db = db(squares_ / samples);
  heard.side_db = mid_ + side_ > 0 ? std::clamp(db((side_ + 1e-12) / (mid_ + 1e-12)), -60.0, 60.0) : -60;
  heard.clipped_share = static_cast<double>(clipped_) / samples;
  if (spectra_ > 0) {
    heard.brightness_hz = centroids_ / spectra_;
    heard.rolloff_hz = rolloffs_ / spectra_;
  }
  if (frames_ > 0) heard.zero_crossings = static_cast<double>(crossings_) / heard.listened_seconds;
  find_bandwidth(heard);
  heard.middle = middle();
  return heard;
}

}  // namespace leitmotif::sound
