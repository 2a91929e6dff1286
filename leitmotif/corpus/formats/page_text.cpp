#include "leitmotif/corpus/formats/page_text.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "leitmotif/core/ascii.hpp"
#include "leitmotif/corpus/formats/markup.hpp"
#include "leitmotif/corpus/text_lines.hpp"
#include "leitmotif/text/entities.hpp"

namespace leitmotif::corpus {
namespace {

/// Elements that pages and pieces of them begin with.
constexpr auto kPageTags =
    std::to_array<std::string_view>({"html", "head", "body", "div", "p", "pre", "main", "article", "section", "title",
                                     "meta", "center", "table", "h1", "h2"});
/// Elements whose text is no part of what a page is about.
constexpr auto kAsideTags = std::to_array<std::string_view>(
    {"head",   "title",  "script", "style",  "noscript", "template", "svg",      "nav",
     "header", "footer", "form",   "button", "select",   "option",   "textarea", "iframe",
     "aside",  "h1",     "h2",     "label",  "figure",   "video",    "audio"});
/// Elements that begin and end a line.
constexpr auto kBlockTags = std::to_array<std::string_view>(
    {"p",  "div", "li", "ul", "ol", "tr", "table", "section", "article",    "main",    "blockquote", "pre", "h3",
     "h4", "h5",  "h6", "dd", "dt", "dl", "hr",    "center",  "figcaption", "address", "verse",      "line"});
/// What a box's name has beside "lyric" when the lyric is not in it.
constexpr auto kBeside = std::to_array<std::string_view>({"header", "title", "footer", "sidebar", "recommend", "button",
                                                          "advert", "share", "menu", "credit", "placeholder", "nav"});
/// What the titles of pages say that a server gives instead of the one asked for, in lower case.
constexpr auto kErrorTitles =
    std::to_array<std::string_view>({"404", "403", "500", "502", "503", "not found", "forbidden", "access denied",
                                     "just a moment", "attention required", "service unavailable", "bad gateway",
                                     "captcha", "error", "too many requests", "redirecting"});
/// A line end of the file itself, which is a mere blank unless nothing else breaks lines.
constexpr char kOwnLineEnd = '\x01';

template <std::size_t N>
bool is_among(const std::array<std::string_view, N>& tags, std::string_view tag) noexcept {
  return std::ranges::find(tags, tag) != tags.end();
}

enum class Box : std::uint8_t { none, lyric, aside };

/// What an element is by the names people gave it.
Box box_of(const MarkupPiece& piece) {
  if (is_among(kAsideTags, piece.tag)) return Box::aside;
  if (piece.tag == "lyric" || piece.tag == "lyrics") return Box::lyric;
  if (piece.tag == "html" || piece.tag == "body" || piece.tag == "a") return Box::none;
  if (piece.inside.find("data-exclude-from-selection") != std::string_view::npos) return Box::aside;
  std::string names;
  for (const char* const name : {"class", "id", "itemprop", "data-testid"})
    names.append(attribute(piece.inside, name)).append(" ");
  if (!attribute(piece.inside, "data-lyrics-container").empty()) names += "lyrics";
  const std::string lowered = ascii::lower_case(names);
  if (lowered.find("lyric") == std::string::npos && lowered.find("songtext") == std::string::npos) return Box::none;
  const auto says = [&](std::string_view word) { return lowered.find(word) != std::string::npos; };
  return std::ranges::any_of(kBeside, says) ? Box::aside : Box::lyric;
}

/// Gathers text as a browser would show it.
class ShownText {
 public:
  void add(std::string_view text, bool as_it_is) {
    for (const char c : text::without_entities(text)) text_ += as_it_is || !(c == '\n' || c == '\r') ? c : kOwnLineEnd;
  }
  /// Once for the end of one line and the beginning of the next.
  void begin_line() {
    const std::size_t last = text_.find_last_not_of(std::string_view(" \t\x01", 3));
    if (last != std::string::npos && text_[last] != '\n') text_ += '\n';
  }
  void break_line() { text_ += '\n'; }

  /// The lines, single blanks in them, at most one empty line between two.
  [[nodiscard]] std::string lines() const {
    const std::string whole(ascii::trimmed(text_, std::string_view(" \t\r\n\x01", 5)));
    const bool breaks = whole.find('\n') != std::string::npos;
    std::string result;
    for (const char c : whole) {
      const char shown = c == kOwnLineEnd ? breaks ? ' ' : '\n' : c == '\t' ? ' ' : c;
      const bool at_begin = result.empty() || result.back() == '\n';
      if (shown == ' ' && (at_begin || result.back() == ' ')) continue;
      if (shown == '\n' && result.ends_with(' ')) result.pop_back();
      if (shown == '\n' && result.ends_with("\n\n")) continue;
      result += shown;
    }
    return result;
  }

