#include "support/html_checker.hpp"

#include <array>
#include <regex>

namespace leitmotif::testing {
namespace {

constexpr std::array<std::pair<std::string_view, char>, 5> kReferences = {
    {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}}};

/// The length of the reference at the beginning of `text`; 0 when there is none.
std::size_t reference_length(std::string_view text) {
  for (const auto& [name, sign] : kReferences)
    if (text.starts_with(name)) return name.size();
  return 0;
}

bool has_lone_ampersand(std::string_view text) {
  for (std::size_t i = text.find('&'); i != std::string_view::npos; i = text.find('&', i + 1))
    if (reference_length(text.substr(i)) == 0) return true;
  return false;
}

bool is_tag(const std::string& tag) {
  static const std::regex kTag(R"re(<(/?[a-zA-Z][a-zA-Z0-9]*)((?: [a-zA-Z:-]+="[^"<>]*")*)(/?)>)re");
  return std::regex_match(tag, kTag);
}

std::string name_of(const std::string& tag) {
  const std::size_t begin = tag[1] == '/' ? 2 : 1;
  return tag.substr(begin, tag.find_first_of(" />", begin) - begin);
}

}  // namespace

std::vector<std::string> faults_of_html(std::string_view page) {
  std::vector<std::string> faults;
  std::vector<std::string> open;
  constexpr std::string_view kDoctype = "<!doctype html>\n";
  if (!page.starts_with(kDoctype)) faults.emplace_back("no doctype");
  for (std::size_t at = std::min(kDoctype.size(), page.size()); at < page.size();) {
    const std::size_t begin = std::min(page.find('<', at), page.size());
    const std::string_view text = page.substr(at, begin - at);
    const bool in_style = !open.empty() && open.back() == "style";
    if (!in_style && (text.find('>') != std::string_view::npos || has_lone_ampersand(text)))
      faults.push_back("not escaped: " + std::string(text.substr(0, 60)));
    if (begin == page.size()) break;
    const std::size_t end = std::min(page.find('>', begin), page.size() - 1);
    const std::string tag(page.substr(begin, end - begin + 1));
    at = end + 1;
    if (!is_tag(tag) || has_lone_ampersand(tag)) {
      faults.push_back("no tag: " + tag.substr(0, 60));
    } else if (tag[1] != '/') {
      if (tag[tag.size() - 2] != '/') open.push_back(name_of(tag));
    } else if (open.empty() || open.back() != name_of(tag)) {
      faults.push_back("closed out of order: " + tag);
    } else {
      open.pop_back();
    }
  }
  for (const std::string& tag : open) faults.push_back("never closed: " + tag);
  return faults;
}

std::vector<std::string> outside_references(std::string_view page) {
  std::vector<std::string> found;
  for (const std::string_view sign : {"http://", "https://", " src=", "url(", "@import", "<script", "<link", "<iframe",
                                      "<img", "<object", "<embed", "xlink", " on", "srcset", "<form", "<base"}) {
    const bool attribute = sign == " on";
    const std::regex handler(R"re(<[^>]* on[a-z]+=)re");
    if (attribute ? std::regex_search(page.begin(), page.end(), handler) : page.find(sign) != std::string_view::npos)
      found.emplace_back(sign);
  }
  static const std::regex kLink(R"re(href="([^"]*)")re");
  for (std::cregex_iterator link(page.data(), page.data() + page.size(), kLink), end; link != end; ++link)
    if (!(*link)[1].str().starts_with('#')) found.push_back((*link)[0]);
  return found;
}

std::string visible_text(std::string_view page) {
  std::string text;
  for (std::size_t i = 0; i < page.size();) {
    if (page[i] == '<') {
      const std::size_t end = page.find('>', i);
      if (end == std::string_view::npos) break;
      text += ' ';
      i = end + 1;
      continue;
    }
    const std::size_t length = page[i] == '&' ? reference_length(page.substr(i)) : 0;
    for (const auto& [name, sign] : kReferences)
      if (length > 0 && page.substr(i).starts_with(name)) text += sign;
    if (length == 0) text += page[i];
    i += std::max<std::size_t>(length, 1);
  }
  return text;
}

}  // namespace leitmotif::testing
