#include "leitmotif/collection/tag_lyrics.hpp"

#include <taglib/apefile.h>
#include <taglib/apetag.h>
#include <taglib/asffile.h>
#include <taglib/flacfile.h>
#include <taglib/id3v2tag.h>
#include <taglib/mp4file.h>
#include <taglib/mpcfile.h>
#include <taglib/mpegfile.h>
#include <taglib/synchronizedlyricsframe.h>
#include <taglib/textidentificationframe.h>
#include <taglib/trueaudiofile.h>
#include <taglib/unsynchronizedlyricsframe.h>
#include <taglib/wavfile.h>
#include <taglib/wavpackfile.h>
#include <taglib/xiphcomment.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>

#include "leitmotif/collection/tag_text.hpp"
#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/text/encoding.hpp"
#include "leitmotif/text/language_tags.hpp"

namespace leitmotif::collection {
namespace {

namespace ID3v2 = TagLib::ID3v2;

struct Spelling {
  std::string_view name;  ///< capitals, without blanks, dashes and underscores
  bool synced;
};

/// What fields of lyrics are called; those that others begin with come behind them.
constexpr auto kSpellings = std::to_array<Spelling>({
    {"SYNCEDLYRICS", true},
    {"SYNCHRONISEDLYRICS", true},
    {"SYNCHRONIZEDLYRICS", true},
    {"LYRICSSYNCED", true},
    {"LYRICSSYNCHRONISED", true},
    {"LYRICSSYNCHRONIZED", true},
    {"WMLYRICSSYNCHRONISED", true},
    {"SYLT", true},
    {"UNSYNCEDLYRICS", false},
    {"UNSYNCHRONISEDLYRICS", false},
    {"UNSYNCHRONIZEDLYRICS", false},
    {"UNSYNCHRONISEDLYRIC", false},
    {"UNSYNCHRONIZEDLYRIC", false},
    {"UNSYNCEDLYRIC", false},
    {"LYRICSUNSYNCED", false},
    {"WMLYRICS", false},
    {"SONGLYRICS", false},
    {"LYRICS", false},
    {"LYRIC", false},
    {"USLT", false},
    {"SONGTEXT", false},
    {"PAROLES", false},
    {"LETRA", false},
    {"TESTO", false},
});

/// What a field's name says: which kind of lyric, and in which language.
struct LyricField {
  bool synced = false;
  std::string language;
};

/// Nothing for a field that holds no lyric; a language may stand behind: LYRICS-ENG, "Lyrics (French)".
std::optional<LyricField> lyric_field(std::string_view field) {
  std::string name;
  std::vector<std::size_t> parts;  // where parts behind separators begin in `name`, and where in `field`
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < field.size(); ++i) {
    const char c = field[i];
    if (std::string_view(" -_:/()[].").find(c) == std::string_view::npos) {
      name += ascii::upper(c);
    } else if (i + 1 < field.size()) {
      parts.push_back(name.size());
      places.push_back(i + 1);
    }
  }
  const auto find = [](std::string_view wanted) {
    const auto* const found = std::ranges::find(kSpellings, wanted, &Spelling::name);
    return found == kSpellings.end() ? nullptr : found;
  };
  if (const Spelling* whole = find(name)) return LyricField{whole->synced, {}};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Spelling* spelling = find(std::string_view(name).substr(0, parts[i]));
    if (spelling == nullptr) continue;
    const std::string behind(ascii::trimmed(field.substr(places[i]), " -_:/()[]."));
    const bool said = text::language_rank(behind) != 2 || !text::language_code(behind).empty();
    if (said) return LyricField{spelling->synced, behind};
  }
  return std::nullopt;
}

/// A lyric is a field's value; several values without line ends are its lines.
std::vector<std::string> lyrics_of_values(const std::vector<std::string>& values) {
  const auto has_lines = [](const std::string& value) { return value.find_first_of("\r\n") != std::string::npos; };
  if (values.size() < 2 || std::ranges::any_of(values, has_lines)) return values;
  std::string joined;
  for (const std::string& value : values) joined += value + "\n";
  return {joined};
}

class Gatherer {
 public:
  Gatherer(const TagText& reader, bool guess) : reader_(reader), guess_(guess) {}

  void add(std::string field, const TagLib::String& text, bool synced, std::string language = {}) {
    add_text(std::move(field), reader_.utf8(text, guess_), synced, std::move(language));
  }

