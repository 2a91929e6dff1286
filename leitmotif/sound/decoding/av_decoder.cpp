// libav: everything people keep music in. Source: libavformat's and libavcodec's documentation, 5.1.
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <vector>

#include "leitmotif/sound/decoding/decode.hpp"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace leitmotif::sound::decoding {
namespace {

constexpr int kReadBytes = 65536;

/// Formats that hold sound themselves; none that names other files (playlists) is among them.
constexpr const char* kFormats =
    "mp3,flac,ogg,mov,wav,w64,aiff,aac,ape,wv,matroska,asf,mpc,mpc8,tta,dsf,iff,caf,au,ac3,eac3,dts,amr,tak,shn,voc,"
    "libopenmpt";

/// Where the bytes come from: a descriptor, so that libav opens nothing.
struct Source {
  int descriptor = -1;
  std::int64_t at = 0;
};

int read_packet(void* opaque, std::uint8_t* bytes, int size) {
  auto& source = *static_cast<Source*>(opaque);
  const ssize_t count = ::pread(source.descriptor, bytes, static_cast<std::size_t>(size), source.at);
  if (count < 0) return AVERROR(errno);
  if (count == 0) return AVERROR_EOF;
  source.at += count;
  return static_cast<int>(count);
}

std::int64_t seek(void* opaque, std::int64_t offset, int whence) {
  auto& source = *static_cast<Source*>(opaque);
  struct stat status {};
  if (::fstat(source.descriptor, &status) != 0) return AVERROR(errno);
  if (whence == AVSEEK_SIZE) return status.st_size;
  const std::int64_t base = whence == SEEK_CUR ? source.at : whence == SEEK_END ? status.st_size : 0;
  if (offset < -base) return AVERROR(EINVAL);
  return source.at = base + offset;
}

struct FreeFormat {
  void operator()(AVFormatContext* format) const { avformat_close_input(&format); }
};
struct FreeIo {
  void operator()(AVIOContext* io) const {
    av_freep(&io->buffer);
    avio_context_free(&io);
  }
};
struct FreeCodec {
  void operator()(AVCodecContext* codec) const { avcodec_free_context(&codec); }
};
struct FreePacket {
  void operator()(AVPacket* packet) const { av_packet_free(&packet); }
};
struct FreeFrame {
  void operator()(AVFrame* frame) const { av_frame_free(&frame); }
};

std::string text_of(int error) {
  std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
  av_strerror(error, text.data(), text.size());
  return text.data();
}

/// Full scale is 1; unsigned samples have it in the middle.
template <typename T>
float scaled(T value) {
  if constexpr (std::is_floating_point_v<T>)
    return static_cast<float>(value);
  else if constexpr (std::is_unsigned_v<T>)
    return (static_cast<float>(value) - 128) / 128;
  else
    return static_cast<float>(value) / -static_cast<float>(std::numeric_limits<T>::min());
}

template <typename T>
void interleave(const AVFrame& frame, std::size_t channels, bool planar, std::vector<float>& out) {
  const auto count = static_cast<std::size_t>(frame.nb_samples);
  out.resize(count * channels);
  if (!planar) {
    const T* from = reinterpret_cast<const T*>(frame.extended_data[0]);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = scaled(from[i]);
    return;
  }
  for (std::size_t channel = 0; channel < channels; ++channel) {
    const T* from = reinterpret_cast<const T*>(frame.extended_data[channel]);
    for (std::size_t i = 0; i < count; ++i) out[i * channels + channel] = scaled(from[i]);
  }
}

bool to_floats(const AVFrame& frame, std::vector<float>& out) {
  const auto format = static_cast<AVSampleFormat>(frame.format);
  const auto channels = static_cast<std::size_t>(frame.ch_layout.nb_channels);
  const bool planar = av_sample_fmt_is_planar(format) != 0;
  switch (av_get_packed_sample_fmt(format)) {
    case AV_SAMPLE_FMT_U8:
      interleave<std::uint8_t>(frame, channels, planar, out);
      return true;
    case AV_SAMPLE_FMT_S16:
      interleave<std::int16_t>(frame, channels, planar, out);
      return true;
    case AV_SAMPLE_FMT_S32:
      interleave<std::int32_t>(frame, channels, planar, out);
      return true;
    case AV_SAMPLE_FMT_S64:
      interleave<std::int64_t>(frame, channels, planar, out);
      return true;
    case AV_SAMPLE_FMT_FLT:
      interleave<float>(frame, channels, planar, out);
      return true;
    case AV_SAMPLE_FMT_DBL:
      interleave<double>(frame, channels, planar, out);
      return true;
    default:
      return false;
  }
}

bool is_lossless(const AVCodecContext& codec) {
  const AVCodecDescriptor* descriptor = avcodec_descriptor_get(codec.codec_id);
  return descriptor != nullptr && (descriptor->props & AV_CODEC_PROP_LOSSY) == 0;
}

class AvDecoder {
 public:
  AvDecoder(int descriptor, Sink& sink) : source_{descriptor, 0}, sink_(sink) {}

