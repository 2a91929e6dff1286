#include "leitmotif/collection/mood_tag.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <taglib/id3v2tag.h>
#include <taglib/mpegfile.h>
#include <taglib/textidentificationframe.h>
#include <taglib/tfilestream.h>
#include <taglib/tpropertymap.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "leitmotif/collection/music_file.hpp"
#include "leitmotif/collection/tag_inventory.hpp"
#include "leitmotif/collection/tag_parts.hpp"
#include "leitmotif/collection/tags.hpp"
#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::collection {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kCopiedBytes = 1U << 20U;

[[noreturn]] void fail_to(const fs::path& path, const char* doing) {
  throw Error(ErrorKind::io, path.string() + ": cannot " + doing + ": " + std::strerror(errno));
}

/// A copy of a file beside it, which is removed again unless it took the file's place.
class Copy {
 public:
  explicit Copy(const ReadOnlyFile& original) : original_(original.path()), path_(original.path()) {
    path_ += ".leitmotif-" + std::to_string(::getpid());
    struct stat status {};
    if (::stat(original_.c_str(), &status) != 0) fail_to(original_, "examine");
    descriptor_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor_ < 0) fail_to(path_, "write a copy");
    const bool kept = ::fchmod(descriptor_, status.st_mode & 07777U) == 0;
    // Only root may give files away; for others it is their own file already, or the group cannot be kept.
    const bool given = ::fchown(descriptor_, status.st_uid, status.st_gid) == 0 || errno == EPERM;
    if (!kept || !given) {
      discard();
      fail_to(path_, "keep the permissions of the file");
    }
    write(original);
  }
  ~Copy() { discard(); }
  Copy(const Copy&) = delete;
  Copy& operator=(const Copy&) = delete;

  [[nodiscard]] const fs::path& path() const noexcept { return path_; }

  /// Onto the disk and into the file's place.
  void take_its_place() {
    if (::fsync(descriptor_) != 0) fail_to(path_, "write");
    if (::rename(path_.c_str(), original_.c_str()) != 0) fail_to(original_, "replace");
    ::close(std::exchange(descriptor_, -1));
    const int folder = ::open(original_.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return;
    ::fsync(folder);
    ::close(folder);
  }

 private:
  void write(const ReadOnlyFile& original) {
    for (std::int64_t at = 0; at < original.stamp().size_bytes;) {
      const std::string piece = original.read_at(at, kCopiedBytes);
      if (piece.empty()) break;
      for (std::size_t done = 0; done < piece.size();) {
        const ssize_t count = ::write(descriptor_, piece.data() + done, piece.size() - done);
        if (count < 0 && errno != EINTR) {
          const int code = errno;
          discard();
          errno = code;
          fail_to(path_, "write a copy");
        }
        done += count > 0 ? static_cast<std::size_t>(count) : 0;
      }
      at += static_cast<std::int64_t>(piece.size());
    }
  }
  void discard() {
    if (descriptor_ < 0) return;
    ::close(std::exchange(descriptor_, -1));
    ::unlink(path_.c_str());
  }

  fs::path original_;
  fs::path path_;
  int descriptor_ = -1;
};

TagLib::StringList list_of(std::span<const std::string> values) {
  TagLib::StringList list;
  for (const std::string& value : values) list.append(TagLib::String(value, TagLib::String::UTF8));
  return list;
}