  void add_text(std::string field, const std::string& text, bool synced, std::string language) {
    try {
      text::DecodedText plain = text::decode(text, field);  // for its line ends
      if (plain.text.find_first_not_of(" \t\n") != std::string::npos)
        lyrics.push_back(
            {std::move(field), std::move(plain.text), synced, std::move(language), repairs_in_words(plain)});
    } catch (const Error&) {
      // A field that is no text is no lyric.
    }
  }

  /// Takes a field when its name is one of a lyric's.
  void add_if_named(const std::string& name, const std::vector<std::string>& values) {
    const std::optional<LyricField> field = lyric_field(name);
    if (!field) return;
    for (const std::string& value : lyrics_of_values(values)) add_text(name, value, field->synced, field->language);
  }

  void add_if_named(const TagLib::String& field, const TagLib::StringList& list) {
    std::vector<std::string> values;
    for (const TagLib::String& value : list) values.push_back(reader_.utf8(value, guess_));
    add_if_named(field.to8Bit(true), values);
  }

  [[nodiscard]] const TagText& reader() const noexcept { return reader_; }
  [[nodiscard]] bool guesses() const noexcept { return guess_; }

  std::vector<TagLyric> lyrics;

 private:
  const TagText& reader_;
  bool guess_;
};

/// A time as .lrc files have it.
std::string lrc_time(unsigned ms) {
  constexpr unsigned kMsASecond = 1000;
  constexpr unsigned kSecondsAMinute = 60;
  const unsigned seconds = ms / kMsASecond;
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%02u:%02u.%03u", seconds / kSecondsAMinute, seconds % kSecondsAMinute,
                ms % kMsASecond);
  return text.data();
}

/// The text of a SYLT frame in the order of its times, as an .lrc file when its times are those of a clock and there is
/// more than one line. A piece that begins a line begins with a line end; when none does, each piece is a line.
std::string joined(const ID3v2::SynchronizedLyricsFrame& frame, const Gatherer& found) {
  struct Piece {
    unsigned time;
    std::string text;
  };
  std::vector<Piece> pieces;
  for (const auto& entry : frame.synchedText())
    pieces.push_back({entry.time, found.reader().utf8(entry.text, found.guesses())});
  std::ranges::stable_sort(pieces, {}, &Piece::time);
  const bool has_line_ends =
      std::ranges::any_of(pieces, [](const Piece& piece) { return piece.text.find_first_of("\r\n") == 0; });
  const auto begins_line = [&](const Piece& piece) { return !has_line_ends || piece.text.find_first_of("\r\n") == 0; };
  const auto lines =
      std::ranges::count_if(pieces, begins_line) + (pieces.empty() || begins_line(pieces.front()) ? 0 : 1);
  const bool is_clock = frame.timestampFormat() == ID3v2::SynchronizedLyricsFrame::AbsoluteMilliseconds && lines > 1;
  std::string text;
  for (const Piece& piece : pieces) {
    const bool is_new_line = begins_line(piece) || text.empty();
    const std::size_t words = std::min(piece.text.find_first_not_of("\r\n"), piece.text.size());
    if (is_new_line && !text.empty()) text += '\n';
    if (is_clock) text += is_new_line ? "[" + lrc_time(piece.time) + "]" : "<" + lrc_time(piece.time) + ">";
    text += piece.text.substr(words);
  }
  return text;
}

void gather(const ID3v2::Tag& tag, Gatherer& found) {
  for (const ID3v2::Frame* frame : tag.frameList("USLT"))
    if (const auto* lyric = dynamic_cast<const ID3v2::UnsynchronizedLyricsFrame*>(frame))
      found.add("USLT", lyric->text(), false,
                lyric->language().isEmpty() ? std::string()
                                            : std::string(lyric->language().data(), lyric->language().size()));
  for (const ID3v2::Frame* frame : tag.frameList("SYLT"))
    if (const auto* lyric = dynamic_cast<const ID3v2::SynchronizedLyricsFrame*>(frame))
      if (lyric->type() == ID3v2::SynchronizedLyricsFrame::Lyrics ||
          lyric->type() == ID3v2::SynchronizedLyricsFrame::TextTranscription)
        found.add_text("SYLT", joined(*lyric, found), true, {});
  for (const ID3v2::Frame* frame : tag.frameList("TXXX"))
    if (const auto* field = dynamic_cast<const ID3v2::UserTextIdentificationFrame*>(frame)) {
      TagLib::StringList values = field->fieldList();
      if (!values.isEmpty()) values.erase(values.begin());  // the description
      found.add_if_named(field->description(), values);
    }
}