  Ending run() {
    av_log_set_level(AV_LOG_QUIET);
    if (open() && open_codec()) decode();
    return std::move(ending_);
  }

 private:
  bool failed(const std::string& problem) {
    ending_.problem = problem;
    return false;
  }

  bool open() {
    io_.reset(avio_alloc_context(static_cast<unsigned char*>(av_malloc(kReadBytes)), kReadBytes, 0, &source_,
                                 read_packet, nullptr, seek));
    AVFormatContext* format = avformat_alloc_context();
    if (!io_ || format == nullptr) throw std::bad_alloc();
    format->pb = io_.get();
    format->flags |= AVFMT_FLAG_CUSTOM_IO;
    AVDictionary* options = nullptr;
    av_dict_set(&options, "format_whitelist", kFormats, 0);
    const int opened = avformat_open_input(&format, nullptr, nullptr, &options);
    av_dict_free(&options);
    if (opened < 0) return failed("cannot be decoded: " + text_of(opened));
    format_.reset(format);
    // Covers and lyrics are nobody's business here; looking into them would cost time and trust.
    for (unsigned i = 0; i < format->nb_streams; ++i)
      if (format->streams[i]->codecpar->codec_type != AVMEDIA_TYPE_AUDIO) format->streams[i]->discard = AVDISCARD_ALL;
    const int found = avformat_find_stream_info(format, nullptr);
    if (found < 0) return failed("cannot be decoded: " + text_of(found));
    return true;
  }

  bool open_codec() {
    const AVCodec* decoder = nullptr;
    stream_ = av_find_best_stream(format_.get(), AVMEDIA_TYPE_AUDIO, -1, -1, &decoder, 0);
    if (stream_ < 0 || decoder == nullptr) return failed("has no audio that can be decoded");
    for (unsigned i = 0; i < format_->nb_streams; ++i)
      if (static_cast<int>(i) != stream_) format_->streams[i]->discard = AVDISCARD_ALL;
    codec_.reset(avcodec_alloc_context3(decoder));
    if (!codec_) throw std::bad_alloc();
    const AVStream& stream = *format_->streams[stream_];
    int result = avcodec_parameters_to_context(codec_.get(), stream.codecpar);
    codec_->thread_count = 1;
    codec_->pkt_timebase = stream.time_base;
    if (result >= 0) result = avcodec_open2(codec_.get(), decoder, nullptr);
    return result >= 0 || failed("cannot be decoded: " + text_of(result));
  }

  void decode() {
    const std::unique_ptr<AVPacket, FreePacket> packet(av_packet_alloc());
    const std::unique_ptr<AVFrame, FreeFrame> frame(av_frame_alloc());
    if (!packet || !frame) throw std::bad_alloc();
    int result = 0;
    do {
      while (wanted_ && (result = av_read_frame(format_.get(), packet.get())) >= 0) {
        const std::int64_t place = packet->pos;
        if (packet->stream_index == stream_) send(packet.get(), *frame);
        av_packet_unref(packet.get());
        if (wanted_) go_on_where_wanted(place);
      }
    } while (wanted_ && result < 0 && go_back());
    if (result < 0 && result != AVERROR_EOF) ending_.problem = "cannot be read to its end: " + text_of(result);
    if (wanted_) send(nullptr, *frame);
    if (!ending_.any && ending_.problem.empty()) ending_.problem = "has no sound in it";
  }

  /// Passes what is not wanted, where the format can be sought in.
  void go_on_where_wanted(std::int64_t here) {
    if (!ending_.any || !can_seek_ || has_jumped_) return;
    const double wanted = sink_.wanted_from();
    // Some formats are sought in roughly: from before the place it is decoded up to it.
    if (wanted < heard_ + kLeastJump || wanted <= sought_) return;
    sought_ = wanted;
    const AVStream& stream = *format_->streams[stream_];
    const std::int64_t start = stream.start_time == AV_NOPTS_VALUE ? 0 : stream.start_time;
    const auto place = start + static_cast<std::int64_t>(wanted / av_q2d(stream.time_base));
    before_ = here;
    has_jumped_ = true;
    // Looking for the place in vain may end anywhere.
    if (av_seek_frame(format_.get(), stream_, place, AVSEEK_FLAG_BACKWARD) < 0) {
      (void)go_back();
      return;
    }
    avcodec_flush_buffers(codec_.get());
    heard_ = wanted;
  }

