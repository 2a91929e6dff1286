#include "leitmotif/corpus/formats/timed_text.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/corpus/formats/markup.hpp"
#include "leitmotif/corpus/numbers.hpp"
#include "leitmotif/corpus/text_lines.hpp"
#include "leitmotif/text/entities.hpp"

namespace leitmotif::corpus {
namespace {

constexpr std::size_t kHeadBytes = 4U << 10U;  // before the first element of an XML file

/// The first element of a text in XML.
std::string first_element(std::string_view text) {
  text = trimmed(text);
  if (!text.starts_with('<')) return {};
  Markup markup(text.substr(0, kHeadBytes));
  while (const auto piece = markup.next())
    if (!piece->tag.empty()) return piece->tag;
  return {};
}

/// Adds text with single blanks to a line.
void add_with_blanks(std::string& line, std::string_view text) {
  for (const char c : text::without_entities(text)) {
    const bool blank = ascii::kBlanksAndLineEnds.find(c) != std::string_view::npos;
    if (!blank) line += c;
    if (blank && !line.empty() && line.back() != ' ' && line.back() != '\n') line += ' ';
  }
}

/// What of a paragraph is the lyric: neither its translation nor how it sounds in other letters.
bool is_beside_the_lyric(const MarkupPiece& piece) {
  const std::string_view role = attribute(piece.inside, "ttm:role");
  return role == "x-translation" || role == "x-roman" || role == "x-romanization" || role == "x-transliteration";
}

/// A time of TTML (`01:02.5`, `00:01:02.500`, `62.5s`, `62500ms`), or of a transcript: a bare number of seconds with a
/// point in it, else of milliseconds or, in `start`, of seconds.
std::optional<std::int64_t> time_of(std::string_view value, bool bare_is_seconds) {
  value = trimmed(value);
  double unit = bare_is_seconds || value.find('.') != std::string_view::npos ? 1000 : 1;
  if (value.find(':') != std::string_view::npos) unit = 1000;
  for (const auto& [ending, ms] :
       {std::pair<std::string_view, double>{"ms", 1}, {"s", 1000}, {"m", 60'000}, {"h", 3'600'000}})
    if (value.ends_with(ending)) {
      value.remove_suffix(ending.size());
      unit = ms;
      break;
    }
  double time = 0;
  for (int groups = 0; groups < 4; ++groups) {
    const std::string_view group = value.substr(0, value.find(':'));
    const NumberCell number = read_number(group, Comma::decimal);
    if (number.kind != CellKind::number || number.value < 0) return std::nullopt;
    time = time * 60 + number.value;
    if (group.size() == value.size()) {
      time *= unit;
      constexpr double kMost = 1e9;
      return time < kMost ? std::optional(static_cast<std::int64_t>(time + 0.5)) : std::nullopt;
    }
    value.remove_prefix(group.size() + 1);
  }
  return std::nullopt;
}

/// When a paragraph or span begins.
std::optional<std::int64_t> beginning_of(const MarkupPiece& piece) {
  for (const auto& [name, seconds] : {std::pair<const char*, bool>{"begin", true}, {"start", true}, {"t", false}})
    if (const std::string_view value = attribute(piece.inside, name); !value.empty()) return time_of(value, seconds);
  return std::nullopt;
}

/// The paragraphs of timed text, read piece by piece.
class TimedTextReader {
 public:
  explicit TimedTextReader(Times times) noexcept : times_(times) {}

  [[nodiscard]] std::string read(std::string_view text) {
    Markup markup(text);
    while (const auto piece = markup.next()) {
      if (piece->tag.empty()) {
        if (in_paragraph_ && left_out_ == 0) add_with_blanks(line_, piece->inside);
      } else if (piece->tag == "br") {
        if (in_paragraph_) line_ += '\n';
      } else if (piece->tag == "p" || piece->tag == "text") {
        end_paragraph();
        in_paragraph_ = !piece->closes && !piece->is_empty;
        if (in_paragraph_ && times_ == Times::written) begin_ = beginning_of(*piece);
      } else if ((piece->tag == "span" || piece->tag == "s") && !piece->is_empty) {
        take_span(*piece);
      } else if (piece->tag == "div" && piece->closes && !lyric_.empty() && !lyric_.ends_with("\n\n")) {
        lyric_ += '\n';
      }
    }
    end_paragraph();
    return std::move(lyric_);
  }

 private:
  /// Spans inside of one that is left out are left out with it.
  void take_span(const MarkupPiece& piece) {
    if (!in_paragraph_) return;
    if (left_out_ > 0)
      left_out_ += piece.closes ? -1 : 1;
    else if (!piece.closes && is_beside_the_lyric(piece))
      left_out_ = 1;
    else if (!piece.closes && times_ == Times::written)
      stamp_word(piece);
  }

  /// Transcripts count the times of their words from their line's.
  void stamp_word(const MarkupPiece& piece) {
    std::optional<std::int64_t> at = beginning_of(piece);
    if (piece.tag == "s" && begin_) at = at.value_or(0) + *begin_;
    if (!at) return;
    if (!begin_) begin_ = at;
    line_ += word_stamp(*at);
  }

  void end_paragraph() {
    Lines lines(line_);
    while (const auto line = lines.next())
      if (!line->empty()) lyric_.append(begin_ ? line_stamp(*begin_) : std::string()).append(*line).append("\n");
    line_.clear();
    begin_.reset();
    left_out_ = 0;
    in_paragraph_ = false;
  }

  Times times_;
  std::string lyric_;
  std::string line_;
  std::optional<std::int64_t> begin_;  ///< of the paragraph, where times are written
  bool in_paragraph_ = false;
  int left_out_ = 0;  ///< how many spans are open since one that is left out
};

/// A line of a SubStation script.
struct Dialogue {
  std::string_view start;  ///< h:mm:ss.cc, of one width in practice
  std::string_view effect;
  std::string_view text;
  bool is_comment = false;

  /// The effects that karaoke scripts give the lines they are made from.
  [[nodiscard]] bool is_template() const {
    return ascii::begins_with(effect, "template") || ascii::begins_with(effect, "code");
  }
};

constexpr std::string_view kScriptHead = "[script info]";

/// Which field of the events each place is.
struct EventFormat {
  std::size_t start = 1;
  std::size_t effect = 8;
  std::size_t text = 9;

  /// From a line "Format: Layer, Start, ...".
  void read(std::string_view names) {
    for (std::size_t place = 0; !names.empty(); ++place) {
      const std::size_t comma = std::min(names.find(','), names.size());
      const std::string_view name = trimmed(names.substr(0, comma));
      if (ascii::same_letters(name, "start")) start = place;
      if (ascii::same_letters(name, "effect")) effect = place;
      if (ascii::same_letters(name, "text")) text = place;
      names.remove_prefix(std::min(comma + 1, names.size()));
    }
  }
};

/// The fields of a dialogue; the text is the last one and may hold commas.
Dialogue dialogue_of(std::string_view fields, const EventFormat& format) {
  Dialogue dialogue;
  for (std::size_t place = 0; place < format.text; ++place) {
    const std::size_t comma = fields.find(',');
    if (comma == std::string_view::npos) return {};
    const std::string_view field = trimmed(fields.substr(0, comma));
    if (place == format.start) dialogue.start = field;
    if (place == format.effect) dialogue.effect = field;
    fields.remove_prefix(comma + 1);
  }
  dialogue.text = fields;
  return dialogue;
}

/// The hundredths of a second that a block of overrides gives to what stands behind it: `{\\k25}`, `{\\kf25}`.
std::optional<std::int64_t> karaoke_in(std::string_view block) noexcept {
  for (std::size_t at = 0; (at = block.find('\\', at)) != std::string_view::npos; ++at) {
    std::string_view rest = block.substr(at + 1);
    if (rest.empty() || (rest[0] != 'k' && rest[0] != 'K')) continue;
    rest.remove_prefix(1);
    if (!rest.empty() && (rest[0] == 'f' || rest[0] == 'o')) rest.remove_prefix(1);
    std::int64_t hundredths = 0;
    std::size_t digits = 0;
    while (digits < std::min<std::size_t>(rest.size(), 6) && ascii::is_digit(rest[digits]))
      hundredths = hundredths * 10 + (rest[digits++] - '0');
    if (digits > 0) return hundredths;
  }
  return std::nullopt;
}

/// Whether a block of overrides begins a drawing, or ends one; nothing when it is about something else.
std::optional<bool> drawing_in(std::string_view block) noexcept {
  const std::size_t at = block.rfind("\\p");
  if (at == std::string_view::npos || at + 2 >= block.size() || !ascii::is_digit(block[at + 2])) return std::nullopt;
  return block[at + 2] != '0';
}

/// A dialogue's text without its blocks, or with the times of its karaoke from `begin_ms` on; nothing of a drawing.
std::string without_overrides(std::string_view text, std::optional<std::int64_t> begin_ms) {
  std::string plain;
  bool draws = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t end = text[i] == '{' ? text.find('}', i) : std::string_view::npos;
    if (end != std::string_view::npos) {
      const std::string_view block = text.substr(i, end - i);
      draws = drawing_in(block).value_or(draws);
      if (const std::optional<std::int64_t> lasts = begin_ms ? karaoke_in(block) : std::nullopt) {
        plain += word_stamp(*begin_ms);
        begin_ms = *begin_ms + *lasts * 10;
      }
      i = end;
    } else if (text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == 'N' || text[i + 1] == 'n')) {
      plain += '\n';
      ++i;
    } else if (text[i] == '\\' && i + 1 < text.size() && text[i + 1] == 'h') {
      plain += ' ';
      ++i;
    } else if (!draws) {
      plain += text[i];
    }
  }
  return plain;
}

std::vector<Dialogue> dialogues_of(std::string_view text) {
  std::vector<Dialogue> dialogues;
  EventFormat format;
  bool in_events = false;
  Lines lines(text);
  while (const auto line = lines.next()) {
    if (line->starts_with('[') && line->ends_with(']')) in_events = ascii::same_letters(*line, "[events]");
    const std::size_t colon = line->find(':');
    if (!in_events || colon == std::string_view::npos) continue;
    const std::string_view key = line->substr(0, colon);
    if (ascii::same_letters(key, "format")) format.read(line->substr(colon + 1));
    const bool is_comment = ascii::same_letters(key, "comment");
    if (!is_comment && !ascii::same_letters(key, "dialogue")) continue;
    Dialogue dialogue = dialogue_of(line->substr(colon + 1), format);
    dialogue.is_comment = is_comment;
    if (!dialogue.text.empty() && !dialogue.is_template()) dialogues.push_back(dialogue);
  }
  return dialogues;
}

bool is_of_karaoke(const Dialogue& dialogue) {
  return dialogue.is_comment && ascii::same_letters(dialogue.effect, "karaoke");
}

}  // namespace

bool is_timed_text(std::string_view text) noexcept {
  const std::string element = first_element(text);
  return element == "tt" || element == "transcript" || element == "timedtext";
}

std::string read_timed_text(std::string_view text, Times times) {
  // What stands in the head are names and translations.
  const std::size_t body = text.find("<body");
  return TimedTextReader(times).read(body == std::string_view::npos ? text : text.substr(body));
}

bool is_qrc_xml(std::string_view text) noexcept {
  text = trimmed(text);
  return text.starts_with('<') && text.substr(0, kHeadBytes).find("LyricContent=\"") != std::string_view::npos;
}

std::string read_qrc_xml(std::string_view text) {
  constexpr std::string_view kContent = "LyricContent=\"";
  const std::size_t begin = text.find(kContent) + kContent.size();
  // Quotation marks inside are not always written as entities: the element ends the value.
  std::size_t end = text.find("\"/>", begin);
  if (end == std::string_view::npos) end = text.rfind('"');
  return end == std::string_view::npos || end < begin ? std::string()
                                                      : text::without_entities(text.substr(begin, end - begin));
}

bool is_substation(std::string_view text) noexcept { return ascii::begins_with(trimmed(text), kScriptHead); }

std::string read_substation(std::string_view text, Times times) {
  std::vector<Dialogue> dialogues = dialogues_of(text);
  const bool by_comments = std::ranges::any_of(dialogues, is_of_karaoke);
  std::erase_if(dialogues, [&](const Dialogue& dialogue) {
    const bool is_made = ascii::same_letters(dialogue.effect, "fx");
    return by_comments ? is_made || (dialogue.is_comment && !is_of_karaoke(dialogue)) : dialogue.is_comment;
  });
  std::ranges::stable_sort(dialogues, [](const Dialogue& a, const Dialogue& b) {
    return std::pair(a.start.size(), a.start) < std::pair(b.start.size(), b.start);
  });
  std::string lyric;
  std::pair<std::string_view, std::string> last;
  for (const Dialogue& dialogue : dialogues) {
    std::optional<std::int64_t> begin;
    if (times == Times::written) begin = time_of(dialogue.start, true);
    std::pair<std::string_view, std::string> said(dialogue.start, without_overrides(dialogue.text, begin));
    if (said == last) continue;
    const std::string stamp = begin ? line_stamp(*begin) : std::string();
    Lines lines(said.second);
    while (const auto line = lines.next())
      if (!line->empty()) lyric.append(stamp).append(*line).append("\n");
    last = std::move(said);
  }
  return lyric;
}

}  // namespace leitmotif::corpus
