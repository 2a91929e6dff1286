// Reads a page as strictly as XML and says what is wrong with it, for tests of pages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace leitmotif::testing {

/// Tags that are not closed, closed out of order, attributes without quotes, a lone & or <, in the order they are
/// found; empty for a well-formed page. Void elements must be written <br/>. The style sheet's content is not read.
std::vector<std::string> faults_of_html(std::string_view page);

/// Whatever in the page could make a browser ask another place for something.
std::vector<std::string> outside_references(std::string_view page);

/// The text between the tags, with references such as &lt; resolved.
std::string visible_text(std::string_view page);

}  // namespace leitmotif::testing