void gather(const TagLib::Ogg::XiphComment& comment, Gatherer& found) {
  for (const auto& [field, values] : comment.fieldListMap()) found.add_if_named(field, values);
}

void gather(const TagLib::APE::Tag& tag, Gatherer& found) {
  for (const auto& [field, item] : tag.itemListMap()) found.add_if_named(field, item.values());
}

void gather(const TagLib::MP4::Tag& tag, Gatherer& found) {
  constexpr std::string_view kFreeForm = "----:";
  for (const auto& [key, item] : tag.itemMap()) {
    const std::string name = key.to8Bit(false);
    if (name == "\xA9lyr") {
      for (const TagLib::String& value : item.toStringList()) found.add("\xC2\xA9lyr", value, false);
    } else if (name.starts_with(kFreeForm)) {
      const std::string field = name.substr(name.find(':', kFreeForm.size()) + 1);
      found.add_if_named(TagLib::String(field, TagLib::String::UTF8), item.toStringList());
    }
  }
}

void gather(const TagLib::ASF::Tag& tag, Gatherer& found) {
  for (const auto& [name, attributes] : tag.attributeListMap()) {
    TagLib::StringList values;
    for (const TagLib::ASF::Attribute& attribute : attributes) values.append(attribute.toString());
    found.add_if_named(name, values);
  }
}

/// The lyrics of every kind of tag a file may have, in the order they are to be tried.
void gather_all(TagLib::File& file, Gatherer& found) {
  if (auto* mpeg = dynamic_cast<TagLib::MPEG::File*>(&file)) {
    if (mpeg->hasID3v2Tag()) gather(*mpeg->ID3v2Tag(), found);
    if (mpeg->hasAPETag()) gather(*mpeg->APETag(), found);
  } else if (auto* flac = dynamic_cast<TagLib::FLAC::File*>(&file)) {
    if (flac->hasXiphComment()) gather(*flac->xiphComment(), found);
    if (flac->hasID3v2Tag()) gather(*flac->ID3v2Tag(), found);
  } else if (const auto* wav = dynamic_cast<TagLib::RIFF::WAV::File*>(&file)) {
    if (wav->hasID3v2Tag()) gather(*wav->ID3v2Tag(), found);
  } else if (auto* tta = dynamic_cast<TagLib::TrueAudio::File*>(&file)) {
    if (tta->hasID3v2Tag()) gather(*tta->ID3v2Tag(), found);
  } else if (auto* ape = dynamic_cast<TagLib::APE::File*>(&file)) {
    if (ape->hasAPETag()) gather(*ape->APETag(), found);
  } else if (auto* wavpack = dynamic_cast<TagLib::WavPack::File*>(&file)) {
    if (wavpack->hasAPETag()) gather(*wavpack->APETag(), found);
  } else if (auto* musepack = dynamic_cast<TagLib::MPC::File*>(&file)) {
    if (musepack->hasAPETag()) gather(*musepack->APETag(), found);
  } else if (const auto* comment = dynamic_cast<TagLib::Ogg::XiphComment*>(file.tag())) {
    gather(*comment, found);
  } else if (const auto* mp4 = dynamic_cast<TagLib::MP4::Tag*>(file.tag())) {
    gather(*mp4, found);
  } else if (const auto* asf = dynamic_cast<TagLib::ASF::Tag*>(file.tag())) {
    gather(*asf, found);
  } else if (const auto* id3 = dynamic_cast<TagLib::ID3v2::Tag*>(file.tag())) {
    gather(*id3, found);
  }
}

}  // namespace

std::vector<TagLyric> lyrics_in(TagLib::File& file, const LyricSource& source) {
  Gatherer found(source.reader, source.guess);
  if (source.entries.empty()) gather_all(file, found);
  if (source.second != nullptr) gather(*source.second, found);
  for (const auto& [name, values] : source.entries) found.add_if_named(name, values);
  std::ranges::stable_sort(found.lyrics, {}, [](const TagLyric& lyric) { return text::language_rank(lyric.language); });
  return std::move(found.lyrics);
}

std::string repairs_in_words(const text::DecodedText& decoded) {
  std::string words;
  for (const text::Repair repair : decoded.repairs) {
    words.append(words.empty() ? "" : "; ").append(text::words_of(repair));
    if (repair == text::Repair::legacy) words.append(" (").append(decoded.encoding).append(")");
  }
  return words;
}

}  // namespace leitmotif::collection
