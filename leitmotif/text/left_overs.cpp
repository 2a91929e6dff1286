#include "leitmotif/text/left_overs.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/text/beginnings.hpp"
#include "leitmotif/text/credits.hpp"
#include "leitmotif/text/left_over_texts.hpp"

namespace leitmotif::text {
namespace {

using ascii::begins_with;
using ascii::is_digit;
using ascii::is_upper;
using ascii::trimmed;

constexpr std::string_view kAlsoLike = "You might also like";
constexpr std::string_view kTickets = "Get tickets as low as $";

using Form = LeftOverForm;

constexpr ByBeginning<kLeftOvers.size()> kIndexed([](std::size_t i) { return std::string_view(kLeftOvers[i].text); });

constexpr std::string_view kAroundLeftOvers = " \t*-=_~.";

constexpr bool is_around_left_over(char c) noexcept {
  return c == ' ' || c == '\t' || c == '*' || c == '-' || c == '=' || c == '_' || c == '~' || c == '.';
}
static_assert(std::ranges::all_of(kAroundLeftOvers, is_around_left_over));

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
  const bool is_surrounded = !line.empty() && (is_around_left_over(line.front()) || is_around_left_over(line.back()));
  std::string_view bare = is_surrounded ? trimmed(line, kAroundLeftOvers) : line;
  if (bare.starts_with('(') && bare.ends_with(')') && bare.size() > 2) {
    bare = trimmed(bare.substr(1, bare.size() - 2));
    if (near_edge && is_writers(bare)) return true;
  }
  if (bare.size() < 2) return false;
  if (near_edge && is_credit(bare)) return true;
  const auto is_it = [&](std::size_t i) {
    const LeftOver& left_over = kLeftOvers[i];
    return begins_with(bare, left_over.text) &&
           is_rest_of(left_over.form, trimmed(bare.substr(left_over.text.size())), near_edge);
  };
  return kIndexed.find({bare[0], bare[1]}, is_it) < kLeftOvers.size();
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
