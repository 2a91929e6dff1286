#include "leitmotif/collection/tags.hpp"

#include <taglib/flacfile.h>
#include <taglib/id3v2framefactory.h>
#include <taglib/id3v2header.h>
#include <taglib/id3v2tag.h>
#include <taglib/mpegfile.h>
#include <taglib/tpropertymap.h>
#include <taglib/xiphcomment.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <map>

#include "leitmotif/collection/dsdiff.hpp"
#include "leitmotif/collection/genre_names.hpp"
#include "leitmotif/collection/id3_frames.hpp"
#include "leitmotif/collection/music_file.hpp"
#include "leitmotif/collection/no_voice.hpp"
#include "leitmotif/collection/odd_dates.hpp"
#include "leitmotif/collection/tag_lyrics.hpp"
#include "leitmotif/collection/tag_parts.hpp"
#include "leitmotif/collection/tag_stream.hpp"
#include "leitmotif/collection/tag_text.hpp"
#include "leitmotif/collection/vorbis_entries.hpp"
#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/corpus/field_values.hpp"
#include "leitmotif/text/encoding.hpp"
#include "leitmotif/text/music_ids.hpp"
#include "leitmotif/text/song_names.hpp"

namespace leitmotif::collection {
namespace {

/// The fields of a file by their common names: what one kind of tag does not say, the next may.
class Fields {
 public:
  explicit Fields(std::vector<TagPart> parts) : parts_(std::move(parts)), reader_(reader_of(parts_)) {}

  /// Fields that are read without TagLib, in capitals; they take the place of the first kind's.
  void replace(std::map<std::string, std::vector<std::string>> entries) { entries_ = std::move(entries); }

  [[nodiscard]] std::vector<std::string> all(const char* name) const {
    std::vector<std::string> values;
    if (const auto found = entries_.find(name); found != entries_.end()) {
      for (const std::string& value : found->second)
        if (std::string line = reader_.line(TagLib::String(value, TagLib::String::UTF8), false); !line.empty())
          values.push_back(std::move(line));
      return values;
    }
    for (const TagPart& part : parts_) {
      if (!part.properties.contains(name)) continue;
      for (const TagLib::String& value : part.properties[name])
        if (std::string line = reader_.line(value, part.guess); !line.empty()) values.push_back(std::move(line));
      if (!values.empty()) break;
    }
    return values;
  }
  [[nodiscard]] std::string first(const char* name) const {
    std::vector<std::string> values = all(name);
    return values.empty() ? std::string() : std::move(values.front());
  }
  [[nodiscard]] const TagText& reader() const noexcept { return reader_; }
  [[nodiscard]] const std::map<std::string, std::vector<std::string>>& entries() const noexcept { return entries_; }

