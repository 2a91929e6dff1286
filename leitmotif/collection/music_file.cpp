#include "leitmotif/collection/music_file.hpp"

#include <taglib/aifffile.h>
#include <taglib/apefile.h>
#include <taglib/asffile.h>
#include <taglib/flacfile.h>
#include <taglib/id3v2framefactory.h>
#include <taglib/infotag.h>
#include <taglib/itfile.h>
#include <taglib/modfile.h>
#include <taglib/mp4file.h>
#include <taglib/mpcfile.h>
#include <taglib/mpegfile.h>
#include <taglib/oggflacfile.h>
#include <taglib/opusfile.h>
#include <taglib/s3mfile.h>
#include <taglib/speexfile.h>
#include <taglib/trueaudiofile.h>
#include <taglib/vorbisfile.h>
#include <taglib/wavfile.h>
#include <taglib/wavpackfile.h>
#include <taglib/xmfile.h>

#include <array>
#include <optional>

#include "leitmotif/core/error.hpp"
#include "leitmotif/text/encoding.hpp"

namespace leitmotif::collection {
namespace {

constexpr std::size_t kFirstBytes = 64;

constexpr std::size_t kOggPacket = 28;  // where the first packet begins when its page has one segment

MusicFormat ogg_format(std::string_view first, const std::string& name) {
  const std::string_view packet = first.size() > kOggPacket ? first.substr(kOggPacket) : std::string_view();
  if (packet.starts_with("\x01vorbis")) return MusicFormat::ogg_vorbis;
  if (packet.starts_with("OpusHead")) return MusicFormat::ogg_opus;
  if (packet.starts_with("\x7F"
                         "FLAC"))
    return MusicFormat::ogg_flac;
  if (packet.starts_with("Speex   ")) return MusicFormat::ogg_speex;
  throw Error(ErrorKind::unsupported, name + ": is Ogg, but neither Vorbis nor Opus nor FLAC nor Speex");
}

bool is_mpeg_frame(std::string_view bytes) noexcept {
  return bytes.size() >= 2 && static_cast<unsigned char>(bytes[0]) == 0xFF &&
         (static_cast<unsigned char>(bytes[1]) & 0xE0U) == 0xE0U;
}

constexpr std::size_t kScreamTrackerMark = 44;  // byte of the letters SCRM

/// The reader of a tracker's module, by its first bytes; those of the Amiga have none there.
std::unique_ptr<TagLib::File> make_module(TagLib::IOStream& stream) {
  stream.seek(0);
  const TagLib::ByteVector first = stream.readBlock(kFirstBytes);
  stream.seek(0);
  if (first.startsWith("Extended Module: ")) return std::make_unique<TagLib::XM::File>(&stream);
  if (first.startsWith("IMPM")) return std::make_unique<TagLib::IT::File>(&stream);
  if (first.containsAt("SCRM", kScreamTrackerMark)) return std::make_unique<TagLib::S3M::File>(&stream);
  return std::make_unique<TagLib::Mod::File>(&stream);
}

std::unique_ptr<TagLib::File> make(TagLib::IOStream& stream, MusicFormat format) {
  TagLib::ID3v2::FrameFactory* frames = TagLib::ID3v2::FrameFactory::instance();
  switch (format) {
    case MusicFormat::mp3:
      return std::make_unique<TagLib::MPEG::File>(&stream, frames);
    case MusicFormat::flac:
      return std::make_unique<TagLib::FLAC::File>(&stream, frames);
    case MusicFormat::ogg_vorbis:
      return std::make_unique<TagLib::Ogg::Vorbis::File>(&stream);
    case MusicFormat::ogg_opus:
      return std::make_unique<TagLib::Ogg::Opus::File>(&stream);
    case MusicFormat::ogg_flac:
      return std::make_unique<TagLib::Ogg::FLAC::File>(&stream);
    case MusicFormat::ogg_speex:
      return std::make_unique<TagLib::Ogg::Speex::File>(&stream);
    case MusicFormat::mp4:
      return std::make_unique<TagLib::MP4::File>(&stream);
    case MusicFormat::wav:
      return std::make_unique<TagLib::RIFF::WAV::File>(&stream);
    case MusicFormat::aiff:
      return std::make_unique<TagLib::RIFF::AIFF::File>(&stream);
    case MusicFormat::asf:
      return std::make_unique<TagLib::ASF::File>(&stream);
    case MusicFormat::ape:
      return std::make_unique<TagLib::APE::File>(&stream);
    case MusicFormat::wavpack:
      return std::make_unique<TagLib::WavPack::File>(&stream);
    case MusicFormat::musepack:
      return std::make_unique<TagLib::MPC::File>(&stream);
    case MusicFormat::true_audio:
      return std::make_unique<TagLib::TrueAudio::File>(&stream, frames);
    case MusicFormat::module:
      return make_module(stream);
    case MusicFormat::dsf:
    case MusicFormat::dsdiff:
      throw Error(ErrorKind::unsupported, "DSF and DSDIFF are read by their tags alone");
  }
  throw Error(ErrorKind::internal, "a format of music that has no reader");
}

/// What a file of a format begins with.
struct Signature {
  std::string_view bytes;
  MusicFormat format;
};

constexpr std::string_view kAsfHeader = "\x30\x26\xB2\x75\x8E\x66\xCF\x11";

/// Formats by their first bytes, also behind an ID3v2 tag.
constexpr auto kSignatures = std::to_array<Signature>({{"fLaC", MusicFormat::flac},
                                                       {kAsfHeader, MusicFormat::asf},
                                                       {"MAC ", MusicFormat::ape},
                                                       {"wvpk", MusicFormat::wavpack},
                                                       {"MPCK", MusicFormat::musepack},
                                                       {"MP+", MusicFormat::musepack},
                                                       {"TTA1", MusicFormat::true_audio},
                                                       {"TTA2", MusicFormat::true_audio},
                                                       {"DSD ", MusicFormat::dsf},
                                                       {"FRM8", MusicFormat::dsdiff},
                                                       {"Extended Module: ", MusicFormat::module},
                                                       {"IMPM", MusicFormat::module}});

std::optional<MusicFormat> by_signature(std::string_view bytes) {
  for (const Signature& signature : kSignatures)
    if (bytes.starts_with(signature.bytes)) return signature.format;
  if (bytes.size() < 12) return std::nullopt;
  if (bytes.substr(std::min(kScreamTrackerMark, bytes.size())).starts_with("SCRM")) return MusicFormat::module;
  const std::string_view kind = bytes.substr(8, 4);
  if (bytes.starts_with("RIFF") && kind == "WAVE") return MusicFormat::wav;
  if (bytes.starts_with("FORM") && (kind == "AIFF" || kind == "AIFC")) return MusicFormat::aiff;
  return std::nullopt;
}

// TagLib 1.13 deletes no handler, and its class has no virtual destructor.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wnon-virtual-dtor"
/// Texts of a WAV file's own fields, which have no encoding: bytes that are not UTF-8 are given as they are, for
/// whoever guesses one.
class InfoTexts : public TagLib::RIFF::Info::StringHandler {
 public:
  [[nodiscard]] TagLib::String parse(const TagLib::ByteVector& data) const override {
    const bool utf8 = !text::first_invalid_utf8({data.data(), data.size()});
    return {data, utf8 ? TagLib::String::UTF8 : TagLib::String::Latin1};
#pragma GCC diagnostic pop
  }
};

void read_info_texts_as_bytes() {
  static const bool done = [] {
    static const InfoTexts texts;
    TagLib::RIFF::Info::Tag::setStringHandler(&texts);
    return true;
  }();
  (void)done;
}

}  // namespace

std::int64_t id3v2_bytes(std::string_view first) noexcept {
  if (first.size() < 10 || !first.starts_with("ID3")) return 0;
  std::int64_t size = 0;
  for (std::size_t i = 6; i < 10; ++i) size = size * 128 + (static_cast<unsigned char>(first[i]) & 0x7FU);
  const bool footer = (static_cast<unsigned char>(first[5]) & 0x10U) != 0;
  return size + (footer ? 20 : 10);
}

std::int64_t end_of_id3v2(const ReadAt& read) {
  constexpr int kMostTags = 8;
  std::int64_t end = 0;
  for (int i = 0; i < kMostTags; ++i) {
    const std::int64_t bytes = id3v2_bytes(read(end, 10));
    if (bytes == 0) break;
    end += bytes;
  }
  return end;
}

MusicFormat format_of_file(const ReadAt& read, const std::string& name) {
  const std::string first = read(0, kFirstBytes);
  const std::int64_t id3 = end_of_id3v2(read);
  return format_of(first, id3 > 0 ? read(id3, kFirstBytes) : first, name);
}

MusicFormat format_of(std::string_view first, std::string_view behind_id3, const std::string& name) {
  if (const auto format = by_signature(behind_id3)) return *format;
  if (first.starts_with("OggS")) return ogg_format(first, name);
  if (first.size() >= 8 && first.substr(4, 4) == "ftyp") return MusicFormat::mp4;
  if (first.starts_with("ID3") || is_mpeg_frame(first)) return MusicFormat::mp3;
  // Some files begin with filling before the first frame; whether there is one, TagLib will find out.
  if (!first.empty() && (name.ends_with(".mp3") || name.ends_with(".MP3"))) return MusicFormat::mp3;
  if (!first.empty() && (name.ends_with(".mod") || name.ends_with(".MOD"))) return MusicFormat::module;
  if (first.empty()) throw Error(ErrorKind::corrupt_data, name + ": is empty, expected music");
  throw Error(ErrorKind::corrupt_data, name + ": is not music (its first bytes are of no format that is known)");
}

std::unique_ptr<TagLib::File> open_music(TagLib::IOStream& stream, MusicFormat format, const std::string& name) {
  read_info_texts_as_bytes();
  std::unique_ptr<TagLib::File> file = make(stream, format);
  const auto* mpeg = dynamic_cast<const TagLib::MPEG::File*>(file.get());
  const bool broken = !file->isValid() || file->audioProperties() == nullptr ||
                      (mpeg != nullptr && file->audioProperties()->sampleRate() == 0);
  if (broken) throw Error(ErrorKind::corrupt_data, name + ": is broken: no audio can be found in it");
  return file;
}

void with_music_file(std::int64_t length, const ReadAt& read, const std::string& name,
                     const std::function<void(TagLib::File&)>& use) {
  const MusicFormat format = format_of_file(read, name);
  TagStream stream(name, length, read);
  const auto too_large = [&] {
    return Error(ErrorKind::resource_limit,
                 name + ": has a tag of more than " + std::to_string(TagStream::kMostTagBytes >> 20U) + " MiB");
  };
  try {
    const std::unique_ptr<TagLib::File> file = open_music(stream, format, name);
    if (stream.refused_a_block()) throw too_large();
    use(*file);
  } catch (const Error& error) {
    if (stream.refused_a_block() && error.kind() == ErrorKind::corrupt_data) throw too_large();
    throw;
  }
}

}  // namespace leitmotif::collection
