// libsndfile: opens some files that libav refuses, and stands in where libav is not there.
#include <sndfile.h>
#include <unistd.h>

#include <array>
#include <memory>
#include <vector>

#include "leitmotif/sound/decoding/decode.hpp"

namespace leitmotif::sound::decoding {
namespace {

constexpr sf_count_t kBlockFrames = 4096;
constexpr int kMostChannels = 64;

struct CloseFile {
  void operator()(SNDFILE* file) const { sf_close(file); }
};

std::string codec_name(int format) {
  switch (format & SF_FORMAT_SUBMASK) {
    case SF_FORMAT_VORBIS:
      return "vorbis";
    case SF_FORMAT_OPUS:
      return "opus";
    case SF_FORMAT_MPEG_LAYER_III:
      return "mp3";
    default:
      return (format & SF_FORMAT_TYPEMASK) == SF_FORMAT_FLAC ? "flac" : "pcm";
  }
}

}  // namespace

Ending decode_by_sndfile(int descriptor, Sink& sink) {
  Ending ending;
  if (::lseek(descriptor, 0, SEEK_SET) != 0) return {false, "cannot be read from its beginning"};
  SF_INFO info{};
  const std::unique_ptr<SNDFILE, CloseFile> file(sf_open_fd(descriptor, SFM_READ, &info, SF_FALSE));
  if (!file) return {false, std::string("cannot be decoded: ") + sf_strerror(nullptr)};
  if (info.samplerate <= 0 || info.channels <= 0 || info.channels > kMostChannels)
    return {false, "has no audio that can be decoded"};
  Stream stream{info.samplerate, static_cast<std::size_t>(info.channels), 0, 0, false, codec_name(info.format)};
  stream.lossless = stream.codec == "flac" || stream.codec == "pcm";
  if (info.frames > 0 && info.frames < SF_COUNT_MAX)
    stream.seconds = static_cast<double>(info.frames) / static_cast<double>(info.samplerate);
  std::vector<float> block(static_cast<std::size_t>(kBlockFrames) * stream.channels);
  sf_count_t at = 0;
  for (bool wanted = true; wanted;) {
    const sf_count_t count = sf_readf_float(file.get(), block.data(), kBlockFrames);
    if (count <= 0) break;
    if (!ending.any) sink.begin(stream);
    ending.any = true;
    wanted = sink.add(std::span(block).first(static_cast<std::size_t>(count) * stream.channels));
    at += count;
    const auto next = static_cast<sf_count_t>(sink.wanted_from() * info.samplerate);
    if (!wanted || info.seekable == 0 || next < at + static_cast<sf_count_t>(kLeastJump * info.samplerate)) continue;
    if (sf_seek(file.get(), next, SEEK_SET) != next) break;
    at = next;
    sink.jump(static_cast<double>(next) / info.samplerate);
  }
  if (!ending.any)
    ending.problem = "has no sound in it";
  else if (sf_error(file.get()) != SF_ERR_NO_ERROR)
    ending.problem = std::string("cannot be read to its end: ") + sf_strerror(file.get());
  return ending;
}

}  // namespace leitmotif::sound::decoding
