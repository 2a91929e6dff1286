#include "leitmotif/collection/music_file.hpp"

#include <taglib/flacfile.h>
#include <taglib/id3v2framefactory.h>
#include <taglib/mp4file.h>
#include <taglib/mpegfile.h>
#include <taglib/oggflacfile.h>
#include <taglib/opusfile.h>
#include <taglib/vorbisfile.h>

#include "leitmotif/core/error.hpp"

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
  throw Error(ErrorKind::unsupported, name + ": is Ogg, but neither Vorbis nor Opus nor FLAC");
}

bool is_mpeg_frame(std::string_view bytes) noexcept {
  return bytes.size() >= 2 && static_cast<unsigned char>(bytes[0]) == 0xFF &&
         (static_cast<unsigned char>(bytes[1]) & 0xE0U) == 0xE0U;
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
    case MusicFormat::mp4:
      return std::make_unique<TagLib::MP4::File>(&stream);
  }
  throw Error(ErrorKind::internal, "a format of music that has no reader");
}

}  // namespace

std::int64_t id3v2_bytes(std::string_view first) noexcept {
  if (first.size() < 10 || !first.starts_with("ID3")) return 0;
  std::int64_t size = 0;
  for (std::size_t i = 6; i < 10; ++i) size = size * 128 + (static_cast<unsigned char>(first[i]) & 0x7FU);
  const bool footer = (static_cast<unsigned char>(first[5]) & 0x10U) != 0;
  return size + (footer ? 20 : 10);
}

MusicFormat format_of(std::string_view first, std::string_view behind_id3, const std::string& name) {
  if (behind_id3.starts_with("fLaC")) return MusicFormat::flac;
  if (first.starts_with("OggS")) return ogg_format(first, name);
  if (first.size() >= 8 && first.substr(4, 4) == "ftyp") return MusicFormat::mp4;
  if (first.starts_with("ID3") || is_mpeg_frame(first)) return MusicFormat::mp3;
  // Some files begin with filling before the first frame; whether there is one, TagLib will find out.
  if (!first.empty() && (name.ends_with(".mp3") || name.ends_with(".MP3"))) return MusicFormat::mp3;
  if (first.empty()) throw Error(ErrorKind::corrupt_data, name + ": is empty, expected music");
  throw Error(ErrorKind::corrupt_data, name + ": is not music (neither MP3, FLAC, Ogg nor MP4 by its first bytes)");
}

std::unique_ptr<TagLib::File> open_music(TagLib::IOStream& stream, MusicFormat format, const std::string& name) {
  std::unique_ptr<TagLib::File> file = make(stream, format);
  const auto* mpeg = dynamic_cast<const TagLib::MPEG::File*>(file.get());
  const bool broken = !file->isValid() || file->audioProperties() == nullptr ||
                      (mpeg != nullptr && file->audioProperties()->sampleRate() == 0);
  if (broken) throw Error(ErrorKind::corrupt_data, name + ": is broken: no audio can be found in it");
  return file;
}

void with_music_file(std::int64_t length, const TagStream::ReadAt& read, const std::string& name,
                     const std::function<void(TagLib::File&)>& use) {
  const std::string first = read(0, kFirstBytes);
  const std::int64_t id3 = id3v2_bytes(first);
  const std::string behind = id3 > 0 ? read(id3, kFirstBytes) : first;
  const MusicFormat format = format_of(first, behind, name);
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
