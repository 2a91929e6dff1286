// What a service says about itself wherever this room writes a name: document, documentation, metrics, sign-in.
#pragma once

#include <string>

namespace leitmotif::http {

/// What a service says about itself.
struct About {
  std::string name;     ///< for people
  std::string version;  ///< of the program
  std::string summary;  ///< one line
  std::string prefix;   ///< of the cookie and of the metrics' names: lower-case letters
};

}  // namespace leitmotif::http
