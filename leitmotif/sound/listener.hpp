// Listens to a piece from its first to its last sample, keeping only what is needed whatever its length.
// Flow: decoded blocks -> Listener -> Heard -> measure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "leitmotif/sound/fourier.hpp"
#include "leitmotif/sound/loudness.hpp"
#include "leitmotif/sound/resampler.hpp"

namespace leitmotif::sound {

/// What a decoder knows of a file before it decodes it.
struct Stream {
  int rate = 0;  ///< samples a second, at least 1
  std::size_t channels = 0;
  double seconds = 0;   ///< 0: not known
  double bit_rate = 0;  ///< bits a second; 0: not known
  bool lossless = false;
  std::string codec;
  bool exact_length = true;  ///< false: `seconds` was only worked out from the bit rate
};

/// The longest piece that is analysed whole, and how much of the middle of a longer one is.
inline constexpr double kWholeSeconds = 150;
inline constexpr double kMiddleSeconds = 120;
/// Of longer pieces only samples are listened to; those that do not say how long they are, up to the second.
inline constexpr double kLongSeconds = 60.0 * 60;
inline constexpr double kMostSeconds = 24.0 * 60 * 60;

/// A part of a piece, in seconds from its beginning.
struct Span {
  double begin = 0;
  double end = 0;
};

/// What is listened to of a piece that is said to be so long, ascending and apart: its first two minutes, a minute of
/// every thirtieth part, its middle and its end. Empty: all of it.
[[nodiscard]] std::vector<Span> spans_of(double seconds);

/// What was heard.
struct Heard {
  Stream stream;
  double seconds = 0;           ///< up to where it was decoded
  double listened_seconds = 0;  ///< of sound that was listened to: fewer where only samples were
  Loudness loudness;
  double peak_db = -120;      ///< loudest sample, 0 is full scale
  double side_db = -60;       ///< power of left minus right by power of left plus right, -60 to 60
  double rms_db = -120;       ///< root mean square of all samples
  double clipped_share = 0;   ///< of samples in runs of at least 3 at full scale
  double bandwidth_hz = 0;    ///< up to here there is sound
  double cliff_db = 0;        ///< how much the level falls within 600 Hz there
  double brightness_hz = 0;   ///< centroid of magnitudes, the mean over the piece
  double rolloff_hz = 0;      ///< 85 % of the magnitudes lie below, the mean over the piece
  double zero_crossings = 0;  ///< a second
  std::vector<float> middle;  ///< mono at kAnalysisRate: the whole piece or its middle
};

/// Takes blocks of one stream.
class Listener {
 public:
  /// Given every sample that is analysed, mono at kAnalysisRate, as it comes.
  using Tap = std::function<void(std::span<const float>)>;

  explicit Listener(Stream stream, Tap tap = {});

  /// Interleaved samples; shape: [frames x channels]. Numbers that are not finite count as silence.
  /// False: long enough, no more is wanted.
  bool add(std::span<const float> samples);
  /// The second from which on more is wanted: what lies before it may be left out, which `jump` is to tell.
  [[nodiscard]] double wanted_from() const;
  /// What is added next lies so many seconds from the beginning of the piece.
  void jump(double seconds);
  /// Everything that was heard; nothing can be added afterwards.
  [[nodiscard]] Heard finish();

 private:
  bool add_samples_of_long(std::span<const float> samples);
  void add_blocks(std::span<const float> samples);
  void add_block(std::span<const float> samples);
  void begin_next_span();
  [[nodiscard]] std::int64_t frame_at(double seconds) const;
  /// Counts what the resampler appended to what is kept.
  void note_analysed(std::size_t kept_before);
  void add_levels();
  void count_clipping(std::span<const float> samples);
  void add_spectrum(std::span<const float> mono);
  void add_brightness(std::vector<float>& power);
  void keep(bool last);
  void find_bandwidth(Heard& heard) const;
  [[nodiscard]] std::vector<float> middle() const;

  Stream stream_;
  Tap tap_;
  LoudnessMeter meter_;
  Resampler resampler_;
  PowerSpectrum spectrum_;
  std::vector<double> mean_spectrum_;
  double centroids_ = 0;  // sum over spectra
  double rolloffs_ = 0;
  int spectra_ = 0;
  std::vector<float> waiting_;  // mono samples of the next spectrum
  std::vector<float> clean_;
  std::vector<float> mono_;
  std::vector<float> kept_;     // at kAnalysisRate
  std::int64_t kept_from_ = 0;  // how many were dropped before them
  std::int64_t keep_until_ = 0;
  std::int64_t analysed_ = 0;  // samples at kAnalysisRate so far
  std::int64_t frames_ = 0;    // that were listened to
  std::int64_t position_ = 0;  // in the piece, in frames
  std::vector<Span> spans_;    // empty: everything is listened to
  std::size_t span_ = 0;       // the present or next one
  bool past_middle_ = false;   // of a piece of spans
  bool is_new_span_ = false;   // nothing of it was added yet
  std::int64_t crossings_ = 0;
  std::int64_t next_spectrum_ = 0;
  std::vector<int> runs_;  // samples at full scale just now, for each channel
  std::int64_t clipped_ = 0;
  float peak_ = 0;
  double squares_ = 0;
  double mid_ = 0;
  double side_ = 0;
};

}  // namespace leitmotif::sound
