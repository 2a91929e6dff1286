#include "leitmotif/collection/read_song.hpp"

#include <algorithm>
#include <array>

#include "leitmotif/collection/no_voice.hpp"
#include "leitmotif/collection/stray_text.hpp"
#include "leitmotif/collection/tag_lyrics.hpp"
#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/corpus/field_values.hpp"
#include "leitmotif/corpus/fields.hpp"
#include "leitmotif/corpus/file_name.hpp"
#include "leitmotif/corpus/formats/formats.hpp"
#include "leitmotif/corpus/lyric_file.hpp"
#include "leitmotif/corpus/lyric_names.hpp"
#include "leitmotif/corpus/packed_lyric.hpp"
#include "leitmotif/text/encoding.hpp"
#include "leitmotif/text/no_lyric.hpp"
#include "leitmotif/text/song_names.hpp"
#include "leitmotif/text/unicode.hpp"

namespace leitmotif::collection {
namespace {

/// Whether a lyric file is one of LyricPlace::lrc.
bool is_lrc(const std::filesystem::path& path) {
  const corpus::LyricEnding* const ending = corpus::lyric_ending_of(path.native());
  return ending != nullptr && ending->timed;
}

/// What a lyric file's name says of it.
struct LyricFileKind {
  bool is_timed = false;
  std::filesystem::path name = {};  ///< empty when it is the music's
};

/// What a lyric file is instead of one; empty when it may be one.
std::string stray_file(const std::string& text, const std::string& lyric, const LyricFileKind& kind) {
  const corpus::KnownFormat format = corpus::format_of_lyric(text);
  if (kind.is_timed || format.is_sung) return {};
  if (format.name.empty()) return stray_text(text, kind.name);
  return lyric.empty() ? std::string(format.name) + " without a lyric" : stray_text(lyric, kind.name);
}

/// The message without the file's name in front, which stands beside it anyway.
std::string reason_of(const Error& error, const std::filesystem::path& path) {
  std::string reason = error.what();
  for (const std::string& name : {path.string() + ": ", path.string() + " "})
    if (reason.starts_with(name)) return reason.substr(name.size());
  return reason;
}

/// Opens and reads one file by `use`, and notes how that went. True when it could be used.
template <class Use>
bool read_one(const FoundFile& found, std::size_t index, OwnSong& song, const Use& use) {
  ReadFile note{index, found.stamp, {}, {}, {}, {}, false};
  bool usable = false;
  try {
    const ReadOnlyFile file(found.path);
    note.stamp = file.stamp();
    note.digest = content_digest(file);
    use(file);
    usable = true;
    if (!file.is_unchanged()) {
      song.changed = true;
      note.refusal = "changed while it was read; the next scan reads it again";
    }
  } catch (const Error& error) {
    note.vanished = error.kind() == ErrorKind::not_found;
    song.changed = song.changed || note.vanished;
    note.refusal = note.vanished ? "vanished while the folder was scanned" : reason_of(error, found.path);
  }
  song.files.push_back(std::move(note));
  return usable;
}

/// A lyric file as it was read.
struct LyricText {
  LabelledSong song;
  std::string stray;    ///< see ReadFile
  std::string repairs;  ///< the same
  bool instrumental = false;
};

/// A tag of an .lrc file that says it: "[au: instrumental]".
bool has_instrumental_tag(std::string_view text) {
  while (!text.empty()) {
    const std::string_view line = ascii::trimmed(text.substr(0, text.find('\n')));
    text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
    const std::size_t colon = line.find(':');
    if (!line.starts_with('[') || !line.ends_with(']') || colon == std::string_view::npos) continue;
    if (text::is_instrumental_remark(line.substr(colon + 1, line.size() - colon - 2))) return true;
  }
  return false;
}

bool is_plain_text(const std::string& bytes) {
  const auto has = [&](char sign) { return bytes.find(sign) != std::string::npos; };
  return text::is_ascii(bytes) && !has('\0') && !has('\r') && !has('\x1B') && bytes.find("~{") == std::string::npos;
}

LyricText lyric_file(const ReadOnlyFile& file, bool alone) {
  const std::int64_t size = file.stamp().size_bytes;
  const auto limit = static_cast<std::int64_t>(corpus::kMaxLyricFileBytes);
  const std::string bytes = corpus::unpacked_lyric(file.read_at(0, static_cast<std::size_t>(std::min(size, limit + 1))),
                                                   file.path().string());
  LyricText lyric{corpus::parse_lyric_file(bytes, file.path()), {}, {}, false};
  text::DecodedText decoded;
  if (!is_plain_text(bytes)) decoded = text::decode(bytes, file.path().string());
  const std::string& text = decoded.text.empty() ? bytes : decoded.text;
  lyric.repairs = repairs_in_words(decoded);
  const LyricFileKind kind{is_lrc(file.path()), alone ? file.path() : std::filesystem::path()};
  lyric.stray = stray_file(text, lyric.song.song.lyrics, kind);
  lyric.instrumental = lyric.song.song.lyrics.empty() && has_instrumental_tag(text);
  return lyric;
}

/// A lyric of a tag as it is sung.
std::string lyric_of(std::string_view text, const std::string& where) {
  LabelledSong ignored;  // tags inside of a tag's lyric say nothing that the file's own do not
  const std::optional<corpus::FormattedLyric> formatted = corpus::formatted_lyric(text, where, ignored);
  return std::string(corpus::trimmed(formatted ? formatted->text : text));
}

void assign(const char* key, const std::string& value, LabelledSong& song) {
  (void)corpus::assign_field(corpus::find_field(corpus::head_keys(), key), value, song);
}

/// Reads a lyric file of a song, and notes what it is.
bool read_lyric_of(const FoundFile& found, std::size_t index, bool alone, OwnSong& song, LyricText& lyric) {
  const auto use = [&](const ReadOnlyFile& file) { lyric = lyric_file(file, alone); };
  const bool usable = read_one(found, index, song, use);
  song.files.back().stray = lyric.stray;
  song.files.back().repairs = lyric.repairs;
  song.instrumental = song.instrumental || lyric.instrumental;
  return usable && lyric.stray.empty();
}

/// Takes a lyric when there is something in it.
bool take(std::string lyric, LyricPlace place, OwnSong& song) {
  if (text::says_instrumental(lyric)) {
    song.instrumental = true;
    return false;
  }
  if (lyric.empty() || text::is_placeholder(lyric)) return false;
  song.song.song.lyrics = std::move(lyric);
  song.lyrics_from = place;
  return true;
}

/// Looks for a lyric at one place.
bool look(LyricPlace place, const SongSource& source, std::span<const FoundFile> files, OwnSong& song) {
  if (place == LyricPlace::tag || place == LyricPlace::synced)
    return std::ranges::any_of(song.tags.lyrics, [&](const TagLyric& lyric) {
      if (lyric.synced != (place == LyricPlace::synced)) return false;
      try {
        if (!take(lyric_of(lyric.text, lyric.field), place, song)) return false;
        if (!lyric.repairs.empty()) song.files.front().repairs = lyric.repairs;
        return true;
      } catch (const Error& error) {
        song.files.front().refusal = "its lyric " + std::string(error.what());
        return false;
      }
    });
  return std::ranges::any_of(source.lyrics, [&](std::size_t index) {
    if (is_lrc(files[index].path) != (place == LyricPlace::lrc)) return false;
    LyricText lyric;
    if (!read_lyric_of(files[index], index, false, song, lyric)) return false;
    Song& read = lyric.song.song;
    for (std::size_t i = 0; i < kAudioFeatures.size(); ++i) song.song.song.audio[i] = read.audio[i];
    if (song.song.labels.topic.empty()) song.song.labels = lyric.song.labels;
    if (!take(std::move(read.lyrics), place, song)) return false;
    song.lyric_file = index;
    return true;
  });
}

/// "Track 01", "Audiotrack 3", "Unknown title", "Ann Noon - Blue Door.mp3": no title that anybody gave.
bool is_title_of_ripper(std::string_view title) {
  const std::string lower = ascii::lower_case(ascii::trimmed(title));
  for (const std::string_view whole : {"unknown title", "untitled track", "<unknown>", "unknown"})
    if (lower == whole) return true;
  for (const std::string_view word : {"track ", "audiotrack ", "audio track ", "titel ", "piste ", "pista "})
    if (lower.starts_with(word)) return lower.find_first_not_of("0123456789", word.size()) == std::string::npos;
  return is_music_name(lower);
}

/// "Ann Noon - Topic", a channel of YouTube that holds an artist's records.
std::string without_channel(const std::string& artist) {
  constexpr std::string_view kTopic = " - Topic";
  return artist.size() > kTopic.size() && artist.ends_with(kTopic) ? artist.substr(0, artist.size() - kTopic.size())
                                                                   : artist;
}

void read_music(const SongSource& source, std::span<const FoundFile> files, std::span<const LyricPlace> order,
                OwnSong& song) {
  const FoundFile& music = files[source.first];
  const auto use = [&](const ReadOnlyFile& file) { song.tags = read_tags(file); };
  song.usable = read_one(music, source.first, song, use);
  if (!song.usable) return;
  const MusicTags& tags = song.tags;
  song.files.front().repairs = tags.repairs;
  // What rippers write for names they do not know, the file's own may say better.
  if (!text::is_no_name(tags.artist)) assign("artist", without_channel(tags.artist), song.song);
  if (!is_title_of_ripper(tags.title)) assign("title", tags.title, song.song);
  assign("genre", tags.genre, song.song);
  song.song.song.year = tags.year;
  song.song.song.flagged_explicit = tags.flagged_explicit;
  song.instrumental = tags.instrumental;
  try {
    corpus::fill_from_file_name(music.path, music.path.string(), song.song.song);
  } catch (const Error&) {
    // A name that is no text: it is shown as what it is, below.
  }
  if (song.song.song.artist.empty()) assign("artist", tags.artist, song.song);
  if (song.song.song.title.empty()) assign("title", tags.title, song.song);
  if (song.song.song.artist.empty()) text::part_title(song.song.song.artist, song.song.song.title);
  song.instrumental =
      song.instrumental || is_title_without_voice(song.song.song.title) || is_stem_without_voice(music.path);
  for (const LyricPlace place : order)
    if (look(place, source, files, song)) break;
  if (song.lyrics_from) song.instrumental = false;  // what is there is sung
}

void read_lyric_alone(const SongSource& source, std::span<const FoundFile> files, OwnSong& song) {
  const FoundFile& found = files[source.first];
  LyricText lyric;
  song.usable = read_lyric_of(found, source.first, true, song, lyric);
  if (!song.usable) return;
  song.song = std::move(lyric.song);
  std::string words = std::move(song.song.song.lyrics);
  song.song.song.lyrics.clear();
  take(std::move(words), is_lrc(found.path) ? LyricPlace::lrc : LyricPlace::txt, song);
}

}  // namespace

SungText sung_text(std::string_view text, const std::string& where) {
  OwnSong song;
  (void)take(lyric_of(text, where), LyricPlace::tag, song);
  return {std::move(song.song.song.lyrics), song.instrumental};
}

OwnSong read_song(const SongSource& source, std::span<const FoundFile> files, std::span<const LyricPlace> order) {
  OwnSong song;
  song.song.song.form = LyricsForm::sung;
  if (files[source.first].is_music)
    read_music(source, files, order, song);
  else
    read_lyric_alone(source, files, song);
  if (song.song.song.title.empty()) song.song.song.title = shown(files[source.first].path.stem());
  return song;
}

}  // namespace leitmotif::collection
