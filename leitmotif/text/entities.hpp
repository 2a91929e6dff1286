// HTML's entities in names and lyrics that were copied from a page.
// Flow: a cell or a tag as its writer saved it -> as a reader saw it.
// Source: the character references of HTML that people meet in names; numbers as https://html.spec.whatwg.org has them.
#pragma once

#include <string>
#include <string_view>

namespace leitmotif::text {

/// `text` with "&amp;", "&quot;", "&apos;", "&lt;", "&gt;", "&nbsp;", "&rsquo;" and the like, "&#39;" and "&#x27;"
/// replaced by what they stand for, once: "&amp;amp;" becomes "&amp;". What is none of them stays.
[[nodiscard]] std::string without_entities(std::string_view text);

}  // namespace leitmotif::text
