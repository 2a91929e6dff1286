#include "leitmotif/collection/tag_lyrics.hpp"

#include <taglib/apetag.h>
#include <taglib/flacfile.h>
#include <taglib/id3v2tag.h>
#include <taglib/mp4file.h>
#include <taglib/mpegfile.h>
#include <taglib/synchronizedlyricsframe.h>
#include <taglib/textidentificationframe.h>
#include <taglib/unsynchronizedlyricsframe.h>
#include <taglib/xiphcomment.h>

#include <algorithm>
#include <array>
#include <optional>

#include "leitmotif/collection/tag_text.hpp"
#include "leitmotif/core/ascii.hpp"
#include "leitmotif/core/error.hpp"
#include "leitmotif/text/encoding.hpp"

namespace leitmotif::collection {
namespace {

namespace ID3v2 = TagLib::ID3v2;

struct Spelling {
  std::string_view name;  ///< capitals, without blanks, dashes and underscores
  bool synced;
};

constexpr std::array<Spelling, 9> kSpellings = {{
    {"LYRICS", false},
    {"UNSYNCEDLYRICS", false},
    {"UNSYNCHRONISEDLYRICS", false},
    {"UNSYNCHRONIZEDLYRICS", false},
    {"USLT", false},
    {"SYNCEDLYRICS", true},
    {"SYNCHRONISEDLYRICS", true},
    {"SYNCHRONIZEDLYRICS", true},
    {"SYLT", true},
}};

/// Whether a field of this name holds lyrics, and of which kind; a language may stand behind: LYRICS-ENG.
const Spelling* spelling_of(std::string_view field) {
  std::string name;
  std::size_t part = 0;  // where the part behind the last separator begins
  for (const char c : field) {
    const bool separator = c == ' ' || c == '-' || c == '_' || c == ':';
    if (separator)
      part = name.size();
    else
      name += ascii::upper(c);
  }
  const auto find = [](std::string_view wanted) {
    const auto* const found = std::ranges::find(kSpellings, wanted, &Spelling::name);
    return found == kSpellings.end() ? nullptr : found;
  };
  const Spelling* whole = find(name);
  const std::size_t behind = name.size() - part;
  return whole != nullptr || behind < 2 || behind > 3 ? whole : find(std::string_view(name).substr(0, part));
}

class Gatherer {
 public:
  explicit Gatherer(bool guess) : guess_(guess) {}

  void add(std::string field, const TagLib::String& text, bool synced) {
    add_text(std::move(field), utf8_of(text, guess_), synced);
  }

  void add_text(std::string field, const std::string& text, bool synced) {
    try {
      std::string plain = text::decode_text(text, field);  // for its line ends
      if (plain.find_first_not_of(" \t\n") != std::string::npos)
        lyrics.push_back({std::move(field), std::move(plain), synced});
    } catch (const Error&) {
      // A field that is no text is no lyric.
    }
  }

  void add_if_named(const TagLib::String& field, const TagLib::StringList& values) {
    const std::string name = field.to8Bit(true);
    const Spelling* spelling = spelling_of(name);
    if (spelling == nullptr) return;
    for (const TagLib::String& value : values) add(name, value, spelling->synced);
  }

  [[nodiscard]] bool guesses() const noexcept { return guess_; }

  std::vector<TagLyric> lyrics;

 private:
  bool guess_;
};

/// The text of a SYLT frame in the order of its times. A piece that begins a line begins with a line end; when none
/// does, each piece is a line.
std::string joined(const ID3v2::SynchronizedLyricsFrame& frame, bool guess) {
  struct Piece {
    unsigned time;
    std::string text;
  };
  std::vector<Piece> pieces;
  for (const auto& entry : frame.synchedText()) pieces.push_back({entry.time, utf8_of(entry.text, guess)});
  std::ranges::stable_sort(pieces, {}, &Piece::time);
  const bool has_line_ends =
      std::ranges::any_of(pieces, [](const Piece& piece) { return piece.text.find_first_of("\r\n") == 0; });
  std::string text;
  for (const Piece& piece : pieces) text += piece.text + (has_line_ends ? "" : "\n");
  return text;
}

void gather(const ID3v2::Tag& tag, Gatherer& found) {
  for (const ID3v2::Frame* frame : tag.frameList("USLT"))
    if (const auto* lyric = dynamic_cast<const ID3v2::UnsynchronizedLyricsFrame*>(frame))
      found.add("USLT", lyric->text(), false);
  for (const ID3v2::Frame* frame : tag.frameList("SYLT"))
    if (const auto* lyric = dynamic_cast<const ID3v2::SynchronizedLyricsFrame*>(frame))
      if (lyric->type() == ID3v2::SynchronizedLyricsFrame::Lyrics ||
          lyric->type() == ID3v2::SynchronizedLyricsFrame::TextTranscription)
        found.add_text("SYLT", joined(*lyric, found.guesses()), true);
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

}  // namespace

std::vector<TagLyric> lyrics_in(TagLib::File& file) {
  Gatherer found(dynamic_cast<TagLib::MPEG::File*>(&file) != nullptr);
  if (auto* mpeg = dynamic_cast<TagLib::MPEG::File*>(&file)) {
    if (mpeg->hasID3v2Tag()) gather(*mpeg->ID3v2Tag(), found);
    if (mpeg->hasAPETag()) gather(*mpeg->APETag(), found);
  } else if (auto* flac = dynamic_cast<TagLib::FLAC::File*>(&file)) {
    if (flac->hasXiphComment()) gather(*flac->xiphComment(), found);
    if (flac->hasID3v2Tag()) gather(*flac->ID3v2Tag(), found);
  } else if (const auto* comment = dynamic_cast<TagLib::Ogg::XiphComment*>(file.tag())) {
    gather(*comment, found);
  } else if (const auto* mp4 = dynamic_cast<TagLib::MP4::Tag*>(file.tag())) {
    gather(*mp4, found);
  }
  return std::move(found.lyrics);
}

}  // namespace leitmotif::collection
