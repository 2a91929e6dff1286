// Tags and text of HTML and XML as people's files have them, well-formed or not.
// Flow: a saved page or timed text -> pieces -> markup_text.hpp, timed_text.hpp.
// Source: WHATWG HTML (13.2 tokenization, 13.1.2 void and raw text elements), as far as texts need it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace leitmotif::corpus {

/// A tag, or what stands between two.
struct MarkupPiece {
  std::string tag;          ///< its name in lower case without a namespace; empty: text
  std::string_view inside;  ///< of a tag what stands between the brackets, else the text
  bool closes = false;      ///< </tag>
  bool is_empty = false;    ///< <tag/>, or an element that never has anything inside
};

/// Splits a text at its tags. Comments, declarations and what scripts and styles hold are passed over; a bracket that
/// begins no tag is text. Lifetime: the text outlives its pieces.
class Markup {
 public:
  explicit Markup(std::string_view text) noexcept : rest_(text) {}

  /// The next piece, or nothing at the end. Cost: linear in the text over all calls.
  [[nodiscard]] std::optional<MarkupPiece> next();

 private:
  [[nodiscard]] bool pass_over_hidden();

  std::string_view rest_;
  std::string_view raw_;  ///< CDATA that is to be given next
};

/// The value of an attribute of a tag (`inside` of its piece), entities and all; empty when it is not there. The name
/// is compared without letter case and with its namespace.
[[nodiscard]] std::string_view attribute(std::string_view inside, std::string_view name) noexcept;

}  // namespace leitmotif::corpus
