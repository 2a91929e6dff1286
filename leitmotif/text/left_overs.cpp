#include "leitmotif/text/left_overs.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/text/credits.hpp"

namespace leitmotif::text {
namespace {

using ascii::begins_with;
using ascii::is_digit;
using ascii::is_upper;
using ascii::trimmed;

constexpr std::string_view kAlsoLike = "You might also like";
constexpr std::string_view kTickets = "Get tickets as low as $";

/// How a left-over is told from a sung line.
enum class Form : std::uint8_t {
  whole,        ///< the line is this text
  begins,       ///< the line begins with it
  field,        ///< it is followed by a colon
  edge_field,   ///< it is followed by a colon, near the top or the bottom
  names,        ///< it is followed by nothing but capitalised words, near the top or the bottom
  dated,        ///< it is followed by a year or a copyright sign
  edge_names,   ///< it is followed by a colon and names, near the top or the bottom
  of_page,      ///< the line begins with it and has a colon
  thanks,       ///< the line goes on with "for these lyrics" or the like
  handle,       ///< it is followed by an account's name ("@ann")
  edge_whole,   ///< the line is this text, near the top or the bottom
  edge_begins,  ///< the line begins with it, near the top or the bottom
};

struct LeftOver {
  std::string_view text;
  Form form;
};

constexpr auto kLeftOvers = std::to_array<LeftOver>({
    {"you might also like", Form::whole},
    {"embed", Form::whole},
    {"submit corrections", Form::whole},
    {"all rights reserved", Form::begins},
    {"get tickets as low as $", Form::begins},
    {"this lyrics is not for commercial use", Form::begins},
    {"lyrics licensed", Form::begins},
    {"lyrics powered by", Form::begins},
    {"lyrics provided by", Form::begins},
    {"lyrics courtesy of", Form::begins},
    {"lyrics \u00A9", Form::begins},
    {"(c) ", Form::begins},
    {"\u00A9", Form::begins},
    {"\u2117", Form::begins},
    {"copyright", Form::dated},
    {"lyrics copyright", Form::dated},
    {"written by", Form::field},
    {"produced by", Form::field},
    {"lyrics by", Form::field},
    {"music by", Form::field},
    {"words by", Form::field},
    {"composed by", Form::field},
    {"songwriter", Form::field},
    {"songwriters", Form::field},
    {"songwriter(s)", Form::field},
    {"writer(s)", Form::field},
    {"writers", Form::field},
    {"publishers", Form::field},
    {"producers", Form::field},
    {"transcribed by", Form::field},
    {"submitted by", Form::field},
    {"artist", Form::edge_field},
    {"album", Form::edge_field},
    {"title", Form::edge_field},
    {"lyrics", Form::edge_field},
    {"written by", Form::names},
    {"produced by", Form::names},
    {"lyrics by", Form::names},
    {"music by", Form::names},
    {"words by", Form::names},
    {"words and music by", Form::names},
    {"composed by", Form::names},
    {"lyrics from ", Form::begins},
    {"more lyrics at", Form::begins},
    {"find more lyrics", Form::begins},
    {"print these lyrics", Form::begins},
    {"tekst piosenki", Form::field},
    {"dodaj interpretacj", Form::begins},
    {"historia edycji tekstu", Form::begins},
    {"thanks to ", Form::thanks},
    {"published by", Form::field},
    {"arranged by", Form::field},
    {"mixed by", Form::field},
    {"mastered by", Form::field},
    {"engineered by", Form::field},
    {"performed by", Form::field},
    {"recorded by", Form::field},
    {"translated by", Form::field},
    {"lyrics & music by", Form::field},
    {"lyrics and music by", Form::field},
    {"words and music by", Form::field},
    {"lyricist", Form::field},
    {"lyricists", Form::field},
    {"composer", Form::field},
    {"composers", Form::field},
    {"composer(s)", Form::field},
    {"arranger", Form::field},
    {"publisher", Form::field},
    {"publisher(s)", Form::field},
    {"producer", Form::field},
    {"producer(s)", Form::field},
    {"mixing engineer", Form::field},
    {"mastering engineer", Form::field},
    {"recording engineer", Form::field},
    {"source", Form::edge_field},
    {"label", Form::edge_field},
    {"writer", Form::edge_field},
    {"music", Form::edge_names},
    {"words", Form::edge_names},
    {"vocals", Form::edge_names},
    {"guitar", Form::edge_names},
    {"bass", Form::edge_names},
    {"drums", Form::edge_names},
    {"piano", Form::edge_names},
    {"text", Form::edge_names},
    {"musik", Form::edge_names},
    {"paroles", Form::edge_names},
    {"musique", Form::edge_names},
    {"letra", Form::edge_names},
    {"m\u00FAsica", Form::edge_names},
    {"testo", Form::edge_names},
    {"musica", Form::edge_names},
    {"muzyka", Form::edge_names},
    {"s\u0142owa", Form::edge_names},
    {"\u0430\u0432\u0442\u043E\u0440", Form::begins},
    {"\u4F5C\u8BCD", Form::field},
    {"\u4F5C\u66F2", Form::field},
    {"\u4F5C\u8A5E", Form::field},
    {"\u7F16\u66F2", Form::field},
    {"\u7DE8\u66F2", Form::field},
    {"\u8BCD", Form::field},
    {"\u8A5E", Form::field},
    {"\u66F2", Form::field},
    {"\u5236\u4F5C", Form::of_page},
    {"\u76D1\u5236", Form::of_page},
    {"\u6DF7\u97F3", Form::of_page},
    {"\u6BCD\u5E26", Form::of_page},
    {"\u5F55\u97F3", Form::of_page},
    {"\u548C\u58F0", Form::of_page},
    {"\u6F14\u5531", Form::field},
    {"\u6B4C\u624B", Form::field},
    {"das k\u00F6nnte dir auch gefallen", Form::whole},
    {"das k\u00F6nnte ihnen auch gefallen", Form::whole},
    {"vous aimerez aussi", Form::whole},
    {"vous aimerez peut-\u00EAtre aussi", Form::whole},
    {"vous pourriez aussi aimer", Form::whole},
    {"tambi\u00E9n te podr\u00EDa gustar", Form::whole},
    {"tambi\u00E9n te puede gustar", Form::whole},
    {"tal vez te guste", Form::whole},
    {"potrebbe interessarti anche", Form::whole},
    {"potrebbe piacerti anche", Form::whole},
    {"voc\u00EA tamb\u00E9m pode gostar", Form::whole},
    {"talvez voc\u00EA goste", Form::whole},
    {"mo\u017Ce ci si\u0119 spodoba\u0107", Form::whole},
    {"dit vind je misschien ook leuk", Form::whole},
    {"add your thoughts", Form::whole},
    {"log in to comment", Form::whole},
    {"sign in to comment", Form::whole},
    {"submit lyrics", Form::whole},
    {"correct lyrics", Form::whole},
    {"ask us a question about this song", Form::whole},
    {"no questions asked yet", Form::whole},
    {"get the conversation started", Form::whole},
    {"be the first to comment", Form::whole},
    {"type song title, artist", Form::begins},
    {"please help to translate", Form::begins},
    {"please wait while we load", Form::begins},
    {"click to search for", Form::begins},
    {"click here to listen", Form::begins},
    {"ccli song", Form::begins},
    {"ccli license", Form::begins},
    {"ccli #", Form::begins},
    {"used by permission", Form::begins},
    {"international copyright secured", Form::begins},
    {"made with lrc", Form::begins},
    {"converted by ", Form::begins},
    {"ringtone to your", Form::begins},
    {"meaning of \"", Form::edge_begins},
    {"get this song", Form::edge_begins},
    {"you can find the lyrics", Form::edge_begins},
    {"listen to this song", Form::edge_begins},
    {"writer/s", Form::field},
    {"writer(s", Form::field},
    {"songwriter/s", Form::field},
    {"producer/s", Form::field},
    {"composer/s", Form::field},
    {"lyricist/s", Form::field},
    {"op/sp", Form::field},
    {"letra a\u00F1adida por", Form::field},
    {"tekst dodany przez", Form::field},
    {"tekst doda\u0142", Form::field},
    {"t\u0142umaczenie", Form::field},
    {"\u043F\u0435\u0440\u0435\u0432\u043E\u0434 \u043F\u0435\u0441\u043D\u0438", Form::field},
    {"\u043E\u0440\u0438\u0433\u0438\u043D\u0430\u043B", Form::field},
    {"data from", Form::edge_field},
    {"op", Form::edge_field},
    {"sp", Form::edge_field},
    {"song title", Form::edge_field},
    {"translator", Form::edge_field},
    {"mood", Form::edge_field},
    {"submitter's comments", Form::edge_field},
    {"ascap", Form::edge_whole},
    {"bmi", Form::edge_whole},
    {"sesac", Form::edge_whole},
    {"gema", Form::edge_whole},
    {"advertisement", Form::edge_whole},
    {"advertisements", Form::edge_whole},
    {"sponsored", Form::edge_whole},
    {"sponsored links", Form::edge_whole},
    {"video unavailable", Form::edge_whole},
    {"translate to english", Form::edge_whole},
    {"hide translation", Form::edge_whole},
    {"show translation", Form::edge_whole},
    {"show original", Form::edge_whole},
    {"romanized", Form::edge_whole},
    {"romanization", Form::edge_whole},
    {"ending credits", Form::edge_whole},
    {"end credits", Form::edge_whole},
    {"last activities", Form::edge_whole},
    {"try to align", Form::edge_whole},
    {"explain lyrics", Form::edge_whole},
    {"rate this song", Form::edge_whole},
    {"rate these lyrics", Form::edge_whole},
    {"rate lyrics", Form::edge_whole},
    {"share this song", Form::edge_whole},
    {"share on facebook", Form::edge_whole},
    {"share on twitter", Form::edge_whole},
    {"share on whatsapp", Form::edge_whole},
    {"tweet this", Form::edge_whole},
    {"print this", Form::edge_whole},
    {"print", Form::edge_whole},
    {"buy this song", Form::edge_whole},
    {"buy on itunes", Form::edge_whole},
    {"download as pdf", Form::edge_whole},
    {"download mp3", Form::edge_whole},
    {"other lyrics by artist", Form::edge_whole},
    {"rand lyrics", Form::edge_whole},
    {"what does this song mean?", Form::edge_whole},
    {"add a comment", Form::edge_whole},
    {"add comment", Form::edge_whole},
    {"post a comment", Form::edge_whole},
    {"song bio", Form::edge_whole},
    {"song meaning", Form::edge_whole},
    {"top songs", Form::edge_whole},
    {"more songs", Form::edge_whole},
    {"related songs", Form::edge_whole},
    {"popular songs", Form::edge_whole},
    {"view all", Form::edge_whole},
    {"see all", Form::edge_whole},
    {"read more", Form::edge_whole},
    {"show more", Form::edge_whole},
    {"see more", Form::edge_whole},
    {"load more", Form::edge_whole},
    {"for personal use only", Form::begins},
    {"unauthorized copying", Form::begins},
    {"follow ", Form::handle},
    {"subtitles by the amara", Form::begins},
    {"downloaded from ", Form::names},
    {"created by minilyrics", Form::begins},
    {"generated using lrc", Form::begins},
    {"powered by ", Form::names},
    {"songtext powered by", Form::begins},
    {"paroles powered by", Form::begins},
    {"letra powered by", Form::begins},
    {"qq\u97F3\u4E50", Form::begins},
    {"\u672A\u7ECF\u8457\u4F5C\u6743\u4EBA", Form::begins},
    {"\u6B64\u6B4C\u66F2\u4E3A\u6CA1\u6709\u586B\u8BCD", Form::begins},
    {"\u7F51\u6613\u4E91\u97F3\u4E50", Form::begins},
    {"\u672C\u6B4C\u8BCD\u7531", Form::begins},
    {"\u0442\u0435\u043A\u0441\u0442 \u043F\u0435\u0441\u043D\u0438", Form::begins},
    {"\u0422\u0435\u043A\u0441\u0442 \u043F\u0435\u0441\u043D\u0438", Form::begins},
});

/// The table by the first byte in lower case, and which second bytes there are (by their lower five bits). Nearly all
/// lines end here, so it is small enough to stay in the processor's nearest cache.
struct LeftOverIndex {
  static constexpr std::uint8_t kNone = 255;
  std::array<std::uint32_t, 256> seconds{};
  std::array<std::uint8_t, 256> first{};               // place of the first that begins so, or kNone
  std::array<std::uint8_t, kLeftOvers.size()> next{};  // place of the next that begins with the same byte, or kNone
};
static_assert(kLeftOvers.size() < LeftOverIndex::kNone);

constexpr std::uint32_t bit_of(char second) noexcept {
  return std::uint32_t{1} << (static_cast<unsigned>(static_cast<unsigned char>(second)) & 31U);
}

constexpr LeftOverIndex kIndexed = [] {
  LeftOverIndex index;
  index.first.fill(LeftOverIndex::kNone);
  for (std::size_t i = 0; i < kLeftOvers.size(); ++i) {
    const auto byte = static_cast<std::uint8_t>(kLeftOvers[i].text[0]);
    index.seconds[byte] |= bit_of(kLeftOvers[i].text[1]);
    index.next[i] = index.first[byte];
    index.first[byte] = static_cast<std::uint8_t>(i);
  }
  return index;
}();

/// A colon, of this half of the world or the other, that begins `text`.
bool begins_with_colon(std::string_view text) noexcept { return text.starts_with(':') || text.starts_with("\uFF1A"); }

bool holds_colon(std::string_view text) noexcept {
  return text.find(':') != std::string_view::npos || text.find("\uFF1A") != std::string_view::npos;
}

bool is_year_or_sign(std::string_view text) noexcept {
  return begins_with(text, "(c)") || text.starts_with("\u00A9") || text.starts_with("\u2117") ||
         (text.size() >= 4 && std::all_of(text.begin(), text.begin() + 4, is_digit));
}

/// Whether `rest` is a sung line that a scraper glued behind "... like". With a blank, or with the rest of a longer
/// word
/// ("likely"), all of it would be sung.
bool is_glued(std::string_view rest) noexcept {
  constexpr std::array<std::string_view, 7> kEndings = {"ly", "lier", "d", "s", "n", "ness", "wise"};
  if (rest.empty() || ascii::kBlanks.find(rest.front()) != std::string_view::npos) return false;
  const std::string_view word = rest.substr(0, rest.find_first_of(" \t.,;:!?'"));
  return std::ranges::find(kEndings, word) == kEndings.end();
}

/// Whether what stands behind a left-over's text makes it one.
bool is_rest_of(Form form, std::string_view rest, bool near_edge) noexcept {
  switch (form) {
    case Form::whole:
      return rest.empty();
    case Form::begins:
      return true;
    case Form::field:
      return begins_with_colon(rest);
    case Form::edge_field:
      return near_edge && begins_with_colon(rest);
    case Form::edge_names:
      return near_edge && rest.starts_with(':') && is_names(rest.substr(1));
    case Form::names:
      return near_edge && is_names(rest);
    case Form::dated:
      return is_year_or_sign(rest);
    case Form::of_page:
      return holds_colon(rest);
    case Form::thanks:
      return near_edge && (rest.ends_with("yrics") || rest.ends_with("yric"));
    case Form::edge_whole:
      return near_edge && rest.empty();
    case Form::edge_begins:
      return near_edge;
    case Form::handle:
      return rest.find('@') != std::string_view::npos;
  }
  return false;
}

/// "Ann Noon/Ben Dusk" and "A. Noon, B. Dusk", which stand in parentheses below a title.
bool is_writers(std::string_view text) noexcept {
  const bool has_initial = text.size() > 3 && is_upper(text[0]) && text[1] == '.' && text[2] == ' ';
  return (has_initial || text.find('/') != std::string_view::npos) && is_names(text);
}

}  // namespace

bool is_names(std::string_view text) noexcept {
  std::size_t names = 0;
  while (true) {
    text = trimmed(text, " \t,.&/;()");
    if (text.empty()) return names > 0;
    const std::string_view word = text.substr(0, text.find_first_of(" \t,&/;()"));
    if (word != "and" && word != "de" && word != "van" && word != "von") {
      if (ascii::is_lower(word.front())) return false;
      ++names;
    }
    text.remove_prefix(word.size());
  }
}

bool is_left_over(std::string_view line, bool near_edge) {
  std::string_view bare = line;
  if (line.empty() || !ascii::is_letter(line.front()) || !ascii::is_letter(line.back()))
    bare = trimmed(line, " \t*-=_~.");
  if (bare.starts_with('(') && bare.ends_with(')') && bare.size() > 2) {
    bare = trimmed(bare.substr(1, bare.size() - 2));
    if (near_edge && is_writers(bare)) return true;
  }
  if (bare.size() < 2) return false;
  if (near_edge && is_credit(bare)) return true;
  const auto begin = static_cast<std::uint8_t>(ascii::lower(bare[0]));
  if ((kIndexed.seconds[begin] & bit_of(ascii::lower(bare[1]))) == 0) return false;
  for (std::size_t i = kIndexed.first[begin]; i != LeftOverIndex::kNone; i = kIndexed.next[i]) {
    const LeftOver& left_over = kLeftOvers[i];
    if (ascii::lower(bare[1]) == left_over.text[1] && begins_with(bare, left_over.text) &&
        is_rest_of(left_over.form, trimmed(bare.substr(left_over.text.size())), near_edge))
      return true;
  }
  return false;
}

std::string_view without_glued_start(std::string_view line) noexcept {
  if (line.empty() || (line.front() != 'S' && line.front() != 'Y')) return line;  // nearly all lines
  if (line.starts_with("See ")) {
    const std::size_t tickets = line.find(kTickets);
    if (tickets != std::string_view::npos) {
      line.remove_prefix(tickets + kTickets.size());
      line.remove_prefix(std::min(line.find_first_not_of("0123456789,."), line.size()));
    }
  }
  if (line.starts_with(kAlsoLike) && is_glued(line.substr(kAlsoLike.size()))) line.remove_prefix(kAlsoLike.size());
  return line;
}

std::string_view without_page_title(std::string_view first_line) noexcept {
  constexpr std::string_view kReadMore = "Read More";
  constexpr std::string_view kLyrics = "Lyrics";
  const std::string_view behind_number =
      first_line.substr(std::min(first_line.find_first_not_of("0123456789"), first_line.size()));
  if (behind_number.size() < first_line.size() &&
      (behind_number.starts_with(" Contributor") || behind_number.starts_with("Contributor"))) {
    if (const std::size_t more = first_line.rfind(kReadMore); more != std::string_view::npos)
      return first_line.substr(more + kReadMore.size());
    const std::size_t title = first_line.rfind(kLyrics);
    return title == std::string_view::npos ? std::string_view() : first_line.substr(title + kLyrics.size());
  }
  return is_page_title(first_line) ? std::string_view() : first_line;
}

bool is_page_title(std::string_view first_line) noexcept {
  if (first_line.ends_with(" Lyrics") || first_line.ends_with(" LYRICS")) return true;
  for (const std::string_view middle : {" lyrics by ", " Lyrics by ", " LYRICS by ", " Lyrics - ", " lyrics - "})
    if (const std::size_t at = first_line.find(middle); at != std::string_view::npos)
      return is_names(first_line.substr(0, at)) && is_names(first_line.substr(at + middle.size()));
  for (const std::string_view start : {"lyrics to ", "lyrics for ", "lyrics of "}) {
    if (!begins_with(first_line, start)) continue;
    const std::string_view names = first_line.substr(start.size());
    const std::size_t by = names.find(" by ");
    return is_names(names.substr(0, by)) && (by == std::string_view::npos || is_names(names.substr(by + 4)));
  }
  // "Paroles de la chanson Blue Door par Ann Noon", "Testo Blue Door di Ann Noon"
  struct TitleWords {
    std::string_view start;
    std::string_view middle;
  };
  constexpr auto kTitles = std::to_array<TitleWords>({{"paroles de la chanson ", " par "},
                                                      {"paroles de ", " par "},
                                                      {"letra de la canci\u00F3n ", " de "},
                                                      {"letra da m\u00FAsica ", " de "},
                                                      {"testo della canzone ", " di "},
                                                      {"songtext zu ", " von "},
                                                      {"songtext von ", " - "},
                                                      {"songtext von ", " \u2013 "},
                                                      {"songtekst van ", " - "}});
  for (const TitleWords& words : kTitles)
    if (begins_with(first_line, words.start) &&
        first_line.find(words.middle, words.start.size()) != std::string_view::npos)
      return true;
  return false;
}

bool is_quoted_title(std::string_view line) noexcept {
  return line.size() > 2 &&
         ((line.front() == '"' && line.back() == '"') || (line.starts_with("\u201C") && line.ends_with("\u201D")));
}

std::string_view without_button(std::string_view line) noexcept {
  if (line.find('E') == std::string_view::npos) return line;  // nearly all lines
  constexpr std::string_view kEmbed = "Embed";
  const std::size_t share =
      line.find("EmbedShare U");  // "EmbedShare URLCopyEmbedCopy", "EmbedShare Url:CopyEmbed:Copy"
  if (share != std::string_view::npos) line = line.substr(0, share + kEmbed.size());
  if (!line.ends_with(kEmbed)) return line;
  std::string_view text = line.substr(0, line.size() - kEmbed.size());
  const bool apart = text.ends_with(' ');
  if (apart) text.remove_suffix(1);
  if (text.size() > 1 && text.back() == 'K' && is_digit(text[text.size() - 2])) text.remove_suffix(1);
  const std::size_t sung = text.find_last_not_of("0123456789.") + 1;
  const bool counted = sung < text.size() && is_digit(text.back());
  // "Embed" behind a blank and without a number may be sung.
  if (apart && !counted) return line;
  return text.substr(0, sung);
}

}  // namespace leitmotif::text
