#include "leitmotif/collection/tags.hpp"

#include <taglib/mp4file.h>
#include <taglib/mpegfile.h>
#include <taglib/tpropertymap.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "leitmotif/collection/music_file.hpp"
#include "leitmotif/collection/tag_lyrics.hpp"
#include "leitmotif/collection/tag_stream.hpp"
#include "leitmotif/collection/tag_text.hpp"
#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"

namespace leitmotif::collection {
namespace {

constexpr std::array<std::string_view, 8> kMusicExtensions = {".mp3",  ".flac", ".ogg", ".oga",
                                                              ".opus", ".m4a",  ".m4b", ".mp4"};

/// Four digits at the beginning: 1999, 1999-05-01.
std::optional<int> year_in(const std::string& date) {
  int year = 0;
  if (date.size() < 4) return std::nullopt;
  const auto [end, failure] = std::from_chars(date.data(), date.data() + 4, year);
  if (failure != std::errc() || end != date.data() + 4 || year < 1000 || year > 2100) return std::nullopt;
  return year;
}

/// An id as MusicBrainz writes it, or nothing.
std::string id_in(const std::string& text) {
  const std::string id = ascii::lower_case(text.substr(0, 36));
  if (id.size() != 36) return {};
  for (std::size_t i = 0; i < id.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    const bool hex = ascii::is_digit(id[i]) || (id[i] >= 'a' && id[i] <= 'f');
    if (dash ? id[i] != '-' : !hex) return {};
  }
  return id;
}

/// The fields of a file by their common names.
class Fields {
 public:
  explicit Fields(TagLib::File& file)
      : properties_(file.properties()), guess_(dynamic_cast<TagLib::MPEG::File*>(&file) != nullptr) {
    // Free fields of MP4 that TagLib has no common name for.
    if (const auto* tag = dynamic_cast<TagLib::MP4::Tag*>(file.tag()))
      for (const auto& [key, item] : tag->itemMap())
        if (const TagLib::String name = key.upper(); name.startsWith("----:COM.APPLE.ITUNES:"))
          if (const TagLib::String field = name.substr(22); !properties_.contains(field))
            properties_.insert(field, item.toStringList());
  }

  [[nodiscard]] std::vector<std::string> all(const char* name) const {
    std::vector<std::string> values;
    if (!properties_.contains(name)) return values;
    for (const TagLib::String& value : properties_[name])
      if (std::string line = line_of(value, guess_); !line.empty()) values.push_back(std::move(line));
    return values;
  }
  [[nodiscard]] std::string first(const char* name) const {
    std::vector<std::string> values = all(name);
    return values.empty() ? std::string() : std::move(values.front());
  }

 private:
  TagLib::PropertyMap properties_;
  bool guess_;
};

std::string joined(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : ", ") + value;
  return text;
}

/// ID3v2.3 holds several moods in one text.
void add_parts(std::string_view text, std::vector<std::string>& parts) {
  while (!text.empty()) {
    const std::string_view part = text.substr(0, text.find(';'));
    if (const std::string_view bare = ascii::trimmed(part); !bare.empty()) parts.emplace_back(bare);
    text.remove_prefix(std::min(part.size() + 1, text.size()));
  }
}

bool says_instrumental(const Fields& fields, const MusicTags& tags) {
  const std::string flag = ascii::lower_case(fields.first("INSTRUMENTAL"));
  if (flag == "1" || flag == "yes" || flag == "true") return true;
  if (ascii::lower_case(tags.language) == "zxx") return true;
  return std::ranges::any_of(fields.all("GENRE"),
                             [](const std::string& genre) { return ascii::lower_case(genre) == "instrumental"; });
}

MusicTags tags_of(TagLib::File& file) {
  const Fields fields(file);
  MusicTags tags;
  tags.title = fields.first("TITLE");
  tags.artist = joined(fields.all("ARTIST"));
  if (tags.artist.empty()) tags.artist = joined(fields.all("ALBUMARTIST"));
  tags.album = fields.first("ALBUM");
  tags.genre = ascii::lower_case(fields.first("GENRE"));
  for (const char* name : {"DATE", "YEAR", "ORIGINALDATE"})
    if (!tags.year) tags.year = year_in(fields.first(name));
  tags.language = fields.first("LANGUAGE");
  tags.recording_id = id_in(fields.first("MUSICBRAINZ_TRACKID"));
  tags.release_id = id_in(fields.first("MUSICBRAINZ_ALBUMID"));
  tags.artist_id = id_in(fields.first("MUSICBRAINZ_ARTISTID"));
  for (const std::string& moods : fields.all("MOOD")) add_parts(moods, tags.moods);
  tags.instrumental = says_instrumental(fields, tags);
  if (const int length = file.audioProperties()->lengthInMilliseconds(); length > 0) tags.length_ms = length;
  tags.lyrics = lyrics_in(file);
  return tags;
}

MusicTags read_stream(std::int64_t length, const TagStream::ReadAt& read, const std::string& name) {
  MusicTags tags;
  with_music_file(length, read, name, [&](TagLib::File& file) { tags = tags_of(file); });
  return tags;
}

}  // namespace

bool is_music_name(const std::filesystem::path& path) {
  const std::string extension = ascii::lower_case(path.extension().string());
  return std::ranges::find(kMusicExtensions, extension) != kMusicExtensions.end();
}

MusicTags read_tags(const ReadOnlyFile& file) {
  return read_stream(
      file.stamp().size_bytes, [&](std::int64_t offset, std::size_t size) { return file.read_at(offset, size); },
      file.path().string());
}

MusicTags parse_tags(std::string_view bytes, const std::string& name) {
  const auto read = [bytes](std::int64_t offset, std::size_t size) {
    const auto begin = static_cast<std::size_t>(offset);
    return begin < bytes.size() ? std::string(bytes.substr(begin, size)) : std::string();
  };
  return read_stream(static_cast<std::int64_t>(bytes.size()), read, name);
}

}  // namespace leitmotif::collection