 private:
  std::string text_;
};

/// A page, read element by element.
class PageReader {
 public:
  [[nodiscard]] std::string read(std::string_view page) {
    Markup markup(page);
    while (const auto piece = markup.next()) {
      if (piece->tag.empty())
        add_text(piece->inside);
      else
        add_tag(*piece);
    }
    std::string lyric = lyric_.lines();
    if (!trimmed(lyric).empty()) return lyric;
    return is_error() ? std::string() : all_.lines();
  }

 private:
  struct Element {
    std::string tag;
    Box box = Box::none;
  };

  /// Whether the page is a server's excuse: its title begins with one.
  [[nodiscard]] bool is_error() const {
    const std::string title = ascii::lower_case(trimmed(title_));
    return std::ranges::any_of(kErrorTitles, [&](std::string_view excuse) {
      return title.starts_with(excuse) || (excuse.size() > 5 && title.ends_with(excuse));
    });
  }

  void add_text(std::string_view text) {
    if (!open_.empty() && open_.back().tag == "title" && title_.empty()) title_ = text;
    if (inside(Box::aside) > 0) return;
    const bool as_it_is = preformatted_ > 0;
    all_.add(text, as_it_is);
    if (inside(Box::lyric) > 0) lyric_.add(text, as_it_is);
  }

  template <class Use>
  void for_shown(const Use& use) {
    if (inside(Box::aside) > 0) return;
    use(all_);
    if (inside(Box::lyric) > 0) use(lyric_);
  }

  void add_tag(const MarkupPiece& piece) {
    if (piece.tag == "br") {
      for_shown([](ShownText& text) { text.break_line(); });
      return;
    }
    if (is_among(kBlockTags, piece.tag)) for_shown([](ShownText& text) { text.begin_line(); });
    if (piece.is_empty) return;
    if (piece.closes)
      close(piece.tag);
    else
      open(piece);
    if (is_among(kBlockTags, piece.tag) && !piece.closes) for_shown([](ShownText& text) { text.begin_line(); });
    if (piece.closes && piece.tag == "p") for_shown([](ShownText& text) { text.break_line(); });
  }

  void open(const MarkupPiece& piece) {
    constexpr std::size_t kDeepestElement = 512;
    if (open_.size() >= kDeepestElement) return;
    // Paragraphs and items often have no end.
    if ((piece.tag == "p" || piece.tag == "li") && !open_.empty() && open_.back().tag == piece.tag) close(piece.tag);
    open_.push_back({piece.tag, box_of(piece)});
    ++counts_[static_cast<std::size_t>(open_.back().box)];
    preformatted_ += piece.tag == "pre" ? 1 : 0;
  }

  void close(std::string_view tag) {
    const auto found = std::find_if(open_.rbegin(), open_.rend(), [&](const Element& e) { return e.tag == tag; });
    if (found == open_.rend()) return;
    for (auto left = std::distance(open_.rbegin(), found) + 1; left > 0; --left) {
      --counts_[static_cast<std::size_t>(open_.back().box)];
      preformatted_ -= open_.back().tag == "pre" ? 1 : 0;
      open_.pop_back();
    }
  }

  [[nodiscard]] int inside(Box box) const noexcept { return counts_[static_cast<std::size_t>(box)]; }

  std::vector<Element> open_;
  std::array<int, 3> counts_{};
  int preformatted_ = 0;
  std::string_view title_;
  ShownText all_;
  ShownText lyric_;
};

/// Whether a document in XML has an element of that name: ChartLyrics, OpenLyrics, OpenSong.
bool is_lyric_document(std::string_view text) noexcept {
  if (!ascii::begins_with(text, "<?xml") && !ascii::begins_with(text, "<song") && !ascii::begins_with(text, "<lyric"))
    return false;
  for (const std::string_view element : {"<lyrics>", "<Lyric>", "<lyric>", "<Lyrics>"})
    if (text.find(element) != std::string_view::npos) return true;
  return false;
}

}  // namespace

bool is_page(std::string_view text) noexcept {
  text = trimmed(text);
  if (!text.starts_with('<')) return false;
  constexpr std::string_view kDeclaration = "<!doctype html";
  if (ascii::begins_with(text, kDeclaration)) return true;
  if (is_lyric_document(text)) return true;
  const std::string_view inside = text.substr(1, text.substr(0, 16).find_first_of(" >\t\r\n/") - 1);
  return std::ranges::any_of(kPageTags, [&](std::string_view tag) { return ascii::same_letters(tag, inside); });
}

std::string page_text(std::string_view text) { return PageReader().read(text); }

}  // namespace leitmotif::corpus