  /// The file ended before what it jumped to: it was cut, or its places are not where it says. From where it was on all
  /// of it is decoded.
  bool go_back() {
    if (!can_seek_ || before_ < 0 || (!has_jumped_ && heard_ >= sought_)) return false;
    has_jumped_ = false;
    can_seek_ = false;
    avcodec_flush_buffers(codec_.get());
    return av_seek_frame(format_.get(), stream_, before_, AVSEEK_FLAG_BYTE) >= 0;
  }

  /// Where the first frame after a jump lies; what stands before it is not trusted to begin at once.
  void note_place(const AVFrame& frame) {
    if (!has_jumped_) return;
    has_jumped_ = false;
    const AVStream& stream = *format_->streams[stream_];
    if (frame.best_effort_timestamp != AV_NOPTS_VALUE) {
      const std::int64_t start = stream.start_time == AV_NOPTS_VALUE ? 0 : stream.start_time;
      heard_ = static_cast<double>(frame.best_effort_timestamp - start) * av_q2d(stream.time_base);
    }
    sink_.jump(heard_);
  }

  /// What is wrong with one packet costs that packet.
  void send(const AVPacket* packet, AVFrame& frame) {
    const int sent = avcodec_send_packet(codec_.get(), packet);
    if (sent < 0 && sent != AVERROR_EOF) ending_.problem = "is damaged: " + text_of(sent);
    while (wanted_) {
      const int received = avcodec_receive_frame(codec_.get(), &frame);
      if (received == AVERROR(EAGAIN) || received == AVERROR_EOF) return;
      if (received < 0) {
        ending_.problem = "is damaged: " + text_of(received);
        return;
      }
      take(frame);
      av_frame_unref(&frame);
    }
  }

  void take(const AVFrame& frame) {
    const auto channels = static_cast<std::size_t>(std::max(0, frame.ch_layout.nb_channels));
    if (frame.nb_samples <= 0 || channels == 0 || frame.sample_rate <= 0) return;
    if (!ending_.any) {
      rate_ = frame.sample_rate;
      channels_ = channels;
      sink_.begin(stream_of());
      ending_.any = true;
    } else if (rate_ != frame.sample_rate || channels_ != channels) {
      ending_.problem = "changes its sample rate or channels; only its beginning was listened to";
      wanted_ = false;
      return;
    }
    if (!to_floats(frame, block_)) return;
    note_place(frame);
    wanted_ = sink_.add(block_);
    heard_ += static_cast<double>(frame.nb_samples) / rate_;
  }

  [[nodiscard]] Stream stream_of() const {
    Stream stream{rate_, channels_, 0, 0, is_lossless(*codec_), avcodec_get_name(codec_->codec_id)};
    if (format_->duration > 0) stream.seconds = static_cast<double>(format_->duration) / AV_TIME_BASE;
    stream.exact_length = format_->duration_estimation_method != AVFMT_DURATION_FROM_BITRATE;
    const std::int64_t rate = codec_->bit_rate > 0 ? codec_->bit_rate : format_->bit_rate;
    stream.bit_rate = static_cast<double>(std::max<std::int64_t>(0, rate));
    return stream;
  }

  Source source_;
  Sink& sink_;
  Ending ending_;
  std::unique_ptr<AVIOContext, FreeIo> io_;  // outlives format_
  std::unique_ptr<AVFormatContext, FreeFormat> format_;
  std::unique_ptr<AVCodecContext, FreeCodec> codec_;
  int stream_ = -1;
  int rate_ = 0;
  std::size_t channels_ = 0;
  bool wanted_ = true;
  double heard_ = 0;  // up to which second
  double sought_ = 0;
  std::int64_t before_ = -1;  // the byte it jumped from
  bool can_seek_ = true;
  bool has_jumped_ = false;  // and nothing was decoded since
  std::vector<float> block_;
};

}  // namespace

Ending decode_by_av(int descriptor, Sink& sink) { return AvDecoder(descriptor, sink).run(); }

}  // namespace leitmotif::sound::decoding
