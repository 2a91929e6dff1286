#include "leitmotif/collection/cover.hpp"

#include <taglib/attachedpictureframe.h>
#include <taglib/flacfile.h>
#include <taglib/id3v2tag.h>
#include <taglib/mp4file.h>
#include <taglib/mpegfile.h>
#include <taglib/xiphcomment.h>

#include <algorithm>
#include <array>
#include <system_error>
#include <vector>

#include "leitmotif/collection/music_file.hpp"
#include "leitmotif/core/ascii.hpp"

namespace leitmotif::collection {
namespace {

constexpr std::array<std::string_view, 5> kNames = {"cover", "folder", "front", "album", "albumart"};
constexpr std::array<std::string_view, 4> kEndings = {".jpg", ".jpeg", ".png", ".webp"};

/// Remembers the best picture: a front cover, else the first.
class Best {
 public:
  void offer(const TagLib::ByteVector& data, bool is_front) {
    if (data.isEmpty() || data.size() > kMostPictureBytes || (best_ && (is_front_ || !is_front))) return;
    std::string bytes(data.data(), data.size());
    const auto type = picture_type(bytes);
    if (!type) return;
    best_ = Picture{std::move(bytes), *type};
    is_front_ = is_front;
  }
  [[nodiscard]] std::optional<Picture> take() { return std::move(best_); }

 private:
  std::optional<Picture> best_;
  bool is_front_ = false;
};

void look_in(const TagLib::ID3v2::Tag* tag, Best& best) {
  if (tag == nullptr) return;
  for (const TagLib::ID3v2::Frame* frame : tag->frameList("APIC"))
    if (const auto* picture = dynamic_cast<const TagLib::ID3v2::AttachedPictureFrame*>(frame))
      best.offer(picture->picture(), picture->type() == TagLib::ID3v2::AttachedPictureFrame::FrontCover);
}

void look_in(const TagLib::List<TagLib::FLAC::Picture*>& pictures, Best& best) {
  for (const TagLib::FLAC::Picture* picture : pictures)
    best.offer(picture->data(), picture->type() == TagLib::FLAC::Picture::FrontCover);
}

void look_in(TagLib::File& file, Best& best) {
  if (auto* mpeg = dynamic_cast<TagLib::MPEG::File*>(&file)) return look_in(mpeg->ID3v2Tag(), best);
  if (auto* flac = dynamic_cast<TagLib::FLAC::File*>(&file)) {
    look_in(flac->pictureList(), best);
    return look_in(flac->ID3v2Tag(), best);
  }
  if (auto* mp4 = dynamic_cast<TagLib::MP4::File*>(&file)) {
    if (mp4->tag() == nullptr || !mp4->tag()->contains("covr")) return;
    for (const TagLib::MP4::CoverArt& art : mp4->tag()->item("covr").toCoverArtList()) best.offer(art.data(), true);
    return;
  }
  if (auto* comment = dynamic_cast<TagLib::Ogg::XiphComment*>(file.tag())) look_in(comment->pictureList(), best);
}

}  // namespace

std::optional<std::string> picture_type(const std::string& bytes) {
  if (bytes.starts_with("\xFF\xD8\xFF")) return "image/jpeg";
  if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return "image/png";
  if (bytes.starts_with("GIF8")) return "image/gif";
  if (bytes.starts_with("RIFF") && bytes.size() > 12 && bytes.compare(8, 4, "WEBP") == 0) return "image/webp";
  return std::nullopt;
}

std::optional<Picture> cover_inside(const ReadOnlyFile& music) {
  Best best;
  with_music_file(
      music.stamp().size_bytes, [&](std::int64_t offset, std::size_t size) { return music.read_at(offset, size); },
      music.path().string(), [&](TagLib::File& file) { look_in(file, best); });
  return best.take();
}

std::optional<std::filesystem::path> cover_in_folder(const std::filesystem::path& folder) {
  std::optional<std::filesystem::path> found;
  std::size_t best = kNames.size() * kEndings.size();
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const auto name = std::ranges::find(kNames, ascii::lower_case(entry.path().stem().string()));
    const auto ending = std::ranges::find(kEndings, ascii::lower_case(entry.path().extension().string()));
    if (name == kNames.end() || ending == kEndings.end()) continue;
    const auto place = static_cast<std::size_t>(name - kNames.begin()) * kEndings.size() +
                       static_cast<std::size_t>(ending - kEndings.begin());
    if (place >= best) continue;
    best = place;
    found = entry.path();
  }
  return found;
}

}  // namespace leitmotif::collection
