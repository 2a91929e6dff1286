// HTML and SVG that are well formed and safe by construction: text from outside gets in only escaped.
// Flow: the smallest brick of every page and chart.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace leitmotif {

/// Text that may stand in a page as it is. Made only by the functions below, so a plain string cannot slip in.
class Markup {
 public:
  Markup() = default;
  /// For constants of the program, such as a style sheet. Never for anything from outside.
  [[nodiscard]] static Markup trusted(std::string text) {
    Markup markup;
    markup.text_ = std::move(text);
    return markup;
  }
  Markup& operator+=(const Markup& other) {
    text_ += other.text_;
    return *this;
  }
  friend Markup operator+(Markup first, const Markup& second) { return std::move(first += second); }
  [[nodiscard]] const std::string& str() const noexcept { return text_; }
  [[nodiscard]] bool empty() const noexcept { return text_.empty(); }

 private:
  std::string text_;
};

/// The name is a constant of the program, the value may be anything.
struct Attribute {
  std::string_view name;
  std::string value;
};
/// Attributes of an element, written in this order.
using Attributes = std::initializer_list<Attribute>;

/// Any bytes as text: & < > " ' become references; control characters and bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] Markup escaped(std::string_view text);

/// <tag attributes>content</tag>
[[nodiscard]] Markup element(std::string_view tag, Attributes attributes, const Markup& content);
[[nodiscard]] Markup element(std::string_view tag, const Markup& content);
/// The same around text, which is escaped.
[[nodiscard]] Markup element(std::string_view tag, Attributes attributes, std::string_view text);
[[nodiscard]] Markup element(std::string_view tag, std::string_view text);

/// <tag attributes/>, for what has no content (meta, and shapes within SVG).
[[nodiscard]] Markup empty_element(std::string_view tag, Attributes attributes);

/// A whole page in English.
[[nodiscard]] std::string html_page(const Markup& head, const Markup& body);

}  // namespace leitmotif
