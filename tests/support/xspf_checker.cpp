#include "support/xspf_checker.hpp"

#include <map>
#include <memory>
#include <regex>

namespace leitmotif::testing {
namespace {

struct Element {
  std::string name;
  std::map<std::string, std::string> attributes;
  std::vector<std::unique_ptr<Element>> children;
  std::string text;
};

/// A plain recursive reader; every deviation is a fault.
class Reader {
 public:
  Reader(const std::string& text, std::vector<std::string>& faults) : text_(text), faults_(faults) {}

  std::unique_ptr<Element> document() {
    static const std::regex kHead("^<\\?xml version=\"1\\.0\" encoding=\"UTF-8\"\\?>");
    std::smatch head;
    if (std::regex_search(text_, head, kHead)) at_ = static_cast<std::size_t>(head.length());
    skip_blanks();
    auto root = element();
    skip_blanks();
    if (at_ != text_.size()) faults_.push_back("there is text behind the playlist");
    return root;
  }

 private:
  void skip_blanks() { at_ = std::min(text_.find_first_not_of(" \r\n\t", at_), text_.size()); }

  std::unique_ptr<Element> element() {
    static const std::regex kOpen("^<([A-Za-z]+)((?: [A-Za-z:]+=(?:\"[^\"<]*\"|'[^'<]*'))*) ?(/?)>");
    static const std::regex kAttribute("([A-Za-z:]+)=(?:\"([^\"]*)\"|'([^']*)')");
    auto read = std::make_unique<Element>();
    std::smatch open;
    if (!std::regex_search(text_.cbegin() + static_cast<std::ptrdiff_t>(at_), text_.cend(), open, kOpen,
                           std::regex_constants::match_continuous)) {
      faults_.push_back("no element at byte " + std::to_string(at_));
      at_ = text_.size();
      return read;
    }
    at_ += static_cast<std::size_t>(open.length());
    read->name = open[1];
    const std::string attributes = open[2];
    for (std::sregex_iterator it(attributes.begin(), attributes.end(), kAttribute), end; it != end; ++it)
      read->attributes[(*it)[1]] = (*it)[2].matched ? (*it)[2] : (*it)[3];
    if (open[3] == "/") return read;
    content(*read);
    return read;
  }

  void content(Element& parent) {
    const std::string close = "</" + parent.name + ">";
    while (at_ < text_.size()) {
      if (text_.compare(at_, close.size(), close) == 0) {
        at_ += close.size();
        return;
      }
      if (text_[at_] == '<') {
        parent.children.push_back(element());
      } else {
        const std::size_t end = std::min(text_.find('<', at_), text_.size());
        parent.text += text_.substr(at_, end - at_);
        at_ = end;
      }
    }
    faults_.push_back("<" + parent.name + "> is never closed");
  }

  const std::string& text_;
  std::vector<std::string>& faults_;
  std::size_t at_ = 0;
};

/// Elements and how often each may stand: 1 once, 0 any number.
using Allowed = std::map<std::string, int>;
const Allowed kInPlaylist = {{"title", 1},      {"creator", 1}, {"annotation", 1}, {"info", 1},     {"location", 1},
                             {"identifier", 1}, {"image", 1},   {"date", 1},       {"license", 1},  {"attribution", 1},
                             {"link", 0},       {"meta", 0},    {"extension", 0},  {"trackList", 1}};
const Allowed kInTrack = {{"location", 0}, {"identifier", 0}, {"title", 1},    {"creator", 1},  {"annotation", 1},
                          {"info", 1},     {"image", 1},      {"album", 1},    {"trackNum", 1}, {"duration", 1},
                          {"link", 0},     {"meta", 0},       {"extension", 0}};

void check_children(const Element& parent, const Allowed& allowed, std::vector<std::string>& faults) {
  std::map<std::string, int> seen;
  for (const auto& child : parent.children) {
    const auto rule = allowed.find(child->name);
    if (rule == allowed.end()) faults.push_back("<" + child->name + "> may not stand in <" + parent.name + ">");
    if (++seen[child->name] > 1 && rule != allowed.end() && rule->second == 1)
      faults.push_back("<" + child->name + "> stands twice in <" + parent.name + ">");
  }
  if (parent.text.find_first_not_of(" \r\n\t") != std::string::npos)
    faults.push_back("<" + parent.name + "> holds text");
}

void check_value(const Element& element, std::vector<std::string>& faults) {
  static const std::regex kAddress("([A-Za-z0-9._~:/?#\\[\\]@!$'()*+,;=-]|&amp;|%[0-9A-Fa-f]{2})+");
  static const std::regex kNumber("[0-9]+");
  static const std::regex kText("([^&<>]|&(amp|lt|gt|quot|apos|#[0-9]+|#x[0-9a-fA-F]+);|>)*");
  if (!element.children.empty()) faults.push_back("<" + element.name + "> holds elements");
  if (!std::regex_match(element.text, kText)) faults.push_back("<" + element.name + "> is not escaped");
  if (element.name == "location" && !std::regex_match(element.text, kAddress))
    faults.push_back("'" + element.text + "' is no address");
  if ((element.name == "duration" || element.name == "trackNum") && !std::regex_match(element.text, kNumber))
    faults.push_back("'" + element.text + "' is no number from 0 on");
  if ((element.name == "meta" || element.name == "link") && !element.attributes.contains("rel"))
    faults.push_back("<" + element.name + "> has no rel");
}

}  // namespace

std::vector<std::string> faults_of_xspf(const std::string& document) {
  std::vector<std::string> faults;
  const std::unique_ptr<Element> root = Reader(document, faults).document();
  if (root->name != "playlist") faults.push_back("the root is <" + root->name + ">");
  if (root->attributes["version"] != "1") faults.push_back("version is not 1");
  if (root->attributes["xmlns"] != "http://xspf.org/ns/0/") faults.push_back("the namespace is not XSPF's");
  check_children(*root, kInPlaylist, faults);
  int track_lists = 0;
  for (const auto& child : root->children) {
    if (child->name != "trackList") {
      check_value(*child, faults);
      continue;
    }
    ++track_lists;
    check_children(*child, {{"track", 0}}, faults);
    for (const auto& track : child->children) {
      check_children(*track, kInTrack, faults);
      for (const auto& value : track->children) check_value(*value, faults);
    }
  }
  if (track_lists != 1) faults.push_back("there is not exactly one <trackList>");
  return faults;
}

}  // namespace leitmotif::testing
