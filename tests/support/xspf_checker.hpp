// Holds a document to the definition of XSPF version 1: elements, how often each, their order of nesting, and values.
// Source: xspf.org/spec, sections 4.1.1 to 4.1.2.
#pragma once

#include <string>
#include <vector>

namespace leitmotif::testing {

/// What is wrong with it; nothing when it is a correct XSPF playlist. Reads the XML itself, apart from the library's
/// reader: only what the writer may use (no comments, CDATA or processing instructions inside).
[[nodiscard]] std::vector<std::string> faults_of_xspf(const std::string& document);

}  // namespace leitmotif::testing
