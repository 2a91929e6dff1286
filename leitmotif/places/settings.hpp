// What every verb of the engine is told: where things lie.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "leitmotif/core/share.hpp"

namespace leitmotif::places {

/// Everything that belongs to a library and lies beside it. Made by places_of (locations.hpp) and nowhere else.
struct Places {
  std::string name;               ///< of the library, for people
  std::filesystem::path folder;   ///< what the files of this value lie in; jobs may read here
  std::filesystem::path models;   ///< folder of models that jobs trained
  std::filesystem::path jobs;     ///< what jobs did and do
  std::filesystem::path token;    ///< the hash of the token that lets others in
  std::filesystem::path tokens;   ///< tokens with names
  std::filesystem::path servers;  ///< accounts on music servers, for the owner alone
  /// Rejected rows of an imported file (`-` is standard input).
  [[nodiscard]] std::filesystem::path rejects_of(const std::filesystem::path& file) const;

  std::filesystem::path base;  ///< `folder` with the beginning of every file's name
};

/// What an engine works with; everything may be left out.
struct Settings {
  std::filesystem::path library;        ///< empty: default_library()
  std::filesystem::path model;          ///< empty: default_model()
  unsigned threads = 0;                 ///< 0: all processors
  Share share = {};                     ///< of the songs, which this process looks through for other parts
  std::vector<std::string> parts = {};  ///< URLs of the services that look through the songs; none: this process does
  std::string parts_token = {};         ///< what they let this process in by
  Places places = {};                   ///< of the library; Engine::open fills it in
};

}  // namespace leitmotif::places