/// ID3v2.3 has no frame for moods, and writing the whole tag anew as 2.4 would lock out old players: there it is a
/// field of the user's, as taggers do.
/// A file without an ID3v2 tag gets one that says everything its other tags say, because players look there first and
/// look no further; as 2.3, which every player reads.
bool save_mpeg(TagLib::MPEG::File& file, std::span<const std::string> moods) {
  using TagLib::MPEG::File;
  const bool has_tag = file.hasID3v2Tag();
  const TagLib::PropertyMap others = has_tag ? TagLib::PropertyMap() : joined_parts(tag_parts(file, nullptr));
  TagLib::ID3v2::Tag& tag = *file.ID3v2Tag(true);
  if (!has_tag) tag.setProperties(others);
  const bool old = !has_tag || tag.header()->majorVersion() == 3;
  TagLib::PropertyMap properties = tag.properties();
  properties.replace("MOOD", list_of(moods));
  if (!old) {
    tag.setProperties(properties);
    return file.save(File::ID3v2, TagLib::File::StripNone, TagLib::ID3v2::v4, TagLib::File::DoNotDuplicate);
  }
  tag.removeFrames("TMOO");
  for (auto* field = TagLib::ID3v2::UserTextIdentificationFrame::find(&tag, "MOOD"); field != nullptr;
       field = TagLib::ID3v2::UserTextIdentificationFrame::find(&tag, "MOOD"))
    tag.removeFrame(field);
  std::string joined;
  for (const std::string& mood : moods) joined += (joined.empty() ? "" : "; ") + mood;
  tag.addFrame(new TagLib::ID3v2::UserTextIdentificationFrame(
      "MOOD", TagLib::StringList(TagLib::String(joined, TagLib::String::UTF8)), TagLib::String::UTF16));
  return file.save(File::ID3v2, TagLib::File::StripNone, TagLib::ID3v2::v3, TagLib::File::DoNotDuplicate);
}

bool save(TagLib::File& file, std::span<const std::string> moods) {
  if (auto* mpeg = dynamic_cast<TagLib::MPEG::File*>(&file)) return save_mpeg(*mpeg, moods);
  TagLib::PropertyMap properties = file.properties();
  properties.replace("MOOD", list_of(moods));
  file.setProperties(properties);
  return file.save();
}

void write_into(const Copy& copy, MusicFormat format, std::span<const std::string> moods, const std::string& name) {
  TagLib::FileStream stream(copy.path().c_str(), false);
  if (!stream.isOpen() || stream.readOnly()) throw Error(ErrorKind::io, name + ": its copy cannot be written");
  const std::unique_ptr<TagLib::File> file = open_music(stream, format, name);
  if (!save(*file, moods)) throw Error(ErrorKind::io, name + ": the tag cannot be written into its copy");
}

}  // namespace

std::vector<std::string> merged_moods(std::span<const std::string> there, std::span<const std::string> added) {
  std::vector<std::string> merged(there.begin(), there.end());
  for (const std::string& mood : added)
    if (std::ranges::none_of(merged, [&](const std::string& known) { return ascii::same_letters(known, mood); }))
      merged.push_back(mood);
  return merged;
}

void write_moods(const fs::path& link, std::span<const std::string> moods) {
  std::error_code failure;
  const fs::path path = fs::canonical(link, failure);  // a link stays a link
  const ReadOnlyFile original(failure ? link : path);
  const std::string name = original.path().string();
  const MusicFormat format =
      format_of_file([&](std::int64_t offset, std::size_t size) { return original.read_at(offset, size); }, name);
  const std::vector<std::string> before = tag_inventory(original);
  Copy copy(original);
  write_into(copy, format, moods, name);
  const ReadOnlyFile changed(copy.path());
  if (audio_digest(changed) != audio_digest(original))
    throw Error(ErrorKind::internal, name + ": its audio would have changed, so it was left as it is");
  if (const std::string lost = lost_from(before, tag_inventory(changed)); !lost.empty())
    throw Error(ErrorKind::unsupported, name + ": " + lost + " would be lost, so it was left as it is");
  if (merged_moods(read_tags(changed).moods, moods) != read_tags(changed).moods)
    throw Error(ErrorKind::io, name + ": the tag does not read back, so the file was left as it is");
  if (!original.is_unchanged()) throw Error(ErrorKind::io, name + ": changed meanwhile, so it was left as it is");
  copy.take_its_place();
}

}  // namespace leitmotif::collection
