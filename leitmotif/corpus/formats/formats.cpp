#include "leitmotif/corpus/formats/formats.hpp"

#include <algorithm>
#include <array>

#include "leitmotif/corpus/cues.hpp"
#include "leitmotif/corpus/fields.hpp"
#include "leitmotif/corpus/formats/lyric_json.hpp"
#include "leitmotif/corpus/formats/page_text.hpp"
#include "leitmotif/corpus/formats/rich_text.hpp"
#include "leitmotif/corpus/formats/timed_lyric.hpp"
#include "leitmotif/corpus/formats/timed_text.hpp"
#include "leitmotif/corpus/formats/ultrastar.hpp"
#include "leitmotif/corpus/line_stamps.hpp"
#include "leitmotif/corpus/lrc.hpp"

namespace leitmotif::corpus {
namespace {

/// A format: how it is told and read.
struct LyricFormat {
  std::string_view name;
  std::string_view first_signs;  ///< one of which begins every text in it
  bool is_sung;
  bool (*is_it)(std::string_view text);
  std::string (*read)(std::string_view text, LabelledSong& song, Times times);
};

/// A reader that knows no names.
template <std::string (*read_text)(std::string_view, Times)>
std::string read_timed(std::string_view text, LabelledSong& /*song*/, Times times) {
  return read_text(text, times);
}
/// One that knows no times either.
template <std::string (*read_text)(std::string_view)>
std::string read_words(std::string_view text, LabelledSong& /*song*/, Times /*times*/) {
  return read_text(text);
}

constexpr auto kLyricFormats = std::to_array<LyricFormat>({
    {"captions", "W0123456789", true, has_cues, read_timed<read_cues>},
    {"SubStation", "[", true, is_substation, read_timed<read_substation>},
    {"UltraStar", "#", true, is_ultrastar, read_ultrastar},
    {"RTF", "{", false, is_rich_text, read_words<read_rich_text>},
    {"JSON", "{[", false, is_json_document, read_lyric_json},
    {"TTML", "<", true, is_timed_text, read_timed<read_timed_text>},
    {"QRC", "<", false, is_qrc_xml, read_words<read_qrc_xml>},
    {"HTML", "<", false, is_page, read_words<page_text>},
});

const LyricFormat* row_of(std::string_view text) {
  const std::size_t first = text.find_first_not_of(ascii::kBlanksAndLineEnds);
  if (first == std::string_view::npos) return nullptr;
  for (const LyricFormat& format : kLyricFormats)
    if (format.first_signs.find(text[first]) != std::string_view::npos && format.is_it(text)) return &format;
  return nullptr;
}

/// What entities and escapes may have brought into a text.
std::string tidied(std::string text) {
  std::erase(text, '\0');
  std::ranges::replace(text, '\r', '\n');
  return text;
}

/// A text without the formats around it; nothing when there are none.
std::optional<FormattedLyric> unwrapped(std::string_view text, LabelledSong& song, Times times) {
  constexpr int kMostWrappings = 3;  // a page inside of JSON
  std::optional<FormattedLyric> found;
  for (int wrapped = 0; wrapped < kMostWrappings; ++wrapped) {
    const std::string_view outer = found ? std::string_view(found->text) : text;
    const LyricFormat* const format = row_of(outer);
    if (format == nullptr) break;
    std::string inside = tidied(format->read(outer, song, times));
    if (inside == outer) break;
    found = FormattedLyric{found ? found->format : format->name, std::move(inside), format->is_sung};
    if (format->is_sung) break;
  }
  return found;
}

}  // namespace

KnownFormat format_of_lyric(std::string_view text) {
  const LyricFormat* const row = row_of(text);
  return row == nullptr ? KnownFormat{} : KnownFormat{row->name, row->is_sung};
}

std::optional<std::string> as_lrc(std::string_view text) {
  LabelledSong ignored;
  std::optional<FormattedLyric> found = unwrapped(text, ignored, Times::written);
  const std::string_view inside = found ? std::string_view(found->text) : text;
  if (has_stamps(inside)) return std::string(inside);
  return with_lrc_stamps(inside, Times::written);
}

std::optional<FormattedLyric> formatted_lyric(std::string_view text, std::string_view source, LabelledSong& song) {
  std::optional<FormattedLyric> found = unwrapped(text, song, Times::left_out);
  if (found && found->is_sung) return found;
  if (found) text = found->text;
  const std::optional<std::string> stamped = has_stamps(text) ? std::nullopt : with_lrc_stamps(text);
  if (!stamped && !has_stamps(text)) return found;
  std::string lines = read_lrc(stamped ? *stamped : text, source, song);
  return FormattedLyric{found ? found->format : "LRC", std::move(lines), true};
}

}  // namespace leitmotif::corpus