 private:
  std::vector<TagPart> parts_;
  TagText reader_;
  std::map<std::string, std::vector<std::string>> entries_;
};

/// How many Vorbis comments TagLib has of a file, pictures among them.
std::size_t known_comments(TagLib::File& file) {
  auto* comment = dynamic_cast<TagLib::Ogg::XiphComment*>(file.tag());
  if (auto* flac = dynamic_cast<TagLib::FLAC::File*>(&file))
    comment = flac->hasXiphComment() ? flac->xiphComment() : nullptr;
  if (comment == nullptr) return 0;
  return comment->fieldCount() + comment->pictureList().size();
}

/// Vorbis comments by name, each text mended as a lyric file's would be.
std::map<std::string, std::vector<std::string>> mended_entries(const ReadAt& read, MusicFormat format,
                                                               std::string& repairs) {
  std::map<std::string, std::vector<std::string>> fields;
  for (const std::string& entry : vorbis_entries(read, format)) {
    const std::size_t equals = entry.find('=');
    if (equals == std::string::npos) continue;
    std::string name = entry.substr(0, equals);
    std::ranges::transform(name, name.begin(), ascii::upper);
    try {
      const text::DecodedText value = text::decode(std::string_view(entry).substr(equals + 1), name);
      if (repairs.empty()) repairs = repairs_in_words(value);
      fields[name].push_back(value.text);
    } catch (const Error&) {
      // What is no text says nothing.
    }
  }
  return fields;
}

/// Without what stands in quotation marks, as a key: "Ann "Nightjar" Wren" is "Ann Wren".
std::string key_without_nickname(const std::string& name) {
  std::string bare;
  bool quoted = false;
  for (const char c : name) {
    if (c == '"')
      quoted = !quoted;
    else if (!quoted)
      bare += c;
  }
  return text::name_key(quoted ? name : bare);
}

/// Several values, each person once.
std::vector<std::string> without_doubles(std::vector<std::string> names) {
  std::vector<std::string> keys;
  std::vector<std::string> kept;
  for (std::string& name : names) {
    const std::string key = key_without_nickname(name);
    if (std::ranges::find(keys, key) != keys.end()) continue;
    keys.push_back(key);
    kept.push_back(std::move(name));
  }
  return kept;
}

/// Of several titles the one that the file's name has, else the first: some programs write an album's titles into each
/// of its files.
std::string title_of(const std::vector<std::string>& titles, const std::string& file) {
  if (titles.empty()) return {};
  if (titles.size() > 1) {
    const std::string name = text::name_key(std::filesystem::path(file).stem().string());
    std::size_t longest = 0;
    const std::string* best = nullptr;
    for (const std::string& title : titles) {
      const std::string key = text::name_key(title);
      if (key.size() <= longest || name.find(key) == std::string::npos) continue;
      longest = key.size();
      best = &title;
    }
    if (best != nullptr) return *best;
  }
  return titles.front();
}

std::string joined(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : ", ") + value;
  return text;
}

constexpr int kMostDiscs = 999;
constexpr int kMostTracks = 9999;

/// "3", "03/12", "3 of 12" as 3; nothing for 0, a side ("A1") or what nobody counts.
std::optional<int> place_in(std::string_view text, int most) {
  text = ascii::trimmed(text);
  int number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  const auto rest = text.substr(static_cast<std::size_t>(end - text.data()));
  const bool ends = rest.empty() || rest.front() == '/' || rest.front() == ' ' || rest.front() == '.';
  return fault == std::errc() && ends && number >= 1 && number <= most ? std::optional(number) : std::nullopt;
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
  return std::ranges::any_of(fields.all("GENRE"), is_genre_without_voice);
}

/// What the tags say of explicit words, by any of the names that programs have for it: one that says so is enough.
double explicit_flag_of(const Fields& fields) {
  double flag = kMissing;
  for (const char* name : {"ITUNESADVISORY", "ADVISORY", "PARENTALADVISORY", "PARENTAL ADVISORY", "CONTENTADVISORY",
                           "CONTENTRATING", "EXPLICIT", "RTNG", "WM/PARENTALRATING"})
    for (const std::string& value : fields.all(name))
      if (const std::optional<bool> says = corpus::says_explicit(value); says && (*says || std::isnan(flag)))
        flag = *says ? 1 : 0;
  return flag;
}

/// Whether a second genre is what the first says more exactly: in tags of ID3v2.3 and older.
bool has_refined_genres(TagLib::File& file) {
  const auto* tag = dynamic_cast<const TagLib::ID3v2::Tag*>(file.tag());
  if (auto* mpeg = dynamic_cast<TagLib::MPEG::File*>(&file)) tag = mpeg->hasID3v2Tag() ? mpeg->ID3v2Tag() : nullptr;
  return tag != nullptr && tag->header() != nullptr && tag->header()->majorVersion() < 4;
}

/// What a file is read from.
struct Opened {
  const ReadAt& read;
  MusicFormat format;
  const std::string& name;
};

/// An ID3v2 tag behind the first one, which TagLib passes over.
std::unique_ptr<TagLib::ID3v2::Tag> second_id3(TagLib::File& file, const Opened& opened) {
  if (opened.format != MusicFormat::mp3) return nullptr;
  const std::int64_t first = id3v2_bytes(opened.read(0, 10));
  if (first == 0 || id3v2_bytes(opened.read(first, 10)) == 0) return nullptr;
  return std::make_unique<TagLib::ID3v2::Tag>(&file, first);
}

MusicTags tags_of(TagLib::File& file, const Opened& opened) {
  const std::unique_ptr<TagLib::ID3v2::Tag> second = second_id3(file, opened);
  std::vector<TagPart> parts = tag_parts(file, second.get());
  const bool guess = !parts.empty() && parts.front().guess;
  MusicTags tags;
  std::map<std::string, std::vector<std::string>> entries;
  // TagLib drops fields that are not UTF-8.
  if (declared_comments(opened.read, opened.format) > known_comments(file))
    entries = mended_entries(opened.read, opened.format, tags.repairs);
  Fields fields(std::move(parts));
  fields.replace(std::move(entries));
  // Windows-1252 is what Latin-1 means to everybody.
  if (const std::string& encoding = fields.reader().encoding(); !encoding.empty() && encoding != "windows-1252")
    tags.repairs = "the encoding of its tags was guessed from the bytes (" + fields.reader().encoding() + ")";
  tags.title = title_of(fields.all("TITLE"), opened.name);
  tags.artist = joined(without_doubles(fields.all("ARTIST")));
  if (tags.artist.empty()) tags.artist = joined(without_doubles(fields.all("ALBUMARTIST")));
  tags.album = fields.first("ALBUM");
  tags.album_artist = joined(without_doubles(fields.all("ALBUMARTIST")));
  tags.disc = place_in(fields.first("DISCNUMBER"), kMostDiscs);
  tags.track = place_in(fields.first("TRACKNUMBER"), kMostTracks);
  tags.genre = genre_of(fields.all("GENRE"), has_refined_genres(file));
  for (const char* name : {"DATE", "YEAR", "RELEASEDATE", "ORIGINALDATE", "ORIGINALYEAR"})
    for (const std::string& date : fields.all(name))
      if (!tags.year) tags.year = year_in(date);
  tags.language = fields.first("LANGUAGE");
  tags.ids.recording_id = text::musicbrainz_id(fields.first("MUSICBRAINZ_TRACKID"));
  tags.ids.release_id = text::musicbrainz_id(fields.first("MUSICBRAINZ_ALBUMID"));
  tags.ids.artist_id = text::musicbrainz_id(fields.first("MUSICBRAINZ_ARTISTID"));
  for (const std::string& code : fields.all("ISRC"))
    if (tags.ids.isrc.empty()) tags.ids.isrc = text::recording_code(code);
  for (const std::string& moods : fields.all("MOOD")) add_parts(moods, tags.moods);
  tags.instrumental = says_instrumental(fields, tags);
  tags.flagged_explicit = explicit_flag_of(fields);
  const TagLib::AudioProperties* audio = file.audioProperties();
  if (audio != nullptr && audio->lengthInMilliseconds() > 0) tags.length_ms = audio->lengthInMilliseconds();
  tags.lyrics = lyrics_in(file, {fields.reader(), guess, fields.entries(), second.get()});
  return tags;
}

/// The beginning of the ID3v2 tag that a file begins with, its text marked so that TagLib reads it; empty when nothing
/// has to be.
std::string marked_id3(const ReadAt& read) {
  // Texts come before pictures in nearly all tags, and reading pictures twice takes its time.
  constexpr std::int64_t kMostBytes = 64 << 10;
  const std::int64_t bytes = id3v2_bytes(read(0, 10));
  if (bytes == 0) return {};
  std::string tag = read(0, static_cast<std::size_t>(std::min(bytes, kMostBytes)));
  return mark_utf16(tag) ? tag : std::string();
}

/// Bytes of a file with those of `front` in the place of its first.
ReadAt with_front(const ReadAt& read, const std::string& front) {
  return [&read, &front](std::int64_t offset, std::size_t size) {
    std::string bytes = read(offset, size);
    for (std::size_t i = 0; i < bytes.size() && static_cast<std::size_t>(offset) + i < front.size(); ++i)
      bytes[i] = front[static_cast<std::size_t>(offset) + i];
    return bytes;
  };
}

std::int64_t little_endian_64(std::string_view bytes, std::size_t at) {
  std::uint64_t value = 0;
  for (std::size_t i = 8; i-- > 0;) value = value * 256 + static_cast<unsigned char>(bytes[at + i]);
  return value > (1ULL << 62U) ? 0 : static_cast<std::int64_t>(value);
}

/// What an ID3v2 tag says that begins inside of a file; nothing when there is none.
MusicTags id3_inside(std::int64_t begin, std::int64_t length, const Opened& opened) {
  if (begin <= 0 || begin >= length) return {};
  const ReadAt behind = [&](std::int64_t offset, std::size_t size) { return opened.read(begin + offset, size); };
  TagStream stream(opened.name, length - begin, behind);
  TagLib::MPEG::File file(&stream, TagLib::ID3v2::FrameFactory::instance(), false);
  if (!file.isValid() || stream.refused_a_block()) return {};
  return tags_of(file, {behind, opened.format, opened.name});
}

/// A text without an encoding, on one line; empty when it is none.
std::string line_of_bytes(const std::string& bytes, const std::string& name) {
  try {
    std::string line = text::decode_text(bytes, name);
    std::ranges::replace_if(
        line, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    return std::string(ascii::trimmed(line));
  } catch (const Error&) {
    return {};
  }
}

/// DSDIFF has names of its own and, from most programs, an ID3v2 tag, which says more.
MusicTags dsdiff_tags(std::int64_t length, const ReadAt& read, const std::string& name) {
  const DsdiffParts parts = read_dsdiff(length, read, name);
  MusicTags tags = id3_inside(parts.id3_begin, length, {read, MusicFormat::dsdiff, name});
  if (tags.title.empty()) tags.title = line_of_bytes(parts.title, name);
  if (tags.artist.empty()) tags.artist = line_of_bytes(parts.artist, name);
  if (parts.length_ms > 0) tags.length_ms = parts.length_ms;
  return tags;
}

/// DSF keeps an ID3v2 tag at its end and says where. Source: Sony, DSF File Format Specification 1.01.
MusicTags dsf_tags(std::int64_t length, const ReadAt& read, const std::string& name) {
  constexpr std::size_t kHeader = 28;
  constexpr std::size_t kFormat = 52;
  const std::string head = read(0, kHeader + kFormat);
  if (head.size() < kHeader + kFormat || head.substr(kHeader, 4) != "fmt ")
    throw Error(ErrorKind::corrupt_data, name + ": is broken: no audio can be found in it");
  MusicTags tags = id3_inside(little_endian_64(head, 20), length, {read, MusicFormat::dsf, name});
  const std::int64_t rate = little_endian_64(head.substr(kHeader + 28, 4) + std::string(4, '\0'), 0);
  const std::int64_t samples = little_endian_64(head, kHeader + 36);
  constexpr std::int64_t kMostSamples = 1LL << 50U;
  if (rate > 0 && samples > 0 && samples < kMostSamples) tags.length_ms = samples * 1000 / rate;
  return tags;
}

MusicTags read_stream(std::int64_t length, const ReadAt& read, const std::string& name) {
  const MusicFormat format = format_of_file(read, name);
  if (format == MusicFormat::dsf) return dsf_tags(length, read, name);
  if (format == MusicFormat::dsdiff) return dsdiff_tags(length, read, name);
  const std::string marked = marked_id3(read);
  const ReadAt patched = marked.empty() ? read : with_front(read, marked);
  MusicTags tags;
  with_music_file(length, patched, name, [&](TagLib::File& file) { tags = tags_of(file, {read, format, name}); });
  return tags;
}

}  // namespace

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
